using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence;

/// <summary>A key that seals sessions, forms and addresses in mails, or the end of one.</summary>
internal sealed class CleDeProtectionRow
{
    public required string Name { get; set; }

    /// <summary>XML as ASP.NET Core writes it.</summary>
    public required string Text { get; set; }
}

internal sealed class CleDeProtectionConfiguration : IEntityTypeConfiguration<CleDeProtectionRow>
{
    public void Configure(EntityTypeBuilder<CleDeProtectionRow> key)
    {
        key.ToTable("cles_de_protection");
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasColumnName("name");
        key.Property(k => k.Text).HasColumnName("text");
    }
}
