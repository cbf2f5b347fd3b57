using Xunit.Abstractions;
using Xunit.Sdk;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>A test of the contract that each database keeps: it runs in each subclass, and is skipped where the server of that one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ComiteFlow.IntegrationTests.Moteur.DecouverteDuContrat", "ComiteFlow.IntegrationTests")]
public sealed class ContratFactAttribute : FactAttribute;

/// <summary>Finds the tests of the contract.</summary>
public sealed class DecouverteDuContrat(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new CasDuContrat(messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>One test of the contract on one database.</summary>
public sealed class CasDuContrat : XunitTestCase
{
    /// <summary>For the runner, which builds it anew.</summary>
    [Obsolete("Called by the runner.")]
    public CasDuContrat()
    {
    }

    public CasDuContrat(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        (TestMethod.TestClass.Class.Name.EndsWith(nameof(ContratSurPostgresTests), StringComparison.Ordinal) ? Outils.ReasonToSkip(["postgres"]) : null)!;
}
