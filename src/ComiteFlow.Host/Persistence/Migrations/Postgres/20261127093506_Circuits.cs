using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Circuits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "definitions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                table: "definitions",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "meaning",
                table: "definitions",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "published_at",
                table: "definitions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "published_by",
                table: "definitions",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "definitions",
                type: "text",
                nullable: true,
                collation: "C");

            // What is published was published when it came.
            migrationBuilder.Sql("UPDATE definitions SET published_at = created_at WHERE is_published;");

            migrationBuilder.CreateTable(
                name: "ecritures_de_circuit",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    session = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    means = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    restores = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ecritures_de_circuit", x => x.number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ecritures_de_circuit_definition_id_number",
                table: "ecritures_de_circuit",
                columns: new[] { "definition_id", "number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ecritures_de_circuit");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "changed_by",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "meaning",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "published_by",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "definitions");
        }
    }
}
