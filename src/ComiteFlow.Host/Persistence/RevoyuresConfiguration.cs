using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>Conditions of decisions.</summary>
internal sealed class ConditionConfiguration : IEntityTypeConfiguration<Condition>
{
    public void Configure(EntityTypeBuilder<Condition> condition)
    {
        condition.ToTable("conditions");
        condition.HasKey(x => new { x.ConventionId, x.Number });
        condition.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        condition.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        condition.Property(x => x.ComiteId).HasColumnName("comite_id");
        condition.Property(x => x.Text).HasColumnName("text");
        condition.Property(x => x.Nominal).HasColumnName("nominal");
        condition.Property(x => x.Due).HasColumnName("due");
        condition.Property(x => x.Owner).HasColumnName("owner");
        condition.Property(x => x.EvidenceAsked).HasColumnName("evidence_asked");
        condition.Property(x => x.Met).HasColumnName("met");
        condition.Property(x => x.Evidence).HasColumnName("evidence");
        condition.Property(x => x.AnsweredOn).HasColumnName("answered_on");
        condition.Property(x => x.AnsweredBy).HasColumnName("answered_by");
        condition.Property(x => x.AnsweredAt).HasColumnName("answered_at");
    }
}

/// <summary>Revoyures opened out of turn; one thing fires a rule once for a comité.</summary>
internal sealed class OuvertureConfiguration : IEntityTypeConfiguration<Ouverture>
{
    public void Configure(EntityTypeBuilder<Ouverture> ouverture)
    {
        ouverture.ToTable("ouvertures");
        ouverture.HasKey(x => new { x.ConventionId, x.Number });
        ouverture.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        ouverture.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        ouverture.Property(x => x.ComiteId).HasColumnName("comite_id");
        ouverture.Property(x => x.Rule).HasColumnName("rule");
        ouverture.Property(x => x.Key).HasColumnName("key");
        ouverture.Property(x => x.OpenedOn).HasColumnName("opened_on");
        ouverture.Property(x => x.Nominal).HasColumnName("nominal");
        ouverture.Property(x => x.Why).HasColumnName("why").AsJson();
    }
}
