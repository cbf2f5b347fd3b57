namespace ComiteFlow.Engine.Activities;

/// <summary>Computes the moments of cron expressions of five fields, or six with seconds; without a zone they are civil time of Paris.</summary>
public interface ICronCalendar
{
    /// <summary>What is wrong with an expression or its zone, in one French sentence; null when both can be used.</summary>
    string? Check(string cron, string? zone);

    /// <summary>The first moment after an instant, UTC; null when there is none.</summary>
    /// <param name="isWorkingDays">True when a moment on a day that is no working day is the same hour of the next one; moments that meet are one.</param>
    DateTimeOffset? Next(string cron, string? zone, DateTimeOffset after, bool isWorkingDays = false);
}
