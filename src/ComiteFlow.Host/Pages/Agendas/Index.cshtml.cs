using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Agendas;

/// <summary>The private calendars of the person: an address for each, shown once when it is made.</summary>
internal sealed class IndexModel(LectureAgendas lecture, ActorAccessor actors, ExecutionDesActes execution, AdresseDuSite site) : PageFormulaire
{
    /// <summary>Calendar whose address is to be made anew.</summary>
    [BindProperty(Name = "renouveler")]
    public string? Renouveler { get; set; }

    /// <summary>Calendar whose address is to stop.</summary>
    [BindProperty(Name = "revoquer")]
    public string? Revoquer { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Faits { get; set; }

    public IReadOnlyList<(string Kind, DateTimeOffset? Since)> Agendas { get; private set; } = [];

    /// <summary>The calendar that has just got an address, and the address.</summary>
    public (string Kind, string Adresse)? Nouvelle { get; private set; }

    public static string Nom(string kind) => kind switch
    {
        GenreDAgenda.Personne => "Vos séances et vos échéances",
        GenreDAgenda.Portefeuille => "Séances de toutes les conventions",
        _ => $"Séances du programme {GenreDAgenda.ProgrammeDe(kind)!.TrimStart('0')}",
    };

    public static string Contenu(string kind) => kind switch
    {
        GenreDAgenda.Personne => "Les séances des comités, les rapports à transmettre, les signatures et les décisions attendues de votre fonction.",
        GenreDAgenda.Portefeuille => "Les séances de toutes les conventions que vous pouvez lire, sans les échéances de chacun.",
        _ => "Les séances des conventions imputées sur ce programme, parmi celles que vous pouvez lire.",
    };

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var secret = Revoquer is null ? SecretDAgenda.Tirer() : null;
        var answer = await TryAsync(async () =>
        {
            await execution.RunAsync(
                CalendarAddress.Verbe, actors.Required,
                new CalendarAddress.Commande { Kind = Revoquer ?? Renouveler ?? "", SecretHash = secret is null ? null : SecretDAgenda.Empreinte(secret) }, ct);
            return secret is null ? LocalRedirect("/agenda?fait=revoquer") : Page();
        });
        if (secret is not null && Refus is null)
            Nouvelle = (Renouveler!, site.Valeur + SecretDAgenda.Chemin(secret));
        await LoadAsync(ct);
        return answer;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Titre = "Agenda";
        Rubrique = "/agenda";
        Agendas = await lecture.OfAsync(actors.Required, ct);
    }
}
