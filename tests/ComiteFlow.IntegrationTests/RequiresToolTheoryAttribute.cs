namespace ComiteFlow.IntegrationTests;

/// <summary>As <see cref="RequiresToolFactAttribute"/>, for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresToolTheoryAttribute : TheoryAttribute
{
    public RequiresToolTheoryAttribute(params string[] tools)
    {
        Tools = tools;
        Skip = Outils.ReasonToSkip(tools);
    }

    public IReadOnlyList<string> Tools { get; }
}
