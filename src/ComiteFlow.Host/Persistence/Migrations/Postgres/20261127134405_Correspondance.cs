using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Correspondance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "pdf",
                table: "documents",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pdf_failure",
                table: "documents",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "text",
                table: "documents",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "due_at",
                table: "courriels",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "invitation",
                table: "courriels",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "refused_since",
                table: "courriels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "thread",
                table: "courriels",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "agenda",
                table: "comites",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "comites",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<TimeOnly>(
                name: "starts_at",
                table: "comites",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "abonnements",
                columns: table => new
                {
                    secret_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor_scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_abonnements", x => x.secret_hash);
                });

            migrationBuilder.CreateTable(
                name: "arrets_de_relance",
                columns: table => new
                {
                    task = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_arrets_de_relance", x => x.task);
                });

            migrationBuilder.CreateTable(
                name: "preferences_de_courriel",
                columns: table => new
                {
                    recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    wants_digest = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_preferences_de_courriel", x => x.recipient);
                });

            migrationBuilder.CreateTable(
                name: "suspensions_d_envoi",
                columns: table => new
                {
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suspensions_d_envoi", x => x.scope);
                });

            migrationBuilder.CreateTable(
                name: "versions_de_modele",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shipped_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    written_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    published_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versions_de_modele", x => new { x.name, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "IX_abonnements_person_kind",
                table: "abonnements",
                columns: new[] { "person", "kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "abonnements");

            migrationBuilder.DropTable(
                name: "arrets_de_relance");

            migrationBuilder.DropTable(
                name: "preferences_de_courriel");

            migrationBuilder.DropTable(
                name: "suspensions_d_envoi");

            migrationBuilder.DropTable(
                name: "versions_de_modele");

            migrationBuilder.DropColumn(
                name: "pdf",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "pdf_failure",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "text",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "courriels");

            migrationBuilder.DropColumn(
                name: "invitation",
                table: "courriels");

            migrationBuilder.DropColumn(
                name: "refused_since",
                table: "courriels");

            migrationBuilder.DropColumn(
                name: "thread",
                table: "courriels");

            migrationBuilder.DropColumn(
                name: "agenda",
                table: "comites");

            migrationBuilder.DropColumn(
                name: "place",
                table: "comites");

            migrationBuilder.DropColumn(
                name: "starts_at",
                table: "comites");
        }
    }
}
