using System.Security.Cryptography;
using ComiteFlow.Domain;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>Where a rehearsal stands.</summary>
internal enum EtatDeRepetition
{
    EnAttente,
    EnCours,
    Terminee,
    Annulee,

    /// <summary>It could not be ended; the reason says why.</summary>
    Arretee,
}

/// <summary>One rehearsal: what was asked, how far it is, what came out. It lives in memory only.</summary>
internal sealed class RepetitionLancee(MatiereDeRepetition matiere) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _fin = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Name in addresses; nobody guesses it.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(20, lowercase: true);

    public MatiereDeRepetition Matiere => matiere;

    public EtatDeRepetition Etat { get; set; }

    /// <summary>Why it ended without a result, one sentence each.</summary>
    public IReadOnlyList<string> Raisons { get; set; } = [];

    public ResultatDeRepetition? Resultat { get; set; }

    /// <summary>Technical time of its end, in milliseconds of the process.</summary>
    public long FinieA { get; set; } = long.MaxValue;

    public PassageDeRepetition? EnTrain { get; set; }

    /// <summary>Which of its runs is under way, from 0.</summary>
    public int Passe { get; set; }

    public int Passes => matiere.Publie is null ? 1 : 2;

    public bool EstFinie => Etat is EtatDeRepetition.Terminee or EtatDeRepetition.Annulee or EtatDeRepetition.Arretee;

    public CancellationToken Arret => _stop.Token;

    /// <summary>Comes true when it is over, however it ends.</summary>
    public Task Fin => _fin.Task;

    /// <summary>Tells who waits for the end.</summary>
    public void Finir() => _fin.TrySetResult();

    /// <summary>Part of the period that is lived, of 100.</summary>
    public int Avancement
    {
        get
        {
            var days = Math.Max(1, matiere.Demande.Au.DayNumber - matiere.Demande.Du.DayNumber + 1);
            var lived = EnTrain is { } run ? Math.Clamp(run.Jour.DayNumber - matiere.Demande.Du.DayNumber, 0, days) : 0;
            return EstFinie ? 100 : ((Passe * days) + lived) * 100 / (Passes * days);
        }
    }

    public void Annuler() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}

/// <summary>The rehearsals of this host: a few at once in the background, each bounded in time and size, forgotten after a day and at a stop.</summary>
internal sealed partial class Repetitions(CadreDeRepetition cadre, IHostApplicationLifetime life, ILogger<Repetitions> logger) : IDisposable
{
    public const int EnMemeTemps = 2, EnAttenteMax = 4, GardeesMax = 20;

    /// <summary>Largest database that a rehearsal may fill.</summary>
    private const long OctetsMax = 200_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Surveillance = TimeSpan.FromMilliseconds(100), Garde = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _places = new(EnMemeTemps, EnMemeTemps);
    private readonly Dictionary<string, RepetitionLancee> _all = [];
    private readonly Lock _lock = new();

    /// <exception cref="BrokenRuleException">Too many wait already.</exception>
    public RepetitionLancee Lancer(MatiereDeRepetition matiere)
    {
        var repetition = new RepetitionLancee(matiere);
        lock (_lock)
        {
            Oublier();
            if (_all.Values.Count(one => !one.EstFinie) >= EnMemeTemps + EnAttenteMax)
                throw DemandeDeRepetition.Refus("Trop de répétitions attendent déjà : laissez-en finir une, ou annulez-la, puis recommencez.");
            _all.Add(repetition.Id, repetition);
        }

        _ = Task.Run(() => VivreAsync(repetition));
        return repetition;
    }

    public RepetitionLancee? Trouver(string circuit, string id)
    {
        lock (_lock)
        {
            Oublier();
            return _all.TryGetValue(id, out var found) && found.Matiere.Demande.Circuit == circuit ? found : null;
        }
    }

    /// <summary>The rehearsals of a workflow, newest last.</summary>
    public IReadOnlyList<RepetitionLancee> De(string circuit)
    {
        lock (_lock)
        {
            Oublier();
            return [.. _all.Values.Where(one => one.Matiere.Demande.Circuit == circuit)];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var one in _all.Values)
            {
                one.Annuler();
            }
        }
    }

    /// <summary>Drops those of yesterday, and the oldest when there are too many.</summary>
    private void Oublier()
    {
        var now = Environment.TickCount64;
        var done = _all.Values.Where(one => one.EstFinie).OrderBy(one => one.FinieA).ToList();
        foreach (var old in done.Where((one, rank) => now - one.FinieA > Garde.TotalMilliseconds || rank < done.Count - GardeesMax))
        {
            _all.Remove(old.Id);
            old.Dispose();
        }
    }

    private async Task VivreAsync(RepetitionLancee repetition)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(repetition.Arret, life.ApplicationStopping);
        var (end, reasons) = (EtatDeRepetition.Terminee, (IReadOnlyList<string>)[]);
        var hasPlace = false;
        try
        {
            await _places.WaitAsync(stop.Token);
            hasPlace = true;
            repetition.Etat = EtatDeRepetition.EnCours;
            stop.CancelAfter(Patience);
            await VivreAsync(repetition, stop);
        }
        catch (OperationCanceledException)
        {
            var isAsked = repetition.Arret.IsCancellationRequested;
            end = isAsked ? EtatDeRepetition.Annulee : EtatDeRepetition.Arretee;
            reasons =
            [
                isAsked ? "La répétition a été annulée." : $"La répétition a pris trop de temps ou de place : elle s’est arrêtée le {Jour(repetition)}. Raccourcissez la période, ou cherchez dans le circuit une boucle qui recommence sans cesse.",
            ];
        }
        catch (BrokenRuleException refusal)
        {
            (end, reasons) = (EtatDeRepetition.Arretee, RefusDeCircuit.Phrases(refusal));
        }
        catch (Exception error)
        {
            LogFailed(error, repetition.Matiere.Demande.Circuit);
            (end, reasons) = (EtatDeRepetition.Arretee, [$"La répétition s’est arrêtée le {Jour(repetition)} sur une erreur du service, consignée dans son journal. Rien n’a changé : ni dossier, ni courriel."]);
        }

        repetition.Raisons = reasons;
        (repetition.EnTrain, repetition.FinieA, repetition.Etat) = (null, Environment.TickCount64, end);
        if (hasPlace)
            _places.Release();
        repetition.Finir();
    }

    private async Task VivreAsync(RepetitionLancee repetition, CancellationTokenSource stop)
    {
        var matter = repetition.Matiere;
        var after = await PasserAsync(repetition, matter.Repete.Texte, stop);
        repetition.Passe = 1;
        var before = matter.Publie is { } published ? await PasserAsync(repetition, published.Texte, stop) : null;
        var days = cadre.Reglages.Politiques.Jours;
        repetition.Resultat = new ResultatDeRepetition(matter, after, before, ComparaisonDePassages.Comparer(after.Courriels, before?.Courriels, days), days);
    }

    private async Task<PassageLu> PasserAsync(RepetitionLancee repetition, string text, CancellationTokenSource stop)
    {
        var folder = Directory.CreateTempSubdirectory($"comiteflow-repetition-{repetition.Id}-");
        try
        {
            var run = new PassageDeRepetition(cadre, repetition.Matiere, folder);
            repetition.EnTrain = run;
            var living = Task.Run(() => run.RunAsync(text, stop.Token));
            while (await Task.WhenAny(living, Task.Delay(Surveillance, TimeProvider.System)) != living)
            {
                if (new FileInfo(run.Fichier) is { Exists: true, Length: > OctetsMax })
                    await stop.CancelAsync();
            }

            return await living;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Jour(RepetitionLancee repetition) => Mise.EnForme(repetition.EnTrain?.Jour ?? repetition.Matiere.Demande.Du);

    [LoggerMessage(Level = LogLevel.Error, Message = "A rehearsal of {Circuit} failed")]
    private partial void LogFailed(Exception error, string circuit);
}
