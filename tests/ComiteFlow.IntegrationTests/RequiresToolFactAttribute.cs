namespace ComiteFlow.IntegrationTests;

/// <summary>A test that needs programs of the machine. Without them it is skipped, or fails where nothing may be skipped (<c>COMITEFLOW_TESTS_SANS_SAUT=1</c>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresToolFactAttribute : FactAttribute
{
    /// <param name="tools">Among those of <see cref="Outils"/>: <c>postgres</c>, <c>chromium</c>, <c>libreoffice</c>…</param>
    public RequiresToolFactAttribute(params string[] tools)
    {
        Tools = tools;
        Skip = Outils.ReasonToSkip(tools);
    }

    public IReadOnlyList<string> Tools { get; }
}
