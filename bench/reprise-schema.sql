-- What a resume writes, and nothing else: a state row of 2 KB, and one row of history.
CREATE TABLE etat (id int PRIMARY KEY, version int NOT NULL, texte text NOT NULL);
CREATE TABLE histoire (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, etat int NOT NULL, at timestamptz NOT NULL, texte text NOT NULL);
INSERT INTO etat SELECT n, 0, (SELECT string_agg(md5((n * 100 + k)::text), '') FROM generate_series(1, 60) k) FROM generate_series(1, 10000) n;
