using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DernierRappel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "last_reminder",
                table: "taches_humaines",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "last_reminder",
                table: "taches_humaines");
        }
    }
}
