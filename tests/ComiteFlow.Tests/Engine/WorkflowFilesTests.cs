using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Expressions;

namespace ComiteFlow.Tests.Engine;

/// <summary>The workflow files that ship may all be published.</summary>
public sealed class WorkflowFilesTests
{
    public static TheoryData<string> Files => new(Directory.GetFiles(Depot.Path("workflows"), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Check_AShippedFile_FindsNothing(string file)
    {
        var types = new[] { typeof(IActivity).Assembly, typeof(IOutbox).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false));
        var validator = new DefinitionValidator(new ActivityRegistry(types), new JintExpressions());

        Assert.Empty(validator.Check(DefinitionReader.Read(File.ReadAllText(Depot.Path("workflows", file)))).Select(problem => problem.ToString()));
    }
}
