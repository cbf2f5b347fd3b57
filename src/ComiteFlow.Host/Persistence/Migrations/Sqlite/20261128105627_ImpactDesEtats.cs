using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComiteFlow.Host.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ImpactDesEtats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "impact",
                table: "rapports",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "impact",
                table: "rapports");
        }
    }
}
