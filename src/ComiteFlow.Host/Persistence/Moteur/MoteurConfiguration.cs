using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence.Moteur;

internal sealed class DefinitionConfiguration : IEntityTypeConfiguration<DefinitionRow>
{
    public void Configure(EntityTypeBuilder<DefinitionRow> definition)
    {
        definition.ToTable("definitions");
        definition.HasKey(d => new { d.DefinitionId, d.Version });
        definition.Property(d => d.DefinitionId).HasColumnName("definition_id");
        definition.Property(d => d.Version).HasColumnName("version").ValueGeneratedNever();
        definition.Property(d => d.Name).HasColumnName("name");
        definition.Property(d => d.Json).HasColumnName("json");
        definition.Property(d => d.Hash).HasColumnName("hash");
        definition.Property(d => d.IsPublished).HasColumnName("is_published");
        definition.Property(d => d.IsShipped).HasColumnName("is_shipped");
        definition.Property(d => d.CreatedAt).HasColumnName("created_at");
        definition.Property(d => d.Problems).HasColumnName("problems");
        definition.Property(d => d.Meaning).HasColumnName("meaning");
        definition.Property(d => d.ChangedAt).HasColumnName("changed_at");
        definition.Property(d => d.ChangedBy).HasColumnName("changed_by");
        definition.Property(d => d.PublishedAt).HasColumnName("published_at");
        definition.Property(d => d.PublishedBy).HasColumnName("published_by");
        definition.Property(d => d.Reason).HasColumnName("reason");
    }
}

internal sealed class InstanceConfiguration : IEntityTypeConfiguration<Instance>
{
    public void Configure(EntityTypeBuilder<Instance> instance)
    {
        instance.ToTable("instances");
        instance.HasKey(i => i.Id);
        instance.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        instance.Property(i => i.Key).HasColumnName("key");
        instance.Property(i => i.DefinitionId).HasColumnName("definition_id");
        instance.Property(i => i.DefinitionVersion).HasColumnName("definition_version");
        instance.Property(i => i.CorrelationId).HasColumnName("correlation_id");
        instance.Property(i => i.Status).HasColumnName("status");
        instance.Property(i => i.CreatedAt).HasColumnName("created_at");
        instance.Property(i => i.UpdatedAt).HasColumnName("updated_at");
        instance.Property(i => i.State).HasColumnName("state");
        instance.Property(i => i.End).HasColumnName("fin");
        instance.Property(i => i.Fence).HasColumnName("fence");
        instance.HasIndex(i => i.Key).IsUnique();
        instance.HasIndex(i => i.CorrelationId);
        // The state is written again and again: on PostgreSQL the new row finds room beside the old one, and no index is touched.
        instance.HasStorageParameter("fillfactor", 70);
        // A state of a few KB stays in its row as it is: compressing it at each writing cost a tenth of a resume.
        instance.HasStorageParameter("toast_tuple_target", 4080);
    }
}

internal sealed class DueWorkConfiguration : IEntityTypeConfiguration<DueWork>
{
    public void Configure(EntityTypeBuilder<DueWork> work)
    {
        work.ToTable("travaux");
        work.HasKey(w => w.Number);
        work.Property(w => w.Number).HasColumnName("number").ValueGeneratedOnAdd();
        work.Property(w => w.Due).HasColumnName("due");
        work.Property(w => w.IsTimer).HasColumnName("is_timer");
        work.Property(w => w.InstanceId).HasColumnName("instance_id");
        work.Property(w => w.Execution).HasColumnName("execution");
        work.Property(w => w.Name).HasColumnName("name");
        work.Property(w => w.CorrelationId).HasColumnName("correlation_id");
        work.Property(w => w.Key).HasColumnName("key");
        work.Property(w => w.Payload).HasColumnName("payload");
        work.Property(w => w.IsShared).HasColumnName("is_shared");
        work.Property(w => w.Attempts).HasColumnName("attempts");
        work.Property(w => w.CreatedAt).HasColumnName("created_at");
        work.Property(w => w.ExpiresAt).HasColumnName("expires_at");
        work.Property(w => w.IncidentId).HasColumnName("incident_id");
        work.Property(w => w.Corrections).HasColumnName("corrections");
        work.Property(w => w.Owner).HasColumnName("owner");
        work.Property(w => w.LeaseUntil).HasColumnName("lease_until");
        work.Ignore(w => w.Instance);
        work.HasIndex(w => new { w.Due, w.IsTimer, w.Number });
        work.HasIndex(w => w.InstanceId);
        work.HasIndex(w => w.Key).IsUnique();
    }
}

internal sealed class KeptEventConfiguration : IEntityTypeConfiguration<KeptEvent>
{
    public void Configure(EntityTypeBuilder<KeptEvent> kept)
    {
        kept.ToTable("evenements");
        kept.HasKey(e => e.Number);
        kept.Property(e => e.Number).HasColumnName("number").ValueGeneratedOnAdd();
        kept.Property(e => e.Name).HasColumnName("name");
        kept.Property(e => e.CorrelationId).HasColumnName("correlation_id");
        kept.Property(e => e.Payload).HasColumnName("payload");
        kept.Property(e => e.CreatedAt).HasColumnName("created_at");
        kept.Property(e => e.ExpiresAt).HasColumnName("expires_at");
        kept.HasIndex(e => new { e.Name, e.CorrelationId });
        kept.HasIndex(e => e.ExpiresAt);
    }
}

internal sealed class BookmarkConfiguration : IEntityTypeConfiguration<Bookmark>
{
    public void Configure(EntityTypeBuilder<Bookmark> bookmark)
    {
        bookmark.ToTable("attentes");
        bookmark.HasKey(b => b.Number);
        bookmark.Property(b => b.Number).HasColumnName("number").ValueGeneratedOnAdd();
        bookmark.Property(b => b.InstanceId).HasColumnName("instance_id");
        bookmark.Property(b => b.Execution).HasColumnName("execution");
        bookmark.Property(b => b.Name).HasColumnName("name");
        bookmark.Property(b => b.CorrelationId).HasColumnName("correlation_id");
        bookmark.HasIndex(b => new { b.Name, b.CorrelationId });
        bookmark.HasIndex(b => b.InstanceId);
    }
}

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("incidents");
        incident.HasKey(i => i.Id);
        incident.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        incident.Property(i => i.InstanceId).HasColumnName("instance_id");
        incident.Property(i => i.DefinitionId).HasColumnName("definition_id");
        incident.Property(i => i.ActivityId).HasColumnName("activity_id");
        incident.Property(i => i.Execution).HasColumnName("execution");
        incident.Property(i => i.Code).HasColumnName("code");
        incident.Property(i => i.Message).HasColumnName("message");
        incident.Property(i => i.At).HasColumnName("at");
        incident.Property(i => i.ClosedAt).HasColumnName("closed_at");
        incident.Property(i => i.Decision).HasColumnName("decision");
        incident.HasIndex(i => i.InstanceId);
    }
}

internal sealed class JournalLineConfiguration : IEntityTypeConfiguration<JournalLine>
{
    public void Configure(EntityTypeBuilder<JournalLine> line)
    {
        line.ToTable("journal");
        line.HasKey(l => l.Number);
        line.Property(l => l.Number).HasColumnName("number").ValueGeneratedOnAdd();
        line.Property(l => l.InstanceId).HasColumnName("instance_id");
        line.Property(l => l.IncidentId).HasColumnName("incident_id");
        line.Property(l => l.At).HasColumnName("at");
        line.Property(l => l.ActivityId).HasColumnName("activity_id");
        line.Property(l => l.Event).HasColumnName("event");
        line.Property(l => l.Message).HasColumnName("message");
        line.Property(l => l.Actor).HasColumnName("actor");
        line.HasIndex(l => new { l.InstanceId, l.Number });
    }
}
