using ComiteFlow.Domain.Resiliations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>Notices of termination and ends of accompaniment.</summary>
internal sealed class ResiliationConfiguration : IEntityTypeConfiguration<Resiliation>
{
    public void Configure(EntityTypeBuilder<Resiliation> resiliation)
    {
        resiliation.ToTable("resiliations", table =>
        {
            table.HasCheckConstraint("ck_resiliations_un_etat", "withdrawn_on IS NULL OR effective_on IS NULL");
            table.HasCheckConstraint("ck_resiliations_dates", "received_on <= notified_on AND notice_end >= received_on");
        });
        resiliation.HasKey(x => new { x.ConventionId, x.Number });
        resiliation.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        resiliation.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        resiliation.Property(x => x.Party).HasColumnName("party");
        resiliation.Property(x => x.Startup).HasColumnName("startup");
        resiliation.Property(x => x.Reason).HasColumnName("reason");
        resiliation.Property(x => x.NotifiedOn).HasColumnName("notified_on");
        resiliation.Property(x => x.ReceivedOn).HasColumnName("received_on");
        resiliation.Property(x => x.NoticeEnd).HasColumnName("notice_end");
        resiliation.Property(x => x.ContractEnd).HasColumnName("contract_end");
        resiliation.Property(x => x.ContractPayments).HasColumnName("contract_payments");
        resiliation.Property(x => x.WithdrawnOn).HasColumnName("withdrawn_on");
        resiliation.Property(x => x.EffectiveOn).HasColumnName("effective_on");
        resiliation.Property(x => x.Comites).HasColumnName("comites").AsJson();
        resiliation.Ignore(x => x.IsRunning);
    }
}
