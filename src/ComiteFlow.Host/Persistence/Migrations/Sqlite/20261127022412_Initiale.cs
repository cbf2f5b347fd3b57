using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initiale : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attentes",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    execution = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attentes", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "candidats",
                columns: table => new
                {
                    task_key = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_candidats", x => new { x.task_key, x.name });
                });

            migrationBuilder.CreateTable(
                name: "conventions",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    registered_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_reprise = table.Column<bool>(type: "INTEGER", nullable: false),
                    ceiling = table.Column<long>(type: "INTEGER", nullable: true),
                    granted = table.Column<long>(type: "INTEGER", nullable: false),
                    allocated_ae = table.Column<long>(type: "INTEGER", nullable: false),
                    allocated_cp = table.Column<long>(type: "INTEGER", nullable: false),
                    committed = table.Column<long>(type: "INTEGER", nullable: false),
                    paid = table.Column<long>(type: "INTEGER", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    effect_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    nominal_end = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    payments_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    monthly_from = table.Column<string>(type: "TEXT", nullable: true),
                    rules_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conventions", x => x.id);
                    table.CheckConstraint("ck_conventions_engage", "committed <= allocated_ae");
                    table.CheckConstraint("ck_conventions_fin", "ends_on IS NULL OR effect_on IS NULL OR ends_on >= effect_on");
                    table.CheckConstraint("ck_conventions_paiements", "payments_until IS NULL OR ends_on IS NULL OR payments_until >= ends_on");
                    table.CheckConstraint("ck_conventions_paye", "paid <= allocated_cp AND paid <= committed");
                    table.CheckConstraint("ck_conventions_plafond", "ceiling IS NULL OR granted <= ceiling");
                    table.CheckConstraint("ck_conventions_positif", "granted >= 0 AND committed >= 0 AND paid >= 0 AND allocated_ae >= 0 AND allocated_cp >= 0");
                });

            migrationBuilder.CreateTable(
                name: "courriels",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    template_hash = table.Column<string>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    cc = table.Column<string>(type: "TEXT", nullable: false),
                    convention = table.Column<string>(type: "TEXT", nullable: true),
                    document = table.Column<string>(type: "TEXT", nullable: true),
                    obligation = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    asks = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<byte[]>(type: "BLOB", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    cancelled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cancelled_because = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courriels", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "definitions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    is_published = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_shipped = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    problems = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definitions", x => new { x.definition_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    template_hash = table.Column<string>(type: "TEXT", nullable: false),
                    convention = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_documents", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "evenements",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evenements", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "faits",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    convention = table.Column<string>(type: "TEXT", nullable: true),
                    json = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    inputs = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_faits", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", nullable: true),
                    execution = table.Column<int>(type: "INTEGER", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    definition_version = table.Column<int>(type: "INTEGER", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    fin = table.Column<string>(type: "TEXT", nullable: true),
                    fence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    incident_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", nullable: false),
                    @event = table.Column<string>(name: "event", type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "taches_humaines",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: false),
                    candidates = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    issued = table.Column<int>(type: "INTEGER", nullable: false),
                    next_rung_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    outcomes = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    answers = table.Column<string>(type: "TEXT", nullable: true),
                    escalated_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    escalated_to = table.Column<string>(type: "TEXT", nullable: false),
                    assignee = table.Column<string>(type: "TEXT", nullable: true),
                    assigned_at = table.Column<long>(type: "INTEGER", nullable: true),
                    delegated_to = table.Column<string>(type: "TEXT", nullable: true),
                    delegated_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    history = table.Column<string>(type: "TEXT", nullable: false),
                    rungs = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taches_humaines", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "textes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_textes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "travaux",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    is_timer = table.Column<bool>(type: "INTEGER", nullable: false),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    execution = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    is_shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    incident_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    corrections = table.Column<string>(type: "TEXT", nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_travaux", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "actes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: true),
                    sent_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    in_effect_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_actes", x => x.id);
                    table.ForeignKey(
                        name: "FK_actes_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "alertes_prevues",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    alert = table.Column<string>(type: "TEXT", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: true),
                    cutoff = table.Column<string>(type: "TEXT", nullable: true),
                    settled_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alertes_prevues", x => x.id);
                    table.ForeignKey(
                        name: "FK_alertes_prevues_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cles_chorus",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    domaine_fonctionnel = table.Column<string>(type: "TEXT", nullable: true),
                    centre_financier = table.Column<string>(type: "TEXT", nullable: true),
                    activite = table.Column<string>(type: "TEXT", nullable: true),
                    centre_de_cout = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cles_chorus", x => new { x.convention_id, x.scope });
                    table.ForeignKey(
                        name: "FK_cles_chorus_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "comites",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    startup = table.Column<string>(type: "TEXT", nullable: true),
                    occurrence = table.Column<int>(type: "INTEGER", nullable: false),
                    nominal = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    provisional = table.Column<bool>(type: "INTEGER", nullable: false),
                    uncertain = table.Column<bool>(type: "INTEGER", nullable: false),
                    proposed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    proposed_nominal = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    proposed_rule = table.Column<string>(type: "TEXT", nullable: true),
                    proposed_why = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    is_waiting = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_ready = table.Column<bool>(type: "INTEGER", nullable: false),
                    mark = table.Column<string>(type: "TEXT", nullable: true),
                    returns = table.Column<int>(type: "INTEGER", nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    held_by = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    granted_ae = table.Column<long>(type: "INTEGER", nullable: true),
                    granted_cp = table.Column<long>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_comites", x => x.id);
                    table.ForeignKey(
                        name: "FK_comites_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conditions",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    comite_id = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    nominal = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    evidence_asked = table.Column<string>(type: "TEXT", nullable: true),
                    met = table.Column<bool>(type: "INTEGER", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conditions", x => new { x.convention_id, x.number });
                    table.ForeignKey(
                        name: "FK_conditions_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "depenses",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    is_payment = table.Column<bool>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    claimed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    startup = table.Column<string>(type: "TEXT", nullable: true),
                    envelope = table.Column<string>(type: "TEXT", nullable: true),
                    label = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    regularised = table.Column<bool>(type: "INTEGER", nullable: false),
                    confirmed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_depenses", x => new { x.convention_id, x.number });
                    table.CheckConstraint("ck_depenses_positif", "amount > 0");
                    table.ForeignKey(
                        name: "FK_depenses_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dialogues",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dialogues", x => new { x.convention_id, x.year });
                    table.CheckConstraint("ck_dialogues_un_etat", "held_on IS NULL OR cancelled_on IS NULL");
                    table.ForeignKey(
                        name: "FK_dialogues_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "doutes",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    printed = table.Column<string>(type: "TEXT", nullable: true),
                    proposal = table.Column<string>(type: "TEXT", nullable: true),
                    startup = table.Column<string>(type: "TEXT", nullable: true),
                    article = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_doutes", x => new { x.convention_id, x.number });
                    table.ForeignKey(
                        name: "FK_doutes_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "jalons",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    milestone = table.Column<string>(type: "TEXT", nullable: false),
                    startup = table.Column<string>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jalons", x => new { x.convention_id, x.milestone, x.startup });
                    table.ForeignKey(
                        name: "FK_jalons_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mises_a_disposition",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ae = table.Column<long>(type: "INTEGER", nullable: false),
                    cp = table.Column<long>(type: "INTEGER", nullable: false),
                    tranche = table.Column<int>(type: "INTEGER", nullable: true),
                    startup = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mises_a_disposition", x => new { x.convention_id, x.number });
                    table.CheckConstraint("ck_mises_positif", "ae >= 0 AND cp >= 0");
                    table.ForeignKey(
                        name: "FK_mises_a_disposition_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "options",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_options", x => new { x.convention_id, x.name });
                    table.ForeignKey(
                        name: "FK_options_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ouvertures",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    comite_id = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    nominal = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ouvertures", x => new { x.convention_id, x.number });
                    table.ForeignKey(
                        name: "FK_ouvertures_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partages",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    startup = table.Column<string>(type: "TEXT", nullable: false),
                    other_convention = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    joint = table.Column<long>(type: "INTEGER", nullable: false),
                    notice_deadline = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    transferred_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_partages", x => new { x.convention_id, x.startup, x.other_convention });
                    table.CheckConstraint("ck_partages_joint", "joint >= 0");
                    table.CheckConstraint("ck_partages_periode", "\"from\" <= until");
                    table.ForeignKey(
                        name: "FK_partages_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "points_de_reprise",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    comite_id = table.Column<string>(type: "TEXT", nullable: true),
                    document = table.Column<string>(type: "TEXT", nullable: true),
                    party = table.Column<string>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    month = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    choice = table.Column<string>(type: "TEXT", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    settled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    settled_by = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_points_de_reprise", x => x.id);
                    table.CheckConstraint("ck_points_de_reprise_choix", "choice IS NULL OR choice IN ('done', 'owed', 'moot')");
                    table.CheckConstraint("ck_points_de_reprise_motif", "choice IS NULL OR choice <> 'moot' OR reason IS NOT NULL");
                    table.CheckConstraint("ck_points_de_reprise_regle", "(choice IS NULL) = (settled_on IS NULL)");
                    table.ForeignKey(
                        name: "FK_points_de_reprise_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rapports",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    committee = table.Column<string>(type: "TEXT", nullable: true),
                    occurrence = table.Column<int>(type: "INTEGER", nullable: true),
                    startup = table.Column<string>(type: "TEXT", nullable: true),
                    month = table.Column<string>(type: "TEXT", nullable: true),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    voluntary = table.Column<bool>(type: "INTEGER", nullable: false),
                    requested_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    waived_because = table.Column<string>(type: "TEXT", nullable: true),
                    cumulated_committed = table.Column<long>(type: "INTEGER", nullable: true),
                    cumulated_paid = table.Column<long>(type: "INTEGER", nullable: true),
                    forecast_ae = table.Column<long>(type: "INTEGER", nullable: true),
                    forecast_cp = table.Column<long>(type: "INTEGER", nullable: true),
                    comment = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rapports", x => x.id);
                    table.ForeignKey(
                        name: "FK_rapports_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "resiliations",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    party = table.Column<string>(type: "TEXT", nullable: false),
                    startup = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    notified_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    notice_end = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    contract_end = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    contract_payments = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    comites = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resiliations", x => new { x.convention_id, x.number });
                    table.CheckConstraint("ck_resiliations_dates", "received_on <= notified_on AND notice_end >= received_on");
                    table.CheckConstraint("ck_resiliations_un_etat", "withdrawn_on IS NULL OR effective_on IS NULL");
                    table.ForeignKey(
                        name: "FK_resiliations_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "soldes",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    return_ae = table.Column<long>(type: "INTEGER", nullable: false),
                    return_cp = table.Column<long>(type: "INTEGER", nullable: false),
                    carry_ae = table.Column<long>(type: "INTEGER", nullable: false),
                    carry_cp = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_soldes", x => new { x.convention_id, x.scope, x.year });
                    table.CheckConstraint("ck_soldes_positif", "return_ae >= 0 AND return_cp >= 0 AND carry_ae >= 0 AND carry_cp >= 0");
                    table.CheckConstraint("ck_soldes_utile", "return_ae + return_cp + carry_ae + carry_cp > 0");
                    table.ForeignKey(
                        name: "FK_soldes_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "taches",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    party = table.Column<string>(type: "TEXT", nullable: true),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taches", x => x.id);
                    table.ForeignKey(
                        name: "FK_taches_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tranches",
                columns: table => new
                {
                    convention_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    startup = table.Column<string>(type: "TEXT", nullable: true),
                    ae = table.Column<long>(type: "INTEGER", nullable: false),
                    cp = table.Column<long>(type: "INTEGER", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    released_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tranches", x => new { x.convention_id, x.number });
                    table.CheckConstraint("ck_tranches_periode", "\"from\" IS NULL OR until IS NULL OR \"from\" <= until");
                    table.CheckConstraint("ck_tranches_positif", "ae >= 0 AND cp >= 0");
                    table.ForeignKey(
                        name: "FK_tranches_conventions_convention_id",
                        column: x => x.convention_id,
                        principalTable: "conventions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "signatures",
                columns: table => new
                {
                    acte_id = table.Column<string>(type: "TEXT", nullable: false),
                    party_id = table.Column<string>(type: "TEXT", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    recorded_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signatures", x => new { x.acte_id, x.party_id });
                    table.ForeignKey(
                        name: "FK_signatures_actes_acte_id",
                        column: x => x.acte_id,
                        principalTable: "actes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_actes_convention_id",
                table: "actes",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_alertes_prevues_convention_id",
                table: "alertes_prevues",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_alertes_prevues_settled_on_due",
                table: "alertes_prevues",
                columns: new[] { "settled_on", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_attentes_instance_id",
                table: "attentes",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_attentes_name_correlation_id",
                table: "attentes",
                columns: new[] { "name", "correlation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_candidats_name",
                table: "candidats",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "IX_comites_convention_id",
                table: "comites",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_courriels_number",
                table: "courriels",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_courriels_sent_at",
                table: "courriels",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "IX_documents_convention",
                table: "documents",
                column: "convention");

            migrationBuilder.CreateIndex(
                name: "IX_documents_file_name",
                table: "documents",
                column: "file_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evenements_expires_at",
                table: "evenements",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_evenements_name_correlation_id",
                table: "evenements",
                columns: new[] { "name", "correlation_id" });

            migrationBuilder.CreateIndex(
                name: "IX_faits_convention_number",
                table: "faits",
                columns: new[] { "convention", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_instance_id",
                table: "incidents",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_instances_correlation_id",
                table: "instances",
                column: "correlation_id");

            migrationBuilder.CreateIndex(
                name: "IX_instances_key",
                table: "instances",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journal_instance_id_number",
                table: "journal",
                columns: new[] { "instance_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_points_de_reprise_convention_id",
                table: "points_de_reprise",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_rapports_convention_id",
                table: "rapports",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_taches_convention_id",
                table: "taches",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_taches_humaines_assignee",
                table: "taches_humaines",
                column: "assignee");

            migrationBuilder.CreateIndex(
                name: "IX_taches_humaines_correlation_id",
                table: "taches_humaines",
                column: "correlation_id");

            migrationBuilder.CreateIndex(
                name: "IX_taches_humaines_delegated_to",
                table: "taches_humaines",
                column: "delegated_to");

            migrationBuilder.CreateIndex(
                name: "IX_taches_humaines_instance_id",
                table: "taches_humaines",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_taches_humaines_next_rung_on",
                table: "taches_humaines",
                column: "next_rung_on");

            migrationBuilder.CreateIndex(
                name: "IX_taches_humaines_state_due_on",
                table: "taches_humaines",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_textes_convention_id",
                table: "textes",
                column: "convention_id");

            migrationBuilder.CreateIndex(
                name: "IX_travaux_due_is_timer_number",
                table: "travaux",
                columns: new[] { "due", "is_timer", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_travaux_instance_id",
                table: "travaux",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_travaux_key",
                table: "travaux",
                column: "key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alertes_prevues");

            migrationBuilder.DropTable(
                name: "attentes");

            migrationBuilder.DropTable(
                name: "candidats");

            migrationBuilder.DropTable(
                name: "cles_chorus");

            migrationBuilder.DropTable(
                name: "comites");

            migrationBuilder.DropTable(
                name: "conditions");

            migrationBuilder.DropTable(
                name: "courriels");

            migrationBuilder.DropTable(
                name: "definitions");

            migrationBuilder.DropTable(
                name: "depenses");

            migrationBuilder.DropTable(
                name: "dialogues");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "doutes");

            migrationBuilder.DropTable(
                name: "evenements");

            migrationBuilder.DropTable(
                name: "faits");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "instances");

            migrationBuilder.DropTable(
                name: "jalons");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "mises_a_disposition");

            migrationBuilder.DropTable(
                name: "options");

            migrationBuilder.DropTable(
                name: "ouvertures");

            migrationBuilder.DropTable(
                name: "partages");

            migrationBuilder.DropTable(
                name: "points_de_reprise");

            migrationBuilder.DropTable(
                name: "rapports");

            migrationBuilder.DropTable(
                name: "resiliations");

            migrationBuilder.DropTable(
                name: "signatures");

            migrationBuilder.DropTable(
                name: "soldes");

            migrationBuilder.DropTable(
                name: "taches");

            migrationBuilder.DropTable(
                name: "taches_humaines");

            migrationBuilder.DropTable(
                name: "textes");

            migrationBuilder.DropTable(
                name: "tranches");

            migrationBuilder.DropTable(
                name: "travaux");

            migrationBuilder.DropTable(
                name: "actes");

            migrationBuilder.DropTable(
                name: "conventions");
        }
    }
}
