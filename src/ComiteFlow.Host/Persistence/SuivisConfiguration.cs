using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>Documents that parties sign.</summary>
internal sealed class ActeConfiguration : IEntityTypeConfiguration<Acte>
{
    public void Configure(EntityTypeBuilder<Acte> acte)
    {
        acte.ToTable("actes");
        acte.HasKey(x => x.Id);
        acte.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
        acte.Property(x => x.ConventionId).HasColumnName("convention_id");
        acte.Property(x => x.Kind).HasColumnName("kind");
        acte.Property(x => x.Number).HasColumnName("number");
        acte.Property(x => x.SentOn).HasColumnName("sent_on");
        acte.Property(x => x.SignedOn).HasColumnName("signed_on");
        acte.Property(x => x.InEffectOn).HasColumnName("in_effect_on");
        acte.Property(x => x.Changes).HasColumnName("changes").AsJson();
        acte.Ignore(x => x.IsAvenant);
        acte.Ignore(x => x.State);
        acte.Ignore(x => x.Missing);
        acte.Ignore(x => x.FirstSignature);
        acte.HasMany(x => x.Signatures).WithOne().HasForeignKey(s => s.ActeId);
    }
}

/// <summary>One line per signatory.</summary>
internal sealed class SignatureConfiguration : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("signatures");
        signature.HasKey(x => new { x.ActeId, x.PartyId });
        signature.Property(x => x.PartyId).HasColumnName("party_id").ValueGeneratedNever();
        signature.Property(x => x.ActeId).HasColumnName("acte_id").ValueGeneratedNever();
        signature.Property(x => x.Rank).HasColumnName("rank");
        signature.Property(x => x.On).HasColumnName("on");
        signature.Property(x => x.RecordedOn).HasColumnName("recorded_on");
    }
}

/// <summary>Occurrences of comités.</summary>
internal sealed class ComiteConfiguration : IEntityTypeConfiguration<Comite>
{
    public void Configure(EntityTypeBuilder<Comite> comite)
    {
        comite.ToTable("comites");
        comite.HasKey(x => x.Id);
        comite.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
        comite.Property(x => x.ConventionId).HasColumnName("convention_id");
        comite.Property(x => x.Code).HasColumnName("code");
        comite.Property(x => x.Startup).HasColumnName("startup");
        comite.Property(x => x.Occurrence).HasColumnName("occurrence");
        comite.Property(x => x.Nominal).HasColumnName("nominal");
        comite.Property(x => x.On).HasColumnName("on");
        comite.Property(x => x.StartsAt).HasColumnName("starts_at");
        comite.Property(x => x.Place).HasColumnName("place");
        comite.Property(x => x.Agenda).HasColumnName("agenda").AsJson();
        comite.Property(x => x.Slots).HasColumnName("slots").AsJson();
        comite.Property(x => x.Provisional).HasColumnName("provisional");
        comite.Property(x => x.Uncertain).HasColumnName("uncertain");
        comite.Property(x => x.ProposedOn).HasColumnName("proposed_on");
        comite.Property(x => x.ProposedNominal).HasColumnName("proposed_nominal");
        comite.Property(x => x.Rule).HasColumnName("rule");
        comite.Property(x => x.ProposedRule).HasColumnName("proposed_rule");
        comite.Property(x => x.ProposedWhy).HasColumnName("proposed_why").AsJson();
        comite.Property(x => x.State).HasColumnName("state");
        comite.Property(x => x.IsWaiting).HasColumnName("is_waiting");
        comite.Property(x => x.IsReady).HasColumnName("is_ready");
        comite.Property(x => x.Mark).HasColumnName("mark");
        comite.Property(x => x.Returns).HasColumnName("returns");
        comite.Property(x => x.HeldOn).HasColumnName("held_on");
        comite.Property(x => x.HeldBy).HasColumnName("held_by").AsJson();
        comite.Property(x => x.Outcome).HasColumnName("outcome");
        comite.Property(x => x.DecidedOn).HasColumnName("decided_on");
        comite.Property(x => x.GrantedAe).HasColumnName("granted_ae");
        comite.Property(x => x.GrantedCp).HasColumnName("granted_cp");
        comite.Property(x => x.Decision).HasColumnName("decision").AsJson();
        comite.Property(x => x.Why).HasColumnName("why").AsJson();
    }
}

/// <summary>Reports that are asked for.</summary>
internal sealed class RapportConfiguration : IEntityTypeConfiguration<Rapport>
{
    public void Configure(EntityTypeBuilder<Rapport> rapport)
    {
        rapport.ToTable("rapports");
        rapport.HasKey(x => x.Id);
        rapport.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
        rapport.Property(x => x.ConventionId).HasColumnName("convention_id");
        rapport.Property(x => x.Kind).HasColumnName("kind");
        rapport.Property(x => x.Committee).HasColumnName("committee");
        rapport.Property(x => x.Occurrence).HasColumnName("occurrence");
        rapport.Property(x => x.Startup).HasColumnName("startup");
        rapport.Property(x => x.Month).HasColumnName("month");
        rapport.Property(x => x.Due).HasColumnName("due");
        rapport.Property(x => x.Voluntary).HasColumnName("voluntary");
        rapport.Property(x => x.RequestedOn).HasColumnName("requested_on");
        rapport.Property(x => x.ReceivedOn).HasColumnName("received_on");
        rapport.Property(x => x.WaivedBecause).HasColumnName("waived_because");
        rapport.Property(x => x.CumulatedCommitted).HasColumnName("cumulated_committed");
        rapport.Property(x => x.CumulatedPaid).HasColumnName("cumulated_paid");
        rapport.Property(x => x.ForecastAe).HasColumnName("forecast_ae");
        rapport.Property(x => x.ForecastCp).HasColumnName("forecast_cp");
        rapport.Property(x => x.Comment).HasColumnName("comment");
        rapport.Property(x => x.Impact).HasColumnName("impact").AsJson();
        rapport.Ignore(x => x.IsMissing);
    }
}

/// <summary>Tranches, one number per convention.</summary>
internal sealed class TrancheConfiguration : IEntityTypeConfiguration<Tranche>
{
    public void Configure(EntityTypeBuilder<Tranche> tranche)
    {
        tranche.ToTable("tranches", table =>
        {
            table.HasCheckConstraint("ck_tranches_positif", "ae >= 0 AND cp >= 0");
            table.HasCheckConstraint("ck_tranches_periode", "\"from\" IS NULL OR until IS NULL OR \"from\" <= until");
        });
        tranche.HasKey(x => new { x.ConventionId, x.Number });
        tranche.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        tranche.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        tranche.Property(x => x.Startup).HasColumnName("startup");
        tranche.Property(x => x.Ae).HasColumnName("ae");
        tranche.Property(x => x.Cp).HasColumnName("cp");
        tranche.Property(x => x.Origin).HasColumnName("origin");
        tranche.Property(x => x.From).HasColumnName("from");
        tranche.Property(x => x.Until).HasColumnName("until");
        tranche.Property(x => x.OpenedOn).HasColumnName("opened_on");
        tranche.Property(x => x.ReleasedOn).HasColumnName("released_on");
    }
}

/// <summary>Credits put at disposal.</summary>
internal sealed class MiseADispositionConfiguration : IEntityTypeConfiguration<MiseADisposition>
{
    public void Configure(EntityTypeBuilder<MiseADisposition> mise)
    {
        mise.ToTable("mises_a_disposition", table =>
        {
            table.HasCheckConstraint("ck_mises_positif", "ae >= 0 AND cp >= 0");
        });
        mise.HasKey(x => new { x.ConventionId, x.Number });
        mise.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        mise.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        mise.Property(x => x.On).HasColumnName("on");
        mise.Property(x => x.Ae).HasColumnName("ae");
        mise.Property(x => x.Cp).HasColumnName("cp");
        mise.Property(x => x.Tranche).HasColumnName("tranche");
        mise.Property(x => x.Startup).HasColumnName("startup");
    }
}

/// <summary>The ledger.</summary>
internal sealed class LigneDepenseConfiguration : IEntityTypeConfiguration<LigneDepense>
{
    public void Configure(EntityTypeBuilder<LigneDepense> ligne)
    {
        ligne.ToTable("depenses", table =>
        {
            table.HasCheckConstraint("ck_depenses_positif", "amount > 0");
        });
        ligne.HasKey(x => new { x.ConventionId, x.Number });
        ligne.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        ligne.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        ligne.Property(x => x.IsPayment).HasColumnName("is_payment");
        ligne.Property(x => x.Amount).HasColumnName("amount");
        ligne.Property(x => x.RecordedOn).HasColumnName("recorded_on");
        ligne.Property(x => x.ClaimedOn).HasColumnName("claimed_on");
        ligne.Property(x => x.Startup).HasColumnName("startup");
        ligne.Property(x => x.Envelope).HasColumnName("envelope");
        ligne.Property(x => x.Label).HasColumnName("label");
        ligne.Property(x => x.Reason).HasColumnName("reason");
        ligne.Property(x => x.Regularised).HasColumnName("regularised");
        ligne.Property(x => x.Confirmed).HasColumnName("confirmed");
    }
}

/// <summary>Duties outside the product.</summary>
internal sealed class TacheConfiguration : IEntityTypeConfiguration<Tache>
{
    public void Configure(EntityTypeBuilder<Tache> tache)
    {
        tache.ToTable("taches");
        tache.HasKey(x => x.Id);
        tache.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
        tache.Property(x => x.ConventionId).HasColumnName("convention_id");
        tache.Property(x => x.Kind).HasColumnName("kind");
        tache.Property(x => x.Document).HasColumnName("document");
        tache.Property(x => x.To).HasColumnName("to");
        tache.Property(x => x.Place).HasColumnName("place");
        tache.Property(x => x.Party).HasColumnName("party");
        tache.Property(x => x.Due).HasColumnName("due");
        tache.Property(x => x.OpenedOn).HasColumnName("opened_on");
        tache.Property(x => x.DoneOn).HasColumnName("done_on");
    }
}

/// <summary>Doubts about texts.</summary>
internal sealed class DouteConfiguration : IEntityTypeConfiguration<Doute>
{
    public void Configure(EntityTypeBuilder<Doute> doute)
    {
        doute.ToTable("doutes");
        doute.HasKey(x => new { x.ConventionId, x.Number });
        doute.Property(x => x.Number).HasColumnName("number").ValueGeneratedNever();
        doute.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        doute.Property(x => x.Document).HasColumnName("document");
        doute.Property(x => x.Subject).HasColumnName("subject");
        doute.Property(x => x.Printed).HasColumnName("printed");
        doute.Property(x => x.Proposal).HasColumnName("proposal");
        doute.Property(x => x.Startup).HasColumnName("startup");
        doute.Property(x => x.Article).HasColumnName("article");
        doute.Property(x => x.Value).HasColumnName("value");
    }
}

/// <summary>Recorded events.</summary>
internal sealed class JalonConfiguration : IEntityTypeConfiguration<Jalon>
{
    public void Configure(EntityTypeBuilder<Jalon> jalon)
    {
        jalon.ToTable("jalons");
        jalon.HasKey(x => new { x.ConventionId, x.Milestone, x.Startup });
        jalon.Property(x => x.Startup).HasColumnName("startup").ValueGeneratedNever();
        jalon.Property(x => x.Milestone).HasColumnName("milestone").ValueGeneratedNever();
        jalon.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        jalon.Property(x => x.On).HasColumnName("on");
    }
}

/// <summary>Settings of one convention.</summary>
internal sealed class OptionConventionConfiguration : IEntityTypeConfiguration<OptionConvention>
{
    public void Configure(EntityTypeBuilder<OptionConvention> option)
    {
        option.ToTable("options");
        option.HasKey(x => new { x.ConventionId, x.Name });
        option.Property(x => x.Name).HasColumnName("name").ValueGeneratedNever();
        option.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        option.Property(x => x.Value).HasColumnName("value");
    }
}

/// <summary>Completed CHORUS keys.</summary>
internal sealed class CleChorusConfiguration : IEntityTypeConfiguration<CleChorus>
{
    public void Configure(EntityTypeBuilder<CleChorus> cle)
    {
        cle.ToTable("cles_chorus");
        cle.HasKey(x => new { x.ConventionId, x.Scope });
        cle.Property(x => x.Scope).HasColumnName("scope").ValueGeneratedNever();
        cle.Property(x => x.ConventionId).HasColumnName("convention_id").ValueGeneratedNever();
        cle.Property(x => x.DomaineFonctionnel).HasColumnName("domaine_fonctionnel");
        cle.Property(x => x.CentreFinancier).HasColumnName("centre_financier");
        cle.Property(x => x.Activite).HasColumnName("activite");
        cle.Property(x => x.CentreDeCout).HasColumnName("centre_de_cout");
    }
}
