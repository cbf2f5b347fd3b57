using ComiteFlow.Domain.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>The dossier's own row. The cumulated totals stand here, so that a CHECK can bound them.</summary>
internal sealed class DossierConfiguration : IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<Dossier> dossier)
    {
        dossier.ToTable("conventions", table =>
        {
            table.HasCheckConstraint("ck_conventions_plafond", "ceiling IS NULL OR granted <= ceiling");
            table.HasCheckConstraint("ck_conventions_engage", "committed <= allocated_ae");
            table.HasCheckConstraint("ck_conventions_paye", "paid <= allocated_cp AND paid <= committed");
            table.HasCheckConstraint("ck_conventions_positif", "granted >= 0 AND committed >= 0 AND paid >= 0 AND allocated_ae >= 0 AND allocated_cp >= 0");
            table.HasCheckConstraint("ck_conventions_fin", "ends_on IS NULL OR effect_on IS NULL OR ends_on >= effect_on");
            table.HasCheckConstraint("ck_conventions_paiements", "payments_until IS NULL OR ends_on IS NULL OR payments_until >= ends_on");
        });
        dossier.HasKey(d => d.Id);
        dossier.Property(d => d.Id).HasColumnName("id");
        dossier.Property(d => d.Title).HasColumnName("title");
        dossier.Property(d => d.RegisteredOn).HasColumnName("registered_on");
        dossier.Property(d => d.IsReprise).HasColumnName("is_reprise");
        dossier.Property(d => d.Ceiling).HasColumnName("ceiling");
        dossier.Property(d => d.Granted).HasColumnName("granted");
        dossier.Property(d => d.AllocatedAe).HasColumnName("allocated_ae");
        dossier.Property(d => d.AllocatedCp).HasColumnName("allocated_cp");
        dossier.Property(d => d.Committed).HasColumnName("committed");
        dossier.Property(d => d.Paid).HasColumnName("paid");
        dossier.Property(d => d.SignedOn).HasColumnName("signed_on");
        dossier.Property(d => d.EffectOn).HasColumnName("effect_on");
        dossier.Property(d => d.NominalEnd).HasColumnName("nominal_end");
        dossier.Property(d => d.EndsOn).HasColumnName("ends_on");
        dossier.Property(d => d.PaymentsUntil).HasColumnName("payments_until");
        dossier.Property(d => d.EndedOn).HasColumnName("ended_on");
        dossier.Property(d => d.MonthlyFrom).HasColumnName("monthly_from");
        dossier.Property(d => d.RulesDueOn).HasColumnName("rules_due_on");
        dossier.Property(d => d.Version).HasColumnName("version").IsConcurrencyToken();
        dossier.Ignore(d => d.Texte).Ignore(d => d.Politiques).Ignore(d => d.Jours).Ignore(d => d.Convention)
            .Ignore(d => d.Delegant).Ignore(d => d.Delegataire);
        Collections(dossier);
    }

    private static void Collections(EntityTypeBuilder<Dossier> dossier)
    {
        dossier.HasMany(d => d.Actes).WithOne().HasForeignKey(a => a.ConventionId);
        dossier.HasMany(d => d.Comites).WithOne().HasForeignKey(c => c.ConventionId);
        dossier.HasMany(d => d.Rapports).WithOne().HasForeignKey(r => r.ConventionId);
        dossier.HasMany(d => d.Tranches).WithOne().HasForeignKey(t => t.ConventionId);
        dossier.HasMany(d => d.MisesADisposition).WithOne().HasForeignKey(m => m.ConventionId);
        dossier.HasMany(d => d.Depenses).WithOne().HasForeignKey(l => l.ConventionId);
        dossier.HasMany(d => d.Taches).WithOne().HasForeignKey(t => t.ConventionId);
        dossier.HasMany(d => d.Doutes).WithOne().HasForeignKey(x => x.ConventionId);
        dossier.HasMany(d => d.Jalons).WithOne().HasForeignKey(j => j.ConventionId);
        dossier.HasMany(d => d.Options).WithOne().HasForeignKey(o => o.ConventionId);
        dossier.HasMany(d => d.Cles).WithOne().HasForeignKey(c => c.ConventionId);
        dossier.HasMany(d => d.PointsDeReprise).WithOne().HasForeignKey(p => p.ConventionId);
        dossier.HasMany(d => d.Partages).WithOne().HasForeignKey(p => p.ConventionId);
        dossier.HasMany(d => d.Conditions).WithOne().HasForeignKey(c => c.ConventionId);
        dossier.HasMany(d => d.Ouvertures).WithOne().HasForeignKey(o => o.ConventionId);
        dossier.HasMany(d => d.Dialogues).WithOne().HasForeignKey(x => x.ConventionId);
        dossier.HasMany(d => d.Soldes).WithOne().HasForeignKey(x => x.ConventionId);
        dossier.HasMany(d => d.Resiliations).WithOne().HasForeignKey(x => x.ConventionId);
        dossier.HasMany(d => d.AlertesPrevues).WithOne().HasForeignKey(x => x.ConventionId);
    }
}
