using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>What a start makes of templates that are broken in the files.</summary>
public sealed class ModelesAuDemarrageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private BaseDeDonnees Database => new(null, _folder.Path("base.db"), IsThrowAway: true);

    [Fact]
    public async Task Start_ABrokenFileOnAnEmptyDatabase_IsRefusedWithFileAndLine()
    {
        await using var site = await SiteDeModeles.StartAsync(Database, Templates(("courriels/decision/modele.md", "{{ par }}", "{{ parQui }}")));

        Assert.StartsWith("templates/courriels/decision/modele.md, ligne 9 : la variable « parQui » manque", Assert.Single(site.Problems), StringComparison.Ordinal);
        Assert.True(await Preparation.HasNothingToRunAsync(site.Services, default));
    }

    [Fact]
    public async Task Start_AFileBrokenByAnUpdate_KeepsTheLastGoodTextAndTakesTheOtherChanges()
    {
        await StartOnceAsync();
        await using var site = await SiteDeModeles.StartAsync(
            Database, Templates(("courriels/decision/modele.md", "{{ par }}", "{{ parQui }}"), ("courriels/relance/modele.md", "Bonjour,", "Madame, Monsieur,")));

        Assert.StartsWith("templates/courriels/decision/modele.md, ligne 9 : ", Assert.Single(site.Problems), StringComparison.Ordinal);
        Assert.Contains("La dernière version valable reste en usage", site.Problems[0], StringComparison.Ordinal);
        Assert.False(await Preparation.HasNothingToRunAsync(site.Services, default));
        Assert.Contains("(la DGEFP)", site.Courriel("decision"), StringComparison.Ordinal);
        Assert.StartsWith("Madame, Monsieur,", site.Courriel("relance"), StringComparison.Ordinal);
        Assert.Equal(site.Problems, site.Modeles.Signales);
    }

    [Fact]
    public async Task Start_APartialBrokenByAnUpdate_IsTheOneThatIsRefused()
    {
        await StartOnceAsync();
        await using var site = await SiteDeModeles.StartAsync(Database, Templates(("partiels/lien-action.md", "Adresse de la page", "{% if lien %}Adresse de la page")));

        Assert.StartsWith("templates/partiels/lien-action.md, ligne 2 : « {% if lien %} » n’est pas fermé", Assert.Single(site.Problems), StringComparison.Ordinal);
        Assert.Contains("Adresse de la page :", site.Courriel("decision"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ATextThatNoFormCanShow_IsRefusedWithItsLineAndTheLastGoodOneStays()
    {
        await StartOnceAsync();
        await using var site = await SiteDeModeles.StartAsync(
            Database, Templates(("courriels/decision/modele.md", "Bonjour,", "> citation"), ("partiels/pied-courriel.md", "---", "::: inconnu\n{{ service.boite }}\n:::\n\n---")));

        Assert.Equal(
            ["templates/courriels/decision/modele.md, ligne 7 : le texte contient une citation", "templates/partiels/pied-courriel.md, ligne 1 : le cadre « inconnu » n’existe pas"],
            site.Problems.Select(problem => problem[..problem.IndexOfAny(['(', '.'], problem.IndexOf(" : ", StringComparison.Ordinal))].TrimEnd()).Order(StringComparer.Ordinal));
        Assert.StartsWith("Bonjour,", site.Courriel("decision"), StringComparison.Ordinal);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.DoesNotContain("citation", scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<VersionDeModeleRow>().Select(row => row.Text).ToList().Aggregate("", string.Concat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AFileThatIsGoodAgain_IsTaken()
    {
        await StartOnceAsync();
        await using (await SiteDeModeles.StartAsync(Database, Templates(("courriels/decision/modele.md", "{{ par }}", "{{ parQui }}"))))
        {
            // Refused, as the test above tells.
        }

        await using var site = await SiteDeModeles.StartAsync(Database, Templates(("courriels/decision/modele.md", "Bonjour,", "Madame, Monsieur,")));

        Assert.Empty(site.Problems);
        Assert.StartsWith("Madame, Monsieur,", site.Courriel("decision"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AVersionOfTheSite_IsUsedAgain()
    {
        var templates = Templates();
        await using (var site = await SiteDeModeles.StartAsync(Database, templates))
        {
            await site.PublierAsync("courriels/decision", "Bonjour,", "Madame, Monsieur,");
            Assert.StartsWith("Madame, Monsieur,", site.Courriel("decision"), StringComparison.Ordinal);
        }

        await using var again = await SiteDeModeles.StartAsync(Database, templates);

        Assert.StartsWith("Madame, Monsieur,", again.Courriel("decision"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AnUpdateOfAChangedText_IsProposedWithItsThreeStatesAndTheSitesTextStays()
    {
        var shipped = "";
        await using (var site = await SiteDeModeles.StartAsync(Database, Templates()))
        {
            shipped = (await site.LireAsync("courriels/decision")).Livre;
            await site.PublierAsync("courriels/decision", "Bonjour,", "Madame, Monsieur,");
        }

        await using var updated = await SiteDeModeles.StartAsync(Database, Templates(("courriels/decision/modele.md", "Bonjour,", "Bonjour à tous,"), ("courriels/relance/modele.md", "Bonjour,", "Bonjour à tous,")));

        var state = await updated.LireAsync("courriels/decision");
        Assert.True(state.MiseAJourProposee);
        Assert.Contains("Bonjour à tous,", state.Livre, StringComparison.Ordinal);
        Assert.StartsWith("Madame, Monsieur,", updated.Courriel("decision"), StringComparison.Ordinal);
        Assert.StartsWith("Bonjour à tous,", updated.Courriel("relance"), StringComparison.Ordinal);
        await using var scope = updated.Services.CreateAsyncScope();
        Assert.Equal(shipped, await scope.ServiceProvider.GetRequiredService<VersionsDeModele>().LivreDeAsync("courriels/decision", state.Publiee!.ShippedHash, default));
    }

    [Fact]
    public async Task Version_ThatWasPublished_KeepsTheReasonsOfBothPersons()
    {
        await using var site = await SiteDeModeles.StartAsync(Database, Templates());
        var state = await site.LireAsync("courriels/decision");
        await site.FaireAsync(SaveModele.Verbe, "personne-1", new SaveModele.Commande { Modele = state.Nom, Texte = state.Courant + "\nFin.\n", Base = state.Base, Motif = "Il manquait une fin." });
        await site.FaireAsync(PublishModele.Verbe, "personne-2", new PublishModele.Commande { Modele = state.Nom, Base = (await site.LireAsync(state.Nom)).Base, Motif = "Relu avec le bureau." });

        var version = Assert.Single((await site.LireAsync(state.Nom)).Rows);

        Assert.Equal(("Il manquait une fin.", "Relu avec le bureau."), (version.Reason, version.PublishedBecause));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task StartOnceAsync()
    {
        await using var site = await SiteDeModeles.StartAsync(Database, Templates());
        Assert.Empty(site.Problems);
    }

    /// <summary>What ships, with some texts changed.</summary>
    private string Templates(params (string File, string Before, string After)[] changes)
    {
        var root = _folder.Path("templates");
        foreach (var file in Directory.EnumerateFiles(Depot.Path("templates"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(Depot.Path("templates"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        foreach (var (file, before, after) in changes)
        {
            var text = File.ReadAllText(Path.Combine(root, file));
            Assert.Contains(before, text, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(root, file), text.Replace(before, after, StringComparison.Ordinal));
        }

        return root;
    }
}
