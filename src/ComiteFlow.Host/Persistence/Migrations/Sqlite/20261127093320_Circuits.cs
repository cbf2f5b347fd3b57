using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Circuits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "changed_at",
                table: "definitions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "meaning",
                table: "definitions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "published_at",
                table: "definitions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "published_by",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            // What is published was published when it came.
            migrationBuilder.Sql("UPDATE definitions SET published_at = created_at WHERE is_published;");

            migrationBuilder.CreateTable(
                name: "ecritures_de_circuit",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    session = table.Column<string>(type: "TEXT", nullable: false),
                    means = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    restores = table.Column<long>(type: "INTEGER", nullable: true)
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
