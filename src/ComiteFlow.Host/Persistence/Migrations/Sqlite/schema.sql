CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "attentes" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_attentes" PRIMARY KEY AUTOINCREMENT,
    "instance_id" TEXT NOT NULL,
    "execution" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL
);

CREATE TABLE "candidats" (
    "task_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "PK_candidats" PRIMARY KEY ("task_key", "name")
);

CREATE TABLE "conventions" (
    "id" TEXT NOT NULL CONSTRAINT "PK_conventions" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "registered_on" TEXT NOT NULL,
    "is_reprise" INTEGER NOT NULL,
    "ceiling" INTEGER NULL,
    "granted" INTEGER NOT NULL,
    "allocated_ae" INTEGER NOT NULL,
    "allocated_cp" INTEGER NOT NULL,
    "committed" INTEGER NOT NULL,
    "paid" INTEGER NOT NULL,
    "signed_on" TEXT NULL,
    "effect_on" TEXT NULL,
    "nominal_end" TEXT NULL,
    "ends_on" TEXT NULL,
    "payments_until" TEXT NULL,
    "ended_on" TEXT NULL,
    "monthly_from" TEXT NULL,
    "rules_due_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_conventions_engage" CHECK (committed <= allocated_ae),
    CONSTRAINT "ck_conventions_fin" CHECK (ends_on IS NULL OR effect_on IS NULL OR ends_on >= effect_on),
    CONSTRAINT "ck_conventions_paiements" CHECK (payments_until IS NULL OR ends_on IS NULL OR payments_until >= ends_on),
    CONSTRAINT "ck_conventions_paye" CHECK (paid <= allocated_cp AND paid <= committed),
    CONSTRAINT "ck_conventions_plafond" CHECK (ceiling IS NULL OR granted <= ceiling),
    CONSTRAINT "ck_conventions_positif" CHECK (granted >= 0 AND committed >= 0 AND paid >= 0 AND allocated_ae >= 0 AND allocated_cp >= 0)
);

CREATE TABLE "courriels" (
    "key" TEXT NOT NULL CONSTRAINT "PK_courriels" PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "template_hash" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "cc" TEXT NOT NULL,
    "convention" TEXT NULL,
    "document" TEXT NULL,
    "obligation" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "asks" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "sent_at" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "subject" TEXT NULL,
    "message" BLOB NULL,
    "failure" TEXT NULL,
    "cancelled_at" INTEGER NULL,
    "cancelled_because" TEXT NULL
);

CREATE TABLE "definitions" (
    "definition_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "is_published" INTEGER NOT NULL,
    "is_shipped" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "problems" TEXT NULL,
    CONSTRAINT "PK_definitions" PRIMARY KEY ("definition_id", "version")
);

CREATE TABLE "documents" (
    "key" TEXT NOT NULL CONSTRAINT "PK_documents" PRIMARY KEY,
    "file_name" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "template_hash" TEXT NOT NULL,
    "convention" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "content" BLOB NOT NULL
);

CREATE TABLE "evenements" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_evenements" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL
);

CREATE TABLE "faits" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_faits" PRIMARY KEY AUTOINCREMENT,
    "at" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "convention" TEXT NULL,
    "json" TEXT NOT NULL,
    "actor" TEXT NULL,
    "rule" TEXT NULL,
    "inputs" TEXT NULL,
    "source" TEXT NULL
);

CREATE TABLE "incidents" (
    "id" TEXT NOT NULL CONSTRAINT "PK_incidents" PRIMARY KEY,
    "instance_id" TEXT NULL,
    "definition_id" TEXT NOT NULL,
    "activity_id" TEXT NULL,
    "execution" INTEGER NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "closed_at" INTEGER NULL,
    "decision" TEXT NULL
);

CREATE TABLE "instances" (
    "id" TEXT NOT NULL CONSTRAINT "PK_instances" PRIMARY KEY,
    "key" TEXT NOT NULL,
    "definition_id" TEXT NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "fin" TEXT NULL,
    "fence" INTEGER NOT NULL
);

CREATE TABLE "journal" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_journal" PRIMARY KEY AUTOINCREMENT,
    "instance_id" TEXT NULL,
    "incident_id" TEXT NULL,
    "at" INTEGER NOT NULL,
    "activity_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "message" TEXT NULL,
    "actor" TEXT NULL
);

CREATE TABLE "taches_humaines" (
    "key" TEXT NOT NULL CONSTRAINT "PK_taches_humaines" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "candidates" TEXT NOT NULL,
    "instance_id" TEXT NULL,
    "opened_at" INTEGER NOT NULL,
    "closed_at" INTEGER NULL,
    "closed_by" TEXT NULL,
    "due_on" TEXT NULL,
    "state" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "issued" INTEGER NOT NULL,
    "next_rung_on" TEXT NULL,
    "outcomes" TEXT NOT NULL,
    "form" TEXT NULL,
    "payload" TEXT NULL,
    "outcome" TEXT NULL,
    "answers" TEXT NULL,
    "escalated_on" TEXT NULL,
    "escalated_to" TEXT NOT NULL,
    "assignee" TEXT NULL,
    "assigned_at" INTEGER NULL,
    "delegated_to" TEXT NULL,
    "delegated_until" TEXT NULL,
    "history" TEXT NOT NULL,
    "rungs" TEXT NOT NULL
);

CREATE TABLE "textes" (
    "id" TEXT NOT NULL CONSTRAINT "PK_textes" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "json" TEXT NOT NULL
);

CREATE TABLE "travaux" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_travaux" PRIMARY KEY AUTOINCREMENT,
    "due" INTEGER NOT NULL,
    "is_timer" INTEGER NOT NULL,
    "instance_id" TEXT NULL,
    "execution" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "key" TEXT NULL,
    "payload" TEXT NOT NULL,
    "is_shared" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "incident_id" TEXT NULL,
    "corrections" TEXT NULL,
    "owner" TEXT NULL,
    "lease_until" INTEGER NULL
);

CREATE TABLE "actes" (
    "id" TEXT NOT NULL CONSTRAINT "PK_actes" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NULL,
    "sent_on" TEXT NULL,
    "signed_on" TEXT NULL,
    "in_effect_on" TEXT NULL,
    "changes" TEXT NULL,
    CONSTRAINT "FK_actes_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "alertes_prevues" (
    "id" TEXT NOT NULL CONSTRAINT "PK_alertes_prevues" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "alert" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "days" INTEGER NULL,
    "cutoff" TEXT NULL,
    "settled_on" TEXT NULL,
    CONSTRAINT "FK_alertes_prevues_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "cles_chorus" (
    "convention_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "domaine_fonctionnel" TEXT NULL,
    "centre_financier" TEXT NULL,
    "activite" TEXT NULL,
    "centre_de_cout" TEXT NULL,
    CONSTRAINT "PK_cles_chorus" PRIMARY KEY ("convention_id", "scope"),
    CONSTRAINT "FK_cles_chorus_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "comites" (
    "id" TEXT NOT NULL CONSTRAINT "PK_comites" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "startup" TEXT NULL,
    "occurrence" INTEGER NOT NULL,
    "nominal" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "provisional" INTEGER NOT NULL,
    "uncertain" INTEGER NOT NULL,
    "proposed_on" TEXT NULL,
    "proposed_nominal" TEXT NULL,
    "rule" TEXT NULL,
    "proposed_rule" TEXT NULL,
    "proposed_why" TEXT NULL,
    "state" INTEGER NOT NULL,
    "is_waiting" INTEGER NOT NULL,
    "is_ready" INTEGER NOT NULL,
    "mark" TEXT NULL,
    "returns" INTEGER NOT NULL,
    "held_on" TEXT NULL,
    "held_by" TEXT NOT NULL,
    "outcome" TEXT NULL,
    "decided_on" TEXT NULL,
    "granted_ae" INTEGER NULL,
    "granted_cp" INTEGER NULL,
    "decision" TEXT NULL,
    "why" TEXT NULL,
    CONSTRAINT "FK_comites_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "conditions" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "comite_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "nominal" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "owner" TEXT NULL,
    "evidence_asked" TEXT NULL,
    "met" INTEGER NULL,
    "evidence" TEXT NULL,
    "answered_on" TEXT NULL,
    "answered_by" TEXT NULL,
    "answered_at" TEXT NULL,
    CONSTRAINT "PK_conditions" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "FK_conditions_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "depenses" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "is_payment" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "recorded_on" TEXT NOT NULL,
    "claimed_on" TEXT NULL,
    "startup" TEXT NULL,
    "envelope" TEXT NULL,
    "label" TEXT NULL,
    "reason" TEXT NULL,
    "regularised" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    CONSTRAINT "PK_depenses" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "ck_depenses_positif" CHECK (amount > 0),
    CONSTRAINT "FK_depenses_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "dialogues" (
    "convention_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "held_on" TEXT NULL,
    "cancelled_on" TEXT NULL,
    CONSTRAINT "PK_dialogues" PRIMARY KEY ("convention_id", "year"),
    CONSTRAINT "ck_dialogues_un_etat" CHECK (held_on IS NULL OR cancelled_on IS NULL),
    CONSTRAINT "FK_dialogues_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "doutes" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "printed" TEXT NULL,
    "proposal" TEXT NULL,
    "startup" TEXT NULL,
    "article" TEXT NULL,
    "value" TEXT NULL,
    CONSTRAINT "PK_doutes" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "FK_doutes_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "jalons" (
    "convention_id" TEXT NOT NULL,
    "milestone" TEXT NOT NULL,
    "startup" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    CONSTRAINT "PK_jalons" PRIMARY KEY ("convention_id", "milestone", "startup"),
    CONSTRAINT "FK_jalons_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "mises_a_disposition" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "ae" INTEGER NOT NULL,
    "cp" INTEGER NOT NULL,
    "tranche" INTEGER NULL,
    "startup" TEXT NULL,
    CONSTRAINT "PK_mises_a_disposition" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "ck_mises_positif" CHECK (ae >= 0 AND cp >= 0),
    CONSTRAINT "FK_mises_a_disposition_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "options" (
    "convention_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "PK_options" PRIMARY KEY ("convention_id", "name"),
    CONSTRAINT "FK_options_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "ouvertures" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "comite_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "opened_on" TEXT NOT NULL,
    "nominal" TEXT NOT NULL,
    "why" TEXT NULL,
    CONSTRAINT "PK_ouvertures" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "FK_ouvertures_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "partages" (
    "convention_id" TEXT NOT NULL,
    "startup" TEXT NOT NULL,
    "other_convention" TEXT NOT NULL,
    "from" TEXT NULL,
    "until" TEXT NULL,
    "joint" INTEGER NOT NULL,
    "notice_deadline" TEXT NULL,
    "transferred_on" TEXT NULL,
    CONSTRAINT "PK_partages" PRIMARY KEY ("convention_id", "startup", "other_convention"),
    CONSTRAINT "ck_partages_joint" CHECK (joint >= 0),
    CONSTRAINT "ck_partages_periode" CHECK ("from" <= until),
    CONSTRAINT "FK_partages_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "points_de_reprise" (
    "id" TEXT NOT NULL CONSTRAINT "PK_points_de_reprise" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "comite_id" TEXT NULL,
    "document" TEXT NULL,
    "party" TEXT NULL,
    "place" TEXT NULL,
    "month" TEXT NULL,
    "source" TEXT NULL,
    "choice" TEXT NULL,
    "on" TEXT NULL,
    "reason" TEXT NULL,
    "settled_on" TEXT NULL,
    "settled_by" TEXT NULL,
    CONSTRAINT "ck_points_de_reprise_choix" CHECK (choice IS NULL OR choice IN ('done', 'owed', 'moot')),
    CONSTRAINT "ck_points_de_reprise_motif" CHECK (choice IS NULL OR choice <> 'moot' OR reason IS NOT NULL),
    CONSTRAINT "ck_points_de_reprise_regle" CHECK ((choice IS NULL) = (settled_on IS NULL)),
    CONSTRAINT "FK_points_de_reprise_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "rapports" (
    "id" TEXT NOT NULL CONSTRAINT "PK_rapports" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "committee" TEXT NULL,
    "occurrence" INTEGER NULL,
    "startup" TEXT NULL,
    "month" TEXT NULL,
    "due" TEXT NOT NULL,
    "voluntary" INTEGER NOT NULL,
    "requested_on" TEXT NOT NULL,
    "received_on" TEXT NULL,
    "waived_because" TEXT NULL,
    "cumulated_committed" INTEGER NULL,
    "cumulated_paid" INTEGER NULL,
    "forecast_ae" INTEGER NULL,
    "forecast_cp" INTEGER NULL,
    "comment" TEXT NULL,
    CONSTRAINT "FK_rapports_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "resiliations" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "party" TEXT NOT NULL,
    "startup" TEXT NULL,
    "reason" TEXT NULL,
    "notified_on" TEXT NOT NULL,
    "received_on" TEXT NOT NULL,
    "notice_end" TEXT NOT NULL,
    "contract_end" TEXT NULL,
    "contract_payments" TEXT NULL,
    "withdrawn_on" TEXT NULL,
    "effective_on" TEXT NULL,
    "comites" TEXT NOT NULL,
    CONSTRAINT "PK_resiliations" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "ck_resiliations_dates" CHECK (received_on <= notified_on AND notice_end >= received_on),
    CONSTRAINT "ck_resiliations_un_etat" CHECK (withdrawn_on IS NULL OR effective_on IS NULL),
    CONSTRAINT "FK_resiliations_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "soldes" (
    "convention_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "decided_on" TEXT NOT NULL,
    "return_ae" INTEGER NOT NULL,
    "return_cp" INTEGER NOT NULL,
    "carry_ae" INTEGER NOT NULL,
    "carry_cp" INTEGER NOT NULL,
    CONSTRAINT "PK_soldes" PRIMARY KEY ("convention_id", "scope", "year"),
    CONSTRAINT "ck_soldes_positif" CHECK (return_ae >= 0 AND return_cp >= 0 AND carry_ae >= 0 AND carry_cp >= 0),
    CONSTRAINT "ck_soldes_utile" CHECK (return_ae + return_cp + carry_ae + carry_cp > 0),
    CONSTRAINT "FK_soldes_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "taches" (
    "id" TEXT NOT NULL CONSTRAINT "PK_taches" PRIMARY KEY,
    "convention_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "to" TEXT NULL,
    "place" TEXT NULL,
    "party" TEXT NULL,
    "due" TEXT NULL,
    "opened_on" TEXT NOT NULL,
    "done_on" TEXT NULL,
    CONSTRAINT "FK_taches_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "tranches" (
    "convention_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "startup" TEXT NULL,
    "ae" INTEGER NOT NULL,
    "cp" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "from" TEXT NULL,
    "until" TEXT NULL,
    "opened_on" TEXT NULL,
    "released_on" TEXT NULL,
    CONSTRAINT "PK_tranches" PRIMARY KEY ("convention_id", "number"),
    CONSTRAINT "ck_tranches_periode" CHECK ("from" IS NULL OR until IS NULL OR "from" <= until),
    CONSTRAINT "ck_tranches_positif" CHECK (ae >= 0 AND cp >= 0),
    CONSTRAINT "FK_tranches_conventions_convention_id" FOREIGN KEY ("convention_id") REFERENCES "conventions" ("id") ON DELETE CASCADE
);

CREATE TABLE "signatures" (
    "acte_id" TEXT NOT NULL,
    "party_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "on" TEXT NULL,
    "recorded_on" TEXT NULL,
    CONSTRAINT "PK_signatures" PRIMARY KEY ("acte_id", "party_id"),
    CONSTRAINT "FK_signatures_actes_acte_id" FOREIGN KEY ("acte_id") REFERENCES "actes" ("id") ON DELETE CASCADE
);

CREATE INDEX "IX_actes_convention_id" ON "actes" ("convention_id");

CREATE INDEX "IX_alertes_prevues_convention_id" ON "alertes_prevues" ("convention_id");

CREATE INDEX "IX_alertes_prevues_settled_on_due" ON "alertes_prevues" ("settled_on", "due");

CREATE INDEX "IX_attentes_instance_id" ON "attentes" ("instance_id");

CREATE INDEX "IX_attentes_name_correlation_id" ON "attentes" ("name", "correlation_id");

CREATE INDEX "IX_candidats_name" ON "candidats" ("name");

CREATE INDEX "IX_comites_convention_id" ON "comites" ("convention_id");

CREATE UNIQUE INDEX "IX_courriels_number" ON "courriels" ("number");

CREATE INDEX "IX_courriels_sent_at" ON "courriels" ("sent_at");

CREATE INDEX "IX_documents_convention" ON "documents" ("convention");

CREATE UNIQUE INDEX "IX_documents_file_name" ON "documents" ("file_name");

CREATE INDEX "IX_evenements_expires_at" ON "evenements" ("expires_at");

CREATE INDEX "IX_evenements_name_correlation_id" ON "evenements" ("name", "correlation_id");

CREATE INDEX "IX_faits_convention_number" ON "faits" ("convention", "number");

CREATE INDEX "IX_incidents_instance_id" ON "incidents" ("instance_id");

CREATE INDEX "IX_instances_correlation_id" ON "instances" ("correlation_id");

CREATE UNIQUE INDEX "IX_instances_key" ON "instances" ("key");

CREATE INDEX "IX_journal_instance_id_number" ON "journal" ("instance_id", "number");

CREATE INDEX "IX_points_de_reprise_convention_id" ON "points_de_reprise" ("convention_id");

CREATE INDEX "IX_rapports_convention_id" ON "rapports" ("convention_id");

CREATE INDEX "IX_taches_convention_id" ON "taches" ("convention_id");

CREATE INDEX "IX_taches_humaines_assignee" ON "taches_humaines" ("assignee");

CREATE INDEX "IX_taches_humaines_correlation_id" ON "taches_humaines" ("correlation_id");

CREATE INDEX "IX_taches_humaines_delegated_to" ON "taches_humaines" ("delegated_to");

CREATE INDEX "IX_taches_humaines_instance_id" ON "taches_humaines" ("instance_id");

CREATE INDEX "IX_taches_humaines_next_rung_on" ON "taches_humaines" ("next_rung_on");

CREATE INDEX "IX_taches_humaines_state_due_on" ON "taches_humaines" ("state", "due_on");

CREATE INDEX "IX_textes_convention_id" ON "textes" ("convention_id");

CREATE INDEX "IX_travaux_due_is_timer_number" ON "travaux" ("due", "is_timer", "number");

CREATE INDEX "IX_travaux_instance_id" ON "travaux" ("instance_id");

CREATE UNIQUE INDEX "IX_travaux_key" ON "travaux" ("key");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127022412_Initiale', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "definitions" ADD "changed_at" INTEGER NULL;

ALTER TABLE "definitions" ADD "changed_by" TEXT NULL;

ALTER TABLE "definitions" ADD "meaning" TEXT NOT NULL DEFAULT '';

ALTER TABLE "definitions" ADD "published_at" INTEGER NULL;

ALTER TABLE "definitions" ADD "published_by" TEXT NULL;

ALTER TABLE "definitions" ADD "reason" TEXT NULL;

UPDATE definitions SET published_at = created_at WHERE is_published;

CREATE TABLE "ecritures_de_circuit" (
    "number" INTEGER NOT NULL CONSTRAINT "PK_ecritures_de_circuit" PRIMARY KEY AUTOINCREMENT,
    "definition_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "reason" TEXT NULL,
    "content" BLOB NULL,
    "restores" INTEGER NULL
);

CREATE INDEX "IX_ecritures_de_circuit_definition_id_number" ON "ecritures_de_circuit" ("definition_id", "number");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127093320_Circuits', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "documents" ADD "pdf" BLOB NULL;

ALTER TABLE "documents" ADD "pdf_failure" TEXT NULL;

ALTER TABLE "documents" ADD "text" TEXT NULL;

ALTER TABLE "courriels" ADD "due_at" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "courriels" ADD "invitation" TEXT NULL;

ALTER TABLE "courriels" ADD "refused_since" INTEGER NULL;

ALTER TABLE "courriels" ADD "thread" TEXT NULL;

ALTER TABLE "comites" ADD "agenda" TEXT NULL;

ALTER TABLE "comites" ADD "place" TEXT NULL;

ALTER TABLE "comites" ADD "starts_at" TEXT NULL;

CREATE TABLE "abonnements" (
    "secret_hash" TEXT NOT NULL CONSTRAINT "PK_abonnements" PRIMARY KEY,
    "person" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "actor_scope" TEXT NULL,
    "kind" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL
);

CREATE TABLE "arrets_de_relance" (
    "task" TEXT NOT NULL CONSTRAINT "PK_arrets_de_relance" PRIMARY KEY,
    "by" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "reason" TEXT NOT NULL
);

CREATE TABLE "preferences_de_courriel" (
    "recipient" TEXT NOT NULL CONSTRAINT "PK_preferences_de_courriel" PRIMARY KEY,
    "wants_digest" INTEGER NOT NULL,
    "at" INTEGER NOT NULL
);

CREATE TABLE "suspensions_d_envoi" (
    "scope" TEXT NOT NULL CONSTRAINT "PK_suspensions_d_envoi" PRIMARY KEY,
    "by" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "reason" TEXT NOT NULL
);

CREATE TABLE "versions_de_modele" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "shipped_hash" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "published_by" TEXT NULL,
    "published_at" INTEGER NULL,
    CONSTRAINT "PK_versions_de_modele" PRIMARY KEY ("name", "version")
);

CREATE INDEX "IX_abonnements_person_kind" ON "abonnements" ("person", "kind");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127134401_Correspondance', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "cles_de_protection" (
    "name" TEXT NOT NULL CONSTRAINT "PK_cles_de_protection" PRIMARY KEY,
    "text" TEXT NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127222030_ClesDeProtection', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "versions_de_modele" ADD "published_because" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128042427_MotifDePublication', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "taches_humaines" ADD "last_reminder" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128072235_DernierRappel', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "comites" ADD "slots" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128105457_Creneaux', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "rapports" ADD "impact" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128105627_ImpactDesEtats', '10.0.14');

COMMIT;

