using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
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
        instance.Property(i => i.Version).HasColumnName("version").IsConcurrencyToken();
        instance.HasIndex(i => i.Key).IsUnique();
        instance.HasIndex(i => i.CorrelationId);
    }
}

internal sealed class ArriveeConfiguration : IEntityTypeConfiguration<Arrivee>
{
    public void Configure(EntityTypeBuilder<Arrivee> arrivee)
    {
        arrivee.ToTable("arrivees");
        arrivee.HasKey(a => a.Number);
        arrivee.Property(a => a.Number).HasColumnName("number").ValueGeneratedOnAdd();
        arrivee.Property(a => a.Kind).HasColumnName("kind");
        arrivee.Property(a => a.Name).HasColumnName("name");
        arrivee.Property(a => a.CorrelationId).HasColumnName("correlation_id");
        arrivee.Property(a => a.Key).HasColumnName("key");
        arrivee.Property(a => a.Payload).HasColumnName("payload");
        arrivee.Property(a => a.CreatedAt).HasColumnName("created_at");
        arrivee.Property(a => a.ExpiresAt).HasColumnName("expires_at");
        arrivee.Property(a => a.Wait).HasColumnName("wait");
        arrivee.Property(a => a.IsKept).HasColumnName("is_kept");
        arrivee.Property(a => a.Attempts).HasColumnName("attempts");
        arrivee.HasIndex(a => new { a.IsKept, a.Number });
        arrivee.HasIndex(a => new { a.Name, a.CorrelationId });
        arrivee.HasIndex(a => a.Key).IsUnique();
    }
}

internal sealed class BookmarkConfiguration : IEntityTypeConfiguration<Bookmark>
{
    public void Configure(EntityTypeBuilder<Bookmark> bookmark)
    {
        bookmark.ToTable("attentes");
        bookmark.HasKey(b => b.Id);
        bookmark.Property(b => b.Id).HasColumnName("id").ValueGeneratedNever();
        bookmark.Property(b => b.InstanceId).HasColumnName("instance_id");
        bookmark.Property(b => b.Execution).HasColumnName("execution");
        bookmark.Property(b => b.Name).HasColumnName("name");
        bookmark.Property(b => b.CorrelationId).HasColumnName("correlation_id");
        bookmark.HasIndex(b => new { b.Name, b.CorrelationId });
        bookmark.HasIndex(b => b.InstanceId);
    }
}

internal sealed class TimerConfiguration : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> timer)
    {
        timer.ToTable("minuteries");
        timer.HasKey(t => t.Id);
        timer.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
        timer.Property(t => t.InstanceId).HasColumnName("instance_id");
        timer.Property(t => t.Execution).HasColumnName("execution");
        timer.Property(t => t.Due).HasColumnName("due");
        timer.Property(t => t.Attempts).HasColumnName("attempts");
        timer.HasIndex(t => new { t.Due, t.Id });
        timer.HasIndex(t => t.InstanceId);
    }
}

internal sealed class HumanTaskConfiguration : IEntityTypeConfiguration<HumanTask>
{
    public void Configure(EntityTypeBuilder<HumanTask> task)
    {
        task.ToTable("taches_humaines");
        task.HasKey(t => t.Key);
        task.Property(t => t.Key).HasColumnName("key");
        task.Property(t => t.Name).HasColumnName("name");
        task.Property(t => t.CorrelationId).HasColumnName("correlation_id");
        task.Property(t => t.Candidates).HasColumnName("candidates").AsJson();
        task.Property(t => t.InstanceId).HasColumnName("instance_id");
        task.Property(t => t.OpenedAt).HasColumnName("opened_at");
        task.Property(t => t.ClosedAt).HasColumnName("closed_at");
        task.Property(t => t.DueOn).HasColumnName("due_on");
        task.Property(t => t.State).HasColumnName("state");
        task.Property(t => t.Issued).HasColumnName("issued");
        task.Property(t => t.NextRungOn).HasColumnName("next_rung_on");
        task.Property<List<Rung>>("_rungs").HasColumnName("rungs").AsJson();
        task.Ignore(t => t.Rungs);
        task.HasIndex(t => t.NextRungOn);
        task.HasIndex(t => new { t.State, t.DueOn });
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
        incident.Property(i => i.Code).HasColumnName("code");
        incident.Property(i => i.Message).HasColumnName("message");
        incident.Property(i => i.At).HasColumnName("at");
        incident.Property(i => i.ClosedAt).HasColumnName("closed_at");
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
        line.Property(l => l.At).HasColumnName("at");
        line.Property(l => l.ActivityId).HasColumnName("activity_id");
        line.Property(l => l.Event).HasColumnName("event");
        line.Property(l => l.Message).HasColumnName("message");
        line.HasIndex(l => new { l.InstanceId, l.Number });
    }
}
