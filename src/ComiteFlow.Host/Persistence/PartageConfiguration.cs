using ComiteFlow.Domain.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>Startups under two conventions: one line in each of the two dossiers.</summary>
internal sealed class PartageConfiguration : IEntityTypeConfiguration<Partage>
{
    public void Configure(EntityTypeBuilder<Partage> partage)
    {
        partage.ToTable("partages", table =>
        {
            table.HasCheckConstraint("ck_partages_periode", "\"from\" <= until");
            table.HasCheckConstraint("ck_partages_joint", "joint >= 0");
        });
        partage.HasKey(x => new { x.ConventionId, x.Startup, x.OtherConvention });
        partage.Property(x => x.OtherConvention).HasColumnName("other_convention").ValueGeneratedNever();
        partage.Property(x => x.Startup).HasColumnName("startup").ValueGeneratedNever();
        partage.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        partage.Property(x => x.From).HasColumnName("from");
        partage.Property(x => x.Until).HasColumnName("until");
        partage.Property(x => x.Joint).HasColumnName("joint");
        partage.Property(x => x.NoticeDeadline).HasColumnName("notice_deadline");
        partage.Property(x => x.TransferredOn).HasColumnName("transferred_on");
    }
}
