using ComiteFlow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComiteFlow.Host.Persistence.Moteur;

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
        task.Property(t => t.ClosedBy).HasColumnName("closed_by");
        task.Property(t => t.DueOn).HasColumnName("due_on");
        task.Property(t => t.State).HasColumnName("state");
        task.Property(t => t.Revision).HasColumnName("revision").IsConcurrencyToken();
        task.Property(t => t.Issued).HasColumnName("issued");
        task.Property(t => t.NextRungOn).HasColumnName("next_rung_on");
        task.Property<List<Rung>>("_rungs").HasColumnName("rungs").AsJson();
        task.Property(t => t.LastReminder).HasColumnName("last_reminder").AsJson();
        task.Ignore(t => t.Rungs);
        task.Ignore(t => t.NextReminderOn);
        ConfigurePeople(task);
        task.HasIndex(t => t.NextRungOn);
        task.HasIndex(t => new { t.State, t.DueOn });
        task.HasIndex(t => t.InstanceId);
        task.HasIndex(t => t.CorrelationId);
        task.HasIndex(t => t.Assignee);
        task.HasIndex(t => t.DelegatedTo);
    }

    private static void ConfigurePeople(EntityTypeBuilder<HumanTask> task)
    {
        task.Property(t => t.Assignee).HasColumnName("assignee");
        task.Property(t => t.AssignedAt).HasColumnName("assigned_at");
        task.Property(t => t.DelegatedTo).HasColumnName("delegated_to");
        task.Property(t => t.DelegatedUntil).HasColumnName("delegated_until");
        task.Property(t => t.EscalatedOn).HasColumnName("escalated_on");
        task.Property(t => t.EscalatedTo).HasColumnName("escalated_to").AsJson();
        task.Property(t => t.Outcomes).HasColumnName("outcomes").AsJson();
        task.Property(t => t.Form).HasColumnName("form").AsJson();
        task.Property(t => t.Payload).HasColumnName("payload");
        task.Property(t => t.Outcome).HasColumnName("outcome");
        task.Property(t => t.Answers).HasColumnName("answers");
        task.Property<List<TaskEvent>>("_history").HasColumnName("history").AsJson();
        task.Ignore(t => t.History);
    }
}

internal sealed class TaskCandidateConfiguration : IEntityTypeConfiguration<TaskCandidate>
{
    public void Configure(EntityTypeBuilder<TaskCandidate> candidate)
    {
        candidate.ToTable("candidats");
        candidate.HasKey(c => new { c.TaskKey, c.Name });
        candidate.Property(c => c.TaskKey).HasColumnName("task_key");
        candidate.Property(c => c.Name).HasColumnName("name");
        candidate.HasIndex(c => c.Name);
    }
}

/// <summary>One who may take a task, in a row so that lists find it by an index.</summary>
internal sealed class TaskCandidate
{
    public string TaskKey { get; set; } = "";

    public string Name { get; set; } = "";
}
