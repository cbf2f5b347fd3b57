using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.TachesHumaines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages of what is sent in Chromium, with all that they can show: mail that waits, is held back or was refused, reminders, a server that does not answer.</summary>
public sealed class EnvoisBrowserTests(EnvoisBrowserTests.Poste poste) : IClassFixture<EnvoisBrowserTests.Poste>
{
    [ChromiumTheory]
    [InlineData("coordinator")]
    public async Task Pages_WithAllThatTheyShow_AreAccessibleAndFit(string function) =>
        await LivedBrowserTests.VisitAsync(poste.Server, function, ["/envois", await poste.RefusedAsync(), await poste.RemindersAsync(), "/envois?fait=suspendMail", "/modeles/inventaire", "/courriels"]);

    /// <summary>A convention whose first mails were refused, on a day whose reminders are held back.</summary>
    public sealed class Poste : IAsyncLifetime
    {
        private static readonly DateOnly Day = new(2020, 4, 10);

        internal LivedServer Server { get; private set; } = null!;

        private DateTimeOffset Now => Server.Services.GetRequiredService<TimeProvider>().GetUtcNow();

        public async Task InitializeAsync()
        {
            Server = await LivedServer.StartAsync(new DateOnly(2020, 4, 7), services => services.AddSingleton<IMailTransport>(new Muet()));
            await DoAsync("import", new { document = "DIAGORIENTE-2020" });
            await DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
            await DoAsync("import", new { document = "EVA-2020" });

            await CircuitAvecTache.PublishAsync(Server.Services, CircuitAvecTache.Json("[{ on: '2020-04-10', repeatEvery: 7, to: ['delegataire'], details: { obligation: 'O-36' } }, { on: '2020-04-30', to: ['delegant'], kind: 'escalation', details: { obligation: 'O-36' } }]"));
            await CircuitAvecTache.StartAsync(Server.Services, "DIAGORIENTE-2020");
            await Server.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(7, 30)));
            await Server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(
                SuspendMail.Verbe, new Actor("coordinator", Roles.Coordinator, null, "demonstration", Now),
                new SuspendMail.Commande { Convention = "DIAGORIENTE-2020", Reason = "Les boîtes de la direction changent d’adresse cette semaine" }, default);
            await Server.MoveToAsync(HeureDeParis.At(Day, new TimeOnly(12, 0)));
            Server.Services.GetRequiredService<EtatDeMessagerie>().Fails("Le serveur smtp.example (port 587) ne répond pas : rien ne part pour l’instant, rien ne se perd.");
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();

        internal async Task<string> RefusedAsync()
        {
            await using var scope = Server.Services.CreateAsyncScope();
            var number = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().Where(mail => mail.Failure != null).MinAsync(mail => mail.Number);
            return $"/envois/{number}";
        }

        internal async Task<string> RemindersAsync()
        {
            await using var scope = Server.Services.CreateAsyncScope();
            var key = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<HumanTask>().Where(task => task.Key.StartsWith("avis/")).Select(task => task.Key).FirstAsync();
            return $"/envois/rappels?tache={key}";
        }

        private Task DoAsync(string verb, object keys)
        {
            var role = Verbes.Find(verb)!.DefaultRole;
            var actor = new Actor(role, role, null, "essai", Now);
            return Verbes.Find(verb)!.RunAsync(Server.Services.GetRequiredService<ExecutionDesActes>(), actor, JsonSerializer.SerializeToElement(keys), default);
        }
    }

    /// <summary>A mail server that knows no mailbox.</summary>
    private sealed class Muet : IMailTransport
    {
        public Task SendAsync(MimeMessage message, CancellationToken ct) => throw new MailRefusedException("La boîte n’existe pas (550 5.1.1 <inconnue> User unknown).");
    }
}
