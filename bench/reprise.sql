\set id random(1, 10000)
WITH lu AS (UPDATE etat SET version = version + 1, texte = reverse(texte) WHERE id = :id RETURNING id)
INSERT INTO histoire (etat, at, texte) SELECT id, now(), 'reprise' FROM lu;
