namespace ComiteFlow.Tests.Domain;

/// <summary>How often a random test tries: in full, or a fifteenth of it when a mutation run asks for less.</summary>
internal static class Essais
{
    private const string Allege = "COMITEFLOW_TESTS_ALLEGES";

    public static int Nombre(int plein) => Environment.GetEnvironmentVariable(Allege) is null ? plein : plein / 15;
}
