namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>How much is tried: a bounded share of it by default, all of it in a long run.</summary>
internal static class Longueur
{
    public static bool EstEntiere { get; } = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1";

    /// <summary>Random steps in all.</summary>
    public static int Etapes { get; } = EstEntiere ? 100_000 : 2_400;

    public static int Graine { get; } = 20_211_127;
}
