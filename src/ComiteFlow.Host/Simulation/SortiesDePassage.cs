using System.Text;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Rapports;

namespace ComiteFlow.Host.Simulation;

/// <summary>What a run leaves only when it is asked: accounts, invitations, PDF files and explanations. Nothing of it is loaded otherwise.</summary>
internal sealed class SortiesDePassage(IServiceProvider services)
{
    public async Task WriteAsync(Arguments arguments, CancellationToken ct)
    {
        var (folder, pdf, explain) = (arguments.Option("out"), arguments.Option("pdf") is not null, arguments.Option("explain") is not null);
        if (folder is null && !explain)
            return;
        var dossiers = await DossiersAsync(ct);
        if (folder is not null)
        {
            await WriteReportsAsync(folder, dossiers.Values, ct);
            await WriteCalendarAsync(folder, dossiers.Values, ct);
        }

        if (folder is not null && pdf && await new ConversionPdf().BesideAsync(Documents(folder), ct) is { } notice)
            await Console.Error.WriteLineAsync(notice);
        if (explain)
            await ExplainAsync(folder, dossiers, ct);
    }

    private static List<string> Documents(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "documents"), "*.docx").Order(StringComparer.Ordinal)];

    private async Task<Dictionary<string, Dossier>> DossiersAsync(CancellationToken ct)
    {
        var store = services.GetRequiredService<IDossiers>();
        var dossiers = new Dictionary<string, Dossier>();
        foreach (var id in await store.IdsAsync(ct))
        {
            dossiers[id] = (await store.FindAsync(id, ct))!;
        }

        return dossiers;
    }

    private static async Task WriteReportsAsync(string folder, IEnumerable<Dossier> dossiers, CancellationToken ct)
    {
        var reports = Directory.CreateDirectory(Path.Combine(folder, "reports")).FullName;
        foreach (var feuille in dossiers.SelectMany(d => d.Rapports.Select(r => FeuilleDeCompte.Of(d, r))).OfType<FeuilleDeCompte>())
        {
            await File.WriteAllBytesAsync(Path.Combine(reports, feuille.Nom + ".xlsx"), FeuilleXlsx.Write(feuille), ct);
            await File.WriteAllBytesAsync(Path.Combine(reports, feuille.Nom + ".csv"), FeuilleCsv.Write(feuille), ct);
        }
    }

    private async Task WriteCalendarAsync(string folder, IEnumerable<Dossier> dossiers, CancellationToken ct)
    {
        var calendar = Directory.CreateDirectory(Path.Combine(folder, "calendar")).FullName;
        var invitations = new InvitationsDesComites(
            services.GetRequiredService<ComiteFlowDb>(), services.GetRequiredService<Annuaire>(), services.GetRequiredService<RedactionDAgenda>(),
            services.GetRequiredService<TimeProvider>());
        foreach (var dossier in dossiers)
        {
            foreach (var invitation in await invitations.OfAsync(dossier, ct))
            {
                await File.WriteAllBytesAsync(Path.Combine(calendar, invitation.Uid.Split('@')[0] + ".ics"), InvitationIcs.Write(invitation), ct);
            }
        }
    }

    private async Task ExplainAsync(string? folder, Dictionary<string, Dossier> dossiers, CancellationToken ct)
    {
        var lines = await new ExplicationsDePassage(services.GetRequiredService<ComiteFlowDb>(), dossiers).LinesAsync(ct);
        var text = string.Concat(lines.Select(line => line + "\n"));
        await Console.Error.WriteAsync(text);
        if (folder is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, "explications.txt"), text, new UTF8Encoding(false), ct);
    }
}
