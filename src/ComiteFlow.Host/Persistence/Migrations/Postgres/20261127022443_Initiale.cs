using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Postgres
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
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    execution = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attentes", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "candidats",
                columns: table => new
                {
                    task_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_candidats", x => new { x.task_key, x.name });
                });

            migrationBuilder.CreateTable(
                name: "conventions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_reprise = table.Column<bool>(type: "boolean", nullable: false),
                    ceiling = table.Column<long>(type: "bigint", nullable: true),
                    granted = table.Column<long>(type: "bigint", nullable: false),
                    allocated_ae = table.Column<long>(type: "bigint", nullable: false),
                    allocated_cp = table.Column<long>(type: "bigint", nullable: false),
                    committed = table.Column<long>(type: "bigint", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effect_on = table.Column<DateOnly>(type: "date", nullable: true),
                    nominal_end = table.Column<DateOnly>(type: "date", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    payments_until = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    monthly_from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rules_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    template = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    template_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cc = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    obligation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    asks = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message = table.Column<byte[]>(type: "bytea", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_because = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courriels", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "definitions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    is_shipped = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    problems = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definitions", x => new { x.definition_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    template = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    template_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_documents", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "evenements",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evenements", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "faits",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rule = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    inputs = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_faits", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    activity_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    execution = table.Column<int>(type: "integer", nullable: true),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fin = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.id);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 70)
                .Annotation("Npgsql:StorageParameter:toast_tuple_target", 4080);

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "taches_humaines",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    candidates = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    issued = table.Column<int>(type: "integer", nullable: false),
                    next_rung_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcomes = table.Column<string>(type: "text", nullable: false),
                    form = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answers = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    escalated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    escalated_to = table.Column<string>(type: "text", nullable: false),
                    assignee = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delegated_to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    delegated_until = table.Column<DateOnly>(type: "date", nullable: true),
                    history = table.Column<string>(type: "text", nullable: false),
                    rungs = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taches_humaines", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "textes",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_textes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "travaux",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_timer = table.Column<bool>(type: "boolean", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    execution = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    corrections = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_travaux", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "actes",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: true),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    in_effect_on = table.Column<DateOnly>(type: "date", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: true)
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
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    alert = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: true),
                    cutoff = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    domaine_fonctionnel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    centre_financier = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    activite = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    centre_de_cout = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    occurrence = table.Column<int>(type: "integer", nullable: false),
                    nominal = table.Column<DateOnly>(type: "date", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    provisional = table.Column<bool>(type: "boolean", nullable: false),
                    uncertain = table.Column<bool>(type: "boolean", nullable: false),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    proposed_nominal = table.Column<DateOnly>(type: "date", nullable: true),
                    rule = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposed_rule = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposed_why = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    is_waiting = table.Column<bool>(type: "boolean", nullable: false),
                    is_ready = table.Column<bool>(type: "boolean", nullable: false),
                    mark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    held_by = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    granted_ae = table.Column<long>(type: "bigint", nullable: true),
                    granted_cp = table.Column<long>(type: "bigint", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    why = table.Column<string>(type: "text", nullable: true)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    comite_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    nominal = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    evidence_asked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    met = table.Column<bool>(type: "boolean", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answered_at = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    is_payment = table.Column<bool>(type: "boolean", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    recorded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    claimed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    envelope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    label = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    regularised = table.Column<bool>(type: "boolean", nullable: false),
                    confirmed = table.Column<bool>(type: "boolean", nullable: false)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    printed = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposal = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    article = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    milestone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startup = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    on = table.Column<DateOnly>(type: "date", nullable: false)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    ae = table.Column<long>(type: "bigint", nullable: false),
                    cp = table.Column<long>(type: "bigint", nullable: false),
                    tranche = table.Column<int>(type: "integer", nullable: true),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    comite_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    nominal = table.Column<DateOnly>(type: "date", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startup = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    other_convention = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    joint = table.Column<long>(type: "bigint", nullable: false),
                    notice_deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    transferred_on = table.Column<DateOnly>(type: "date", nullable: true)
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
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    comite_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    party = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    month = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    choice = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_by = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    committee = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    occurrence = table.Column<int>(type: "integer", nullable: true),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    month = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    voluntary = table.Column<bool>(type: "boolean", nullable: false),
                    requested_on = table.Column<DateOnly>(type: "date", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    waived_because = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    cumulated_committed = table.Column<long>(type: "bigint", nullable: true),
                    cumulated_paid = table.Column<long>(type: "bigint", nullable: true),
                    forecast_ae = table.Column<long>(type: "bigint", nullable: true),
                    forecast_cp = table.Column<long>(type: "bigint", nullable: true),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    party = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    notified_on = table.Column<DateOnly>(type: "date", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    notice_end = table.Column<DateOnly>(type: "date", nullable: false),
                    contract_end = table.Column<DateOnly>(type: "date", nullable: true),
                    contract_payments = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    comites = table.Column<string>(type: "text", nullable: false)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: false),
                    return_ae = table.Column<long>(type: "bigint", nullable: false),
                    return_cp = table.Column<long>(type: "bigint", nullable: false),
                    carry_ae = table.Column<long>(type: "bigint", nullable: false),
                    carry_cp = table.Column<long>(type: "bigint", nullable: false)
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
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    party = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true)
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
                    convention_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    startup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ae = table.Column<long>(type: "bigint", nullable: false),
                    cp = table.Column<long>(type: "bigint", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    released_on = table.Column<DateOnly>(type: "date", nullable: true)
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
                    acte_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    party_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_on = table.Column<DateOnly>(type: "date", nullable: true)
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
