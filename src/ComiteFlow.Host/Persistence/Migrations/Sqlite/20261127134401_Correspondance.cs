using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Sqlite
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
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pdf_failure",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "text",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "due_at",
                table: "courriels",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "invitation",
                table: "courriels",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "refused_since",
                table: "courriels",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "thread",
                table: "courriels",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "agenda",
                table: "comites",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "comites",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "starts_at",
                table: "comites",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "abonnements",
                columns: table => new
                {
                    secret_hash = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    actor_scope = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_abonnements", x => x.secret_hash);
                });

            migrationBuilder.CreateTable(
                name: "arrets_de_relance",
                columns: table => new
                {
                    task = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_arrets_de_relance", x => x.task);
                });

            migrationBuilder.CreateTable(
                name: "preferences_de_courriel",
                columns: table => new
                {
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    wants_digest = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_preferences_de_courriel", x => x.recipient);
                });

            migrationBuilder.CreateTable(
                name: "suspensions_d_envoi",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suspensions_d_envoi", x => x.scope);
                });

            migrationBuilder.CreateTable(
                name: "versions_de_modele",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    shipped_hash = table.Column<string>(type: "TEXT", nullable: false),
                    written_by = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    published_by = table.Column<string>(type: "TEXT", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true)
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
