using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>What the end of a budget year asks, when, and of whom.</summary>
public sealed class FinDeGestionAFaireTests
{
    private const string Annee = "/conventions/TRIPARTITE-2021/fin-de-gestion/2021";

    [Fact]
    public async Task AFaire_AlongTheYear_AsksTheDialogueThenTheBalanceOfWhoMay()
    {
        var year = new FinDeGestionPagesTests.EnVigueur();
        await year.InitializeAsync();
        try
        {
            var before = (Dialogue: await IsAskedAsync(year, "coordinator"), Balance: await IsAskedAsync(year, "decisionMaker"));
            await year.Portfolio.Server.MoveToAsync(HeureDeParis.At(new DateOnly(2021, 10, 13), new TimeOnly(9, 0)));
            var near = (Dialogue: await IsAskedAsync(year, "coordinator"), Balance: await IsAskedAsync(year, "decisionMaker"));
            await year.Portfolio.DoAsync("holdDialogue", new { convention = "TRIPARTITE-2021", year = 2021 });
            var held = await IsAskedAsync(year, "coordinator");
            await year.Portfolio.Server.MoveToAsync(HeureDeParis.At(new DateOnly(2021, 11, 30), new TimeOnly(9, 0)));
            var due = (Dialogue: await IsAskedAsync(year, "coordinator"), Balance: await IsAskedAsync(year, "decisionMaker"));
            foreach (var startup in new[] { "DORA", "REVA" })
            {
                await year.Portfolio.DoAsync(
                    "decideBalance", new { convention = "TRIPARTITE-2021", year = 2021, startup, carryAeCents = 100_000, carryCpCents = 100_000 }, Roles.DecisionMaker);
            }

            Assert.Equal(((false, false), (true, false), false, (false, true)), (before, near, held, due));
            Assert.False(await IsAskedAsync(year, "decisionMaker"));
        }
        finally
        {
            await year.DisposeAsync();
        }
    }

    private static async Task<bool> IsAskedAsync(FinDeGestionPagesTests.EnVigueur year, string function)
    {
        using var client = await year.Portfolio.SignInAsync(function);
        var page = await client.ReadAsync("/a-faire");
        return page.QuerySelectorAll(".cf-task a").Any(link => link.GetAttribute("href") == Annee);
    }
}
