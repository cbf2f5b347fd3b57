using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>One version of a template that this site wrote: a draft until a second person publishes it.</summary>
internal sealed class VersionDeModeleRow
{
    /// <summary>Folder or file under <c>templates</c>: <c>courriels/decision</c>, <c>partiels/pied-courriel</c>.</summary>
    public required string Name { get; set; }

    public int Version { get; set; }

    public required string Text { get; set; }

    /// <summary>SHA-256 of the shipped text that it was written from: an update of the product that ships another one is told.</summary>
    public required string ShippedHash { get; set; }

    public required string WrittenBy { get; set; }

    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Why it was written, in the words of who wrote it; may be empty.</summary>
    public required string Reason { get; set; }

    public string? PublishedBy { get; set; }

    /// <summary>Why it took the place of the version before, in the words of who published it.</summary>
    public string? PublishedBecause { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>Mail that somebody holds back, for one convention or for all.</summary>
internal sealed class SuspensionRow
{
    /// <summary>For all conventions.</summary>
    public const string Tout = "*";

    /// <summary>A convention's id, or <see cref="Tout"/>.</summary>
    public required string Scope { get; set; }

    public required string By { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Reason { get; set; }
}

/// <summary>Reminders of one task that somebody stopped.</summary>
internal sealed class ArretDeRelanceRow
{
    public required string Task { get; set; }

    public required string By { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Reason { get; set; }
}

/// <summary>The private calendar address of one person: what it shows is what that person may see.</summary>
internal sealed class AbonnementRow
{
    /// <summary>SHA-256 of the secret part of the address, hexadecimal; the secret itself is shown once.</summary>
    public required string SecretHash { get; set; }

    public required string Person { get; set; }

    public required string Role { get; set; }

    /// <summary>Party or startup that the person acts for.</summary>
    public string? ActorScope { get; set; }

    /// <summary>What it holds: the person's own duties, or the séances of the portfolio.</summary>
    public required string Kind { get; set; }

    public DateTimeOffset MadeAt { get; set; }
}

/// <summary>What a recipient asked of the mail that is not an act: the weekly digest.</summary>
internal sealed class PreferenceRow
{
    public required string Recipient { get; set; }

    public bool WantsDigest { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class VersionDeModeleConfiguration : IEntityTypeConfiguration<VersionDeModeleRow>
{
    public void Configure(EntityTypeBuilder<VersionDeModeleRow> version)
    {
        version.ToTable("versions_de_modele");
        version.HasKey(v => new { v.Name, v.Version });
        version.Property(v => v.Name).HasColumnName("name");
        version.Property(v => v.Version).HasColumnName("version").ValueGeneratedNever();
        version.Property(v => v.Text).HasColumnName("text");
        version.Property(v => v.ShippedHash).HasColumnName("shipped_hash");
        version.Property(v => v.WrittenBy).HasColumnName("written_by");
        version.Property(v => v.WrittenAt).HasColumnName("written_at");
        version.Property(v => v.Reason).HasColumnName("reason");
        version.Property(v => v.PublishedBy).HasColumnName("published_by");
        version.Property(v => v.PublishedAt).HasColumnName("published_at");
        version.Property(v => v.PublishedBecause).HasColumnName("published_because");
    }
}

internal sealed class SuspensionConfiguration : IEntityTypeConfiguration<SuspensionRow>
{
    public void Configure(EntityTypeBuilder<SuspensionRow> suspension)
    {
        suspension.ToTable("suspensions_d_envoi");
        suspension.HasKey(s => s.Scope);
        suspension.Property(s => s.Scope).HasColumnName("scope");
        suspension.Property(s => s.By).HasColumnName("by");
        suspension.Property(s => s.At).HasColumnName("at");
        suspension.Property(s => s.Reason).HasColumnName("reason");
    }
}

internal sealed class ArretDeRelanceConfiguration : IEntityTypeConfiguration<ArretDeRelanceRow>
{
    public void Configure(EntityTypeBuilder<ArretDeRelanceRow> arret)
    {
        arret.ToTable("arrets_de_relance");
        arret.HasKey(a => a.Task);
        arret.Property(a => a.Task).HasColumnName("task");
        arret.Property(a => a.By).HasColumnName("by");
        arret.Property(a => a.At).HasColumnName("at");
        arret.Property(a => a.Reason).HasColumnName("reason");
    }
}

internal sealed class AbonnementConfiguration : IEntityTypeConfiguration<AbonnementRow>
{
    public void Configure(EntityTypeBuilder<AbonnementRow> abonnement)
    {
        abonnement.ToTable("abonnements");
        abonnement.HasKey(a => a.SecretHash);
        abonnement.Property(a => a.SecretHash).HasColumnName("secret_hash");
        abonnement.Property(a => a.Person).HasColumnName("person");
        abonnement.Property(a => a.Role).HasColumnName("role");
        abonnement.Property(a => a.ActorScope).HasColumnName("actor_scope");
        abonnement.Property(a => a.Kind).HasColumnName("kind");
        abonnement.Property(a => a.MadeAt).HasColumnName("made_at");
        abonnement.HasIndex(a => new { a.Person, a.Kind });
    }
}

internal sealed class PreferenceConfiguration : IEntityTypeConfiguration<PreferenceRow>
{
    public void Configure(EntityTypeBuilder<PreferenceRow> preference)
    {
        preference.ToTable("preferences_de_courriel");
        preference.HasKey(p => p.Recipient);
        preference.Property(p => p.Recipient).HasColumnName("recipient");
        preference.Property(p => p.WantsDigest).HasColumnName("wants_digest");
        preference.Property(p => p.At).HasColumnName("at");
    }
}
