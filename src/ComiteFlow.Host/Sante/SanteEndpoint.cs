using System.Reflection;

namespace ComiteFlow.Host.Sante;

/// <summary>What the host knows of its own health.</summary>
/// <param name="BaseJoignable">True when the database answers.</param>
/// <param name="ProchaineEcheance">When the next timer, rung or job falls due; null when nothing waits.</param>
internal sealed record EtatSante(bool BaseJoignable, DateTimeOffset? ProchaineEcheance)
{
    /// <summary>Steps of workflows that stopped and wait for a person.</summary>
    public int IncidentsOuverts { get; init; }

    /// <summary>Mails that were given up.</summary>
    public int CourrielsNonRemis { get; init; }

    /// <summary>Why no mail can leave; null while it can.</summary>
    public string? ProblemeDeMessagerie { get; init; }

    /// <summary>Why a correction of the directory has no effect; null when it has.</summary>
    public string? ProblemeDAnnuaire { get; init; }

    /// <summary>What keeps workflow files from being published, one line each.</summary>
    public IReadOnlyList<string> ProblemesDeCircuits { get; init; } = [];

    /// <summary>Template files that were refused and published templates that could not be followed, one line each.</summary>
    public IReadOnlyList<string> ProblemesDeModeles { get; init; } = [];
}

/// <summary>Reads the health of the host.</summary>
internal interface ILectureSante
{
    Task<EtatSante> ReadAsync(CancellationToken ct);
}

/// <summary><c>/sante</c>: version, database, next due work; open to probes without a session.</summary>
internal static class SanteEndpoint
{
    public const string Path = "/sante";

    public static void MapSante(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, AnswerAsync).AllowAnonymous();

    private static async Task<IResult> AnswerAsync(ILectureSante lecture, CancellationToken ct)
    {
        var health = await lecture.ReadAsync(ct);
        var version = typeof(SanteEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return Results.Json(
            new
            {
                version,
                baseJoignable = health.BaseJoignable,
                prochaineEcheance = health.ProchaineEcheance,
                incidentsOuverts = health.IncidentsOuverts,
                courrielsNonRemis = health.CourrielsNonRemis,
                messagerie = health.ProblemeDeMessagerie is null ? "ok" : "injoignable",
                annuaire = health.ProblemeDAnnuaire ?? "ok",
                problemesDeCircuits = health.ProblemesDeCircuits,
                problemesDeModeles = health.ProblemesDeModeles,
            },
            statusCode: health.BaseJoignable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
