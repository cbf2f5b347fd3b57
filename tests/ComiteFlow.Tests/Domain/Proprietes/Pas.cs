using FsCheck;
using FsCheck.Fluent;

namespace ComiteFlow.Tests.Domain.Proprietes;

/// <summary>What can be asked of a convention, the passing of time included.</summary>
internal enum Verbe
{
    Engager,
    Payer,
    Doter,
    TenirSeance,
    DeciderRevoyure,
    OuvrirTranche,
    DeciderSolde,
    DemanderAvenant,
    Signer,
    Avancer,
}

/// <summary>One step of a random life: what is asked, and the numbers from which its details are drawn when its turn comes.</summary>
internal sealed record Pas(Verbe Verbe, int Borne, int Rang, int Nombre)
{
    public const int ParVie = 60;

    private static readonly Gen<Verbe> Verbes = Gen.Frequency(
        (10, Gen.Constant(Verbe.Engager)),
        (9, Gen.Constant(Verbe.Payer)),
        (5, Gen.Constant(Verbe.Doter)),
        (2, Gen.Constant(Verbe.TenirSeance)),
        (4, Gen.Constant(Verbe.DeciderRevoyure)),
        (3, Gen.Constant(Verbe.OuvrirTranche)),
        (4, Gen.Constant(Verbe.DeciderSolde)),
        (2, Gen.Constant(Verbe.DemanderAvenant)),
        (3, Gen.Constant(Verbe.Signer)),
        (5, Gen.Constant(Verbe.Avancer)));

    private static readonly Gen<Pas> Un =
        from verbe in Verbes
        from borne in Gen.Choose(0, 11)
        from rang in Gen.Choose(0, 11)
        from nombre in Gen.Choose(1, 120_000)
        select new Pas(verbe, borne, rang, nombre);

    /// <summary>Lives of sixty steps; one that breaks a property is retold without the steps that it does not need.</summary>
    public static Arbitrary<Pas[]> Vies { get; } = Arb.From(Un.ArrayOf(ParVie), Raccourcir);

    private static IEnumerable<Pas[]> Raccourcir(Pas[] vie)
    {
        for (var longueur = vie.Length / 2; longueur > 0; longueur /= 2)
        {
            for (var debut = 0; debut + longueur <= vie.Length; debut += longueur)
                yield return [.. vie[..debut], .. vie[(debut + longueur)..]];
        }
    }
}
