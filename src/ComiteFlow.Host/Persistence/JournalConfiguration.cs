using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>One fact: the only record of what happened. Rows are added, never changed.</summary>
internal sealed class FaitRow
{
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Name { get; set; }

    public string? Convention { get; set; }

    /// <summary>The fact's keys as JSON.</summary>
    public required string Json { get; set; }

    public string? Actor { get; set; }

    public string? Rule { get; set; }

    public string? Inputs { get; set; }

    public string? Article { get; set; }
}

/// <summary>The text of a registered document, byte for byte.</summary>
internal sealed class TexteRow
{
    public required string Id { get; set; }

    public required string ConventionId { get; set; }

    public int Rank { get; set; }

    public required string Json { get; set; }
}

/// <summary>One mail to one recipient: waiting, handed over, given up, or no longer wanted.</summary>
internal sealed class CourrielRow
{
    public required string Key { get; set; }

    public long Number { get; set; }

    public required string Template { get; set; }

    /// <summary>Version of the template: that of the moment of the act, and once it has left that which it was written from.</summary>
    public required string TemplateHash { get; set; }

    public required string Recipient { get; set; }

    public required string Cc { get; set; }

    public string? Convention { get; set; }

    public string? Document { get; set; }

    public required string Obligation { get; set; }

    public required string Data { get; set; }

    /// <summary>What it asks for, one for each item of its data; null for a mail that informs.</summary>
    public string? Asks { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From when on it may be handed over: the hours of the post, then the next attempt.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>First refusal for now: attempts end some time after it.</summary>
    public DateTimeOffset? RefusedSince { get; set; }

    /// <summary>What it belongs to: the mails of one act make one conversation.</summary>
    public string? Thread { get; set; }

    /// <summary>The calendar entry that goes with it, as JSON.</summary>
    public string? Invitation { get; set; }

    public int Attempts { get; set; }

    public string? Subject { get; set; }

    /// <summary>The message as handed over (.eml).</summary>
    public byte[]? Message { get; set; }

    public string? Failure { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Why it was not sent: nothing that it asks for still stands.</summary>
    public string? CancelledBecause { get; set; }
}

/// <summary>A document made by the product, with the data and the template that it comes from.</summary>
internal sealed class DocumentRow
{
    public required string Key { get; set; }

    public required string FileName { get; set; }

    public required string Template { get; set; }

    public required string TemplateHash { get; set; }

    public required string Convention { get; set; }

    public required string Title { get; set; }

    public required string Data { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public required string Hash { get; set; }

    public required byte[] Content { get; set; }

    /// <summary>The rendered Markdown that the Word file, the PDF file and the page come from; null for those made before it was kept.</summary>
    public string? Text { get; set; }

    /// <summary>Null until it is made.</summary>
    public byte[]? Pdf { get; set; }

    /// <summary>Why there is no PDF file yet.</summary>
    public string? PdfFailure { get; set; }
}

internal sealed class FaitConfiguration : IEntityTypeConfiguration<FaitRow>
{
    public void Configure(EntityTypeBuilder<FaitRow> fait)
    {
        fait.ToTable("faits");
        fait.HasKey(f => f.Number);
        fait.Property(f => f.Number).HasColumnName("number").ValueGeneratedOnAdd();
        fait.Property(f => f.At).HasColumnName("at");
        fait.Property(f => f.Name).HasColumnName("name");
        fait.Property(f => f.Convention).HasColumnName("convention");
        fait.Property(f => f.Json).HasColumnName("json");
        fait.Property(f => f.Actor).HasColumnName("actor");
        fait.Property(f => f.Rule).HasColumnName("rule");
        fait.Property(f => f.Inputs).HasColumnName("inputs");
        fait.Property(f => f.Article).HasColumnName("source");
        fait.HasIndex(f => new { f.Convention, f.Number });
    }
}

internal sealed class TexteConfiguration : IEntityTypeConfiguration<TexteRow>
{
    public void Configure(EntityTypeBuilder<TexteRow> texte)
    {
        texte.ToTable("textes");
        texte.HasKey(t => t.Id);
        texte.Property(t => t.Id).HasColumnName("id");
        texte.Property(t => t.ConventionId).HasColumnName("convention_id");
        texte.Property(t => t.Rank).HasColumnName("rank");
        texte.Property(t => t.Json).HasColumnName("json");
        texte.HasIndex(t => t.ConventionId);
    }
}

internal sealed class CourrielConfiguration : IEntityTypeConfiguration<CourrielRow>
{
    public void Configure(EntityTypeBuilder<CourrielRow> courriel)
    {
        courriel.ToTable("courriels");
        courriel.HasKey(c => c.Key);
        courriel.Property(c => c.Key).HasColumnName("key");
        courriel.Property(c => c.Number).HasColumnName("number");
        courriel.Property(c => c.Template).HasColumnName("template");
        courriel.Property(c => c.TemplateHash).HasColumnName("template_hash");
        courriel.Property(c => c.Recipient).HasColumnName("recipient");
        courriel.Property(c => c.Cc).HasColumnName("cc");
        courriel.Property(c => c.Convention).HasColumnName("convention");
        courriel.Property(c => c.Document).HasColumnName("document");
        courriel.Property(c => c.Obligation).HasColumnName("obligation");
        courriel.Property(c => c.Data).HasColumnName("data");
        courriel.Property(c => c.Asks).HasColumnName("asks");
        courriel.Property(c => c.CreatedAt).HasColumnName("created_at");
        courriel.Property(c => c.DueAt).HasColumnName("due_at");
        courriel.Property(c => c.SentAt).HasColumnName("sent_at");
        courriel.Property(c => c.RefusedSince).HasColumnName("refused_since");
        courriel.Property(c => c.Thread).HasColumnName("thread");
        courriel.Property(c => c.Invitation).HasColumnName("invitation");
        courriel.Property(c => c.Attempts).HasColumnName("attempts");
        courriel.Property(c => c.Subject).HasColumnName("subject");
        courriel.Property(c => c.Message).HasColumnName("message");
        courriel.Property(c => c.Failure).HasColumnName("failure");
        courriel.Property(c => c.CancelledAt).HasColumnName("cancelled_at");
        courriel.Property(c => c.CancelledBecause).HasColumnName("cancelled_because");
        courriel.HasIndex(c => c.Number).IsUnique();
        courriel.HasIndex(c => c.SentAt);
    }
}

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<DocumentRow>
{
    public void Configure(EntityTypeBuilder<DocumentRow> document)
    {
        document.ToTable("documents");
        document.HasKey(d => d.Key);
        document.Property(d => d.Key).HasColumnName("key");
        document.Property(d => d.FileName).HasColumnName("file_name");
        document.Property(d => d.Template).HasColumnName("template");
        document.Property(d => d.TemplateHash).HasColumnName("template_hash");
        document.Property(d => d.Convention).HasColumnName("convention");
        document.Property(d => d.Title).HasColumnName("title");
        document.Property(d => d.Data).HasColumnName("data");
        document.Property(d => d.CreatedAt).HasColumnName("created_at");
        document.Property(d => d.Hash).HasColumnName("hash");
        document.Property(d => d.Content).HasColumnName("content");
        document.Property(d => d.Text).HasColumnName("text");
        document.Property(d => d.Pdf).HasColumnName("pdf");
        document.Property(d => d.PdfFailure).HasColumnName("pdf_failure");
        document.HasIndex(d => d.FileName).IsUnique();
        document.HasIndex(d => d.Convention);
    }
}
