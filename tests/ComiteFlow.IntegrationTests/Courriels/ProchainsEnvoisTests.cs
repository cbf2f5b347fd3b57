using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What the page of mails foretells of the next seven days is what is then written.</summary>
public sealed class ProchainsEnvoisTests : IDisposable
{
    private static readonly string[] Foretold = ["dossierPret", "comiteAPlanifier", "clotureGestion", "dialogueGestion", "echeance", "recapitulatif"];
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task NextDays_WeekByWeekOverTwoYears_BringWhatWasForetold()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("semaines.db")), new DateOnly(2020, 3, 24), services => services.AddSingleton(CourrielsDuSite.Tous));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        var met = new HashSet<string>();

        for (var day = new DateOnly(2020, 3, 27); day < new DateOnly(2022, 4, 8); day = day.AddDays(7))
        {
            await product.LiveUntilAsync(day);
            IReadOnlyList<EnvoiPrevu> foretold = [];
            await product.InTransactionAsync(async scope =>
            {
                var dossier = (await scope.GetRequiredService<IDossiers>().FindAsync("DIAGORIENTE-2020", default))!;
                foretold = scope.GetRequiredService<ProchainsEnvois>().Of([dossier], day, day.AddDays(7));
            });
            await product.LiveUntilAsync(day.AddDays(7));

            var written = (await product.InScopeAsync(db => db.Set<CourrielRow>().AsNoTracking().Where(mail => Foretold.Contains(mail.Template)).ToListAsync()))
                .Select(mail => (Le: HeureDeParis.Day(mail.CreatedAt), Modele: mail.Template)).Where(mail => mail.Le > day && mail.Le <= day.AddDays(7)).Distinct().Order().ToList();
            Assert.Equal(written, foretold.Select(one => (one.Le, one.Modele)).Distinct().Order());
            met.UnionWith(written.Select(mail => mail.Modele));
        }

        Assert.Equal(["comiteAPlanifier", "dossierPret", "echeance", "recapitulatif"], met.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
