using ComiteFlow.Domain.Gestion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>Yearly dialogues, one per convention and year.</summary>
internal sealed class DialogueDeGestionConfiguration : IEntityTypeConfiguration<DialogueDeGestion>
{
    public void Configure(EntityTypeBuilder<DialogueDeGestion> dialogue)
    {
        dialogue.ToTable("dialogues", table => table.HasCheckConstraint("ck_dialogues_un_etat", "held_on IS NULL OR cancelled_on IS NULL"));
        dialogue.HasKey(x => new { x.ConventionId, x.Year });
        dialogue.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        dialogue.Property(x => x.Year).HasColumnName("year").ValueGeneratedNever();
        dialogue.Property(x => x.On).HasColumnName("on");
        dialogue.Property(x => x.HeldOn).HasColumnName("held_on");
        dialogue.Property(x => x.CancelledOn).HasColumnName("cancelled_on");
    }
}

/// <summary>Decisions about balances, one per startup and year.</summary>
internal sealed class DecisionDeSoldeConfiguration : IEntityTypeConfiguration<DecisionDeSolde>
{
    public void Configure(EntityTypeBuilder<DecisionDeSolde> solde)
    {
        solde.ToTable("soldes", table =>
        {
            table.HasCheckConstraint("ck_soldes_positif", "return_ae >= 0 AND return_cp >= 0 AND carry_ae >= 0 AND carry_cp >= 0");
            table.HasCheckConstraint("ck_soldes_utile", "return_ae + return_cp + carry_ae + carry_cp > 0");
        });
        solde.HasKey(x => new { x.ConventionId, x.Scope, x.Year });
        solde.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        solde.Property(x => x.Scope).HasColumnName("scope").ValueGeneratedNever();
        solde.Property(x => x.Year).HasColumnName("year").ValueGeneratedNever();
        solde.Property(x => x.DecidedOn).HasColumnName("decided_on");
        solde.Property(x => x.ReturnAe).HasColumnName("return_ae");
        solde.Property(x => x.ReturnCp).HasColumnName("return_cp");
        solde.Property(x => x.CarryAe).HasColumnName("carry_ae");
        solde.Property(x => x.CarryCp).HasColumnName("carry_cp");
    }
}

/// <summary>Warnings that are planned; the job asks for those that are due.</summary>
internal sealed class AlertePrevueConfiguration : IEntityTypeConfiguration<AlertePrevue>
{
    public void Configure(EntityTypeBuilder<AlertePrevue> alerte)
    {
        alerte.ToTable("alertes_prevues");
        alerte.HasKey(x => x.Id);
        alerte.HasIndex(x => new { x.SettledOn, x.Due });
        alerte.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
        alerte.Property(x => x.ConventionId).HasColumnName("convention_id");
        alerte.Property(x => x.Alert).HasColumnName("alert");
        alerte.Property(x => x.Due).HasColumnName("due");
        alerte.Property(x => x.On).HasColumnName("on");
        alerte.Property(x => x.Days).HasColumnName("days");
        alerte.Property(x => x.Cutoff).HasColumnName("cutoff");
        alerte.Property(x => x.SettledOn).HasColumnName("settled_on");
    }
}
