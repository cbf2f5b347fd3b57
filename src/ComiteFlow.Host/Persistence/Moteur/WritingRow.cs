using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>One writing of a workflow definition: who, when, by what means. Its number is the revision that the next writing builds on; rows are only added.</summary>
internal sealed class WritingRow
{
    public long Number { get; set; }

    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Opaque id of the person; empty for the product itself.</summary>
    public required string Person { get; set; }

    /// <summary>The person as history shows it.</summary>
    public required string Name { get; set; }

    /// <summary>The page from which the person writes: two of one person are two.</summary>
    public required string Session { get; set; }

    /// <summary>One of <see cref="Circuits.Moyens"/>.</summary>
    public required string Means { get; set; }

    public string? Reason { get; set; }

    /// <summary>The text that was written, compressed, so that it can be taken back; null where the text did not change, and once the version is published.</summary>
    public byte[]? Content { get; set; }

    /// <summary>The writing whose text this one brought back; null for a new text.</summary>
    public long? Restores { get; set; }
}

internal sealed class WritingConfiguration : IEntityTypeConfiguration<WritingRow>
{
    public void Configure(EntityTypeBuilder<WritingRow> writing)
    {
        writing.ToTable("ecritures_de_circuit");
        writing.HasKey(w => w.Number);
        writing.Property(w => w.Number).HasColumnName("number").ValueGeneratedOnAdd();
        writing.Property(w => w.DefinitionId).HasColumnName("definition_id");
        writing.Property(w => w.Version).HasColumnName("version");
        writing.Property(w => w.At).HasColumnName("at");
        writing.Property(w => w.Person).HasColumnName("person");
        writing.Property(w => w.Name).HasColumnName("name");
        writing.Property(w => w.Session).HasColumnName("session");
        writing.Property(w => w.Means).HasColumnName("means");
        writing.Property(w => w.Reason).HasColumnName("reason");
        writing.Property(w => w.Content).HasColumnName("content");
        writing.Property(w => w.Restores).HasColumnName("restores");
        writing.HasIndex(w => new { w.DefinitionId, w.Number });
    }
}
