using ComiteFlow.Domain.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>What had fallen due before the registration of a convention, and what the coordinator said of it.</summary>
internal sealed class PointDeRepriseConfiguration : IEntityTypeConfiguration<PointDeReprise>
{
    public void Configure(EntityTypeBuilder<PointDeReprise> point)
    {
        point.ToTable("points_de_reprise", table =>
        {
            table.HasCheckConstraint("ck_points_de_reprise_choix", "choice IS NULL OR choice IN ('done', 'owed', 'moot')");
            table.HasCheckConstraint("ck_points_de_reprise_motif", "choice IS NULL OR choice <> 'moot' OR reason IS NOT NULL");
            table.HasCheckConstraint("ck_points_de_reprise_regle", "(choice IS NULL) = (settled_on IS NULL)");
        });
        point.HasKey(x => x.Id);
        point.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
        point.Property(x => x.ConventionId).HasColumnName("convention_id");
        point.Property(x => x.Kind).HasColumnName("kind");
        point.Property(x => x.Due).HasColumnName("due");
        point.Property(x => x.Comite).HasColumnName("comite_id");
        point.Property(x => x.Document).HasColumnName("document");
        point.Property(x => x.Party).HasColumnName("party");
        point.Property(x => x.Place).HasColumnName("place");
        point.Property(x => x.Month).HasColumnName("month");
        point.Property(x => x.Article).HasColumnName("source");
        point.Property(x => x.Choice).HasColumnName("choice");
        point.Property(x => x.On).HasColumnName("on");
        point.Property(x => x.Reason).HasColumnName("reason");
        point.Property(x => x.SettledOn).HasColumnName("settled_on");
        point.Property(x => x.SettledBy).HasColumnName("settled_by");
        point.Ignore(x => x.IsOwed);
    }
}
