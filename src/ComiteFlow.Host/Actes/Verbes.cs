using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Avenants;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Depenses;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Ecrans;
using ComiteFlow.Host.Gestion;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Obligations;
using ComiteFlow.Host.Rapports;
using ComiteFlow.Host.Resiliations;
using ComiteFlow.Host.Revoyures;
using ComiteFlow.Host.Signatures;
using ComiteFlow.Host.TachesHumaines;
using ComiteFlow.Host.Tranches;

namespace ComiteFlow.Host.Actes;

/// <summary>The verbs of FORMAT.md, and the acts that only a page has, with the use case behind each.</summary>
internal static class Verbes
{
    private static readonly Dictionary<string, Verbe> Table = new List<Verbe>
    {
        new Verbe<ImportDocument.Commande, ImportDocument>("import", Roles.Coordinator),
        new Verbe<SendForSignature.Commande, SendForSignature>("sendForSignature", Roles.Coordinator),
        new Verbe<SignDocument.Commande, SignDocument>("sign", Roles.Signatory),
        new Verbe<RefuseSignature.Commande, RefuseSignature>(RefuseSignature.Verbe, Roles.Signatory),
        new Verbe<AnswerChange.Commande, AnswerChange>(AnswerChange.Verbe, Roles.Coordinator),
        new Verbe<PublishDocument.Commande, PublishDocument>("publish", Roles.Coordinator),
        new Verbe<ConfirmCopy.Commande, ConfirmCopy>("confirmCopy", Roles.Coordinator),
        new Verbe<EstablishDocument.Commande, EstablishDocument>(EstablishDocument.Verbe, Roles.Coordinator),
        new Verbe<RemakePdf.Commande, RemakePdf>(RemakePdf.Verbe, Roles.Coordinator),
        new Verbe<RecordMilestone.Commande, RecordMilestone>("recordMilestone", Roles.Coordinator),
        new Verbe<ConfirmPlanning.Commande, ConfirmPlanning>("confirmPlanning", Roles.Coordinator),
        new Verbe<ResolveDoubt.Commande, ResolveDoubt>("resolveDoubt", Roles.Coordinator),
        new Verbe<ConfirmReprise.Commande, ConfirmReprise>("confirmReprise", Roles.Coordinator),
        new Verbe<SetChorusKey.Commande, SetChorusKey>("setChorusKey", Roles.BudgetOfficer),
        new Verbe<SetOption.Commande, SetOption>("setOption", Roles.Coordinator),
        new Verbe<ReleaseFunds.Commande, ReleaseFunds>("releaseFunds", Roles.DecisionMaker),
        new Verbe<SubmitStatusReport.Commande, SubmitStatusReport>("submitStatusReport", Roles.BudgetOfficer),
        new Verbe<WaiveStatusReport.Commande, WaiveStatusReport>("waiveStatusReport", Roles.DecisionMaker),
        new Verbe<SubmitExpenseReport.Commande, SubmitExpenseReport>("submitExpenseReport", Roles.BudgetOfficer),
        new Verbe<CorrectExpenseReport.Commande, CorrectExpenseReport>(CorrectExpenseReport.Verbe, Roles.BudgetOfficer),
        new Verbe<ProposeSlots.Commande, ProposeSlots>(ProposeSlots.Verbe, Roles.Coordinator),
        new Verbe<AnswerSlots.Commande, AnswerSlots>(AnswerSlots.Verbe, Roles.Signatory),
        new Verbe<KeepSlot.Commande, KeepSlot>(KeepSlot.Verbe, Roles.Coordinator),
        new Verbe<RescheduleCommittee.Commande, RescheduleCommittee>("rescheduleCommittee", Roles.Coordinator),
        new Verbe<ConveneDetails.Commande, ConveneDetails>(ConveneDetails.Verbe, Roles.Coordinator),
        new Verbe<HoldCommittee.Commande, HoldCommittee>("holdCommittee", Roles.Coordinator),
        new Verbe<DecideRevoyure.Commande, DecideRevoyure>("decideRevoyure", Roles.DecisionMaker),
        new Verbe<AnswerCondition.Commande, AnswerCondition>(AnswerCondition.Verbe, Roles.DecisionMaker),
        new Verbe<RequestAvenant.Commande, RequestAvenant>("requestAvenant", Roles.Coordinator),
        new Verbe<RecordExpense.Engagement, RecordExpense>("commit", Roles.BudgetOfficer),
        new Verbe<RequestTransfer.Commande, RequestTransfer>("requestTransfer", Roles.BudgetOfficer),
        new Verbe<ReportUnderConsumption.Commande, ReportUnderConsumption>(ReportUnderConsumption.Verbe, Roles.BudgetOfficer),
        new Verbe<RecordExpense.Paiement, RecordExpense>("pay", Roles.BudgetOfficer),
        new Verbe<HoldDialogue.Commande, HoldDialogue>("holdDialogue", Roles.Coordinator),
        new Verbe<DecideBalance.Commande, DecideBalance>("decideBalance", Roles.DecisionMaker),
        new Verbe<Terminate.Commande, Terminate>("terminate", Roles.Signatory),
        new Verbe<WithdrawTermination.Commande, WithdrawTermination>("withdrawTermination", Roles.Signatory),
        new Verbe<ViewScreen.Commande, ViewScreen>("view", Roles.Coordinator),
        new Verbe<RecordEvidence.Commande, RecordEvidence>(RecordEvidence.Verbe, Roles.Coordinator),
        new Verbe<WithdrawEvidence.Commande, WithdrawEvidence>(WithdrawEvidence.Verbe, Roles.Coordinator),
        new Verbe<DecideIncident.Commande, DecideIncident>(DecideIncident.Verbe, Roles.Coordinator),
        new Verbe<CancelFile.Commande, CancelFile>(CancelFile.Verbe, Roles.Coordinator),
        new Verbe<ActOnTask.Commande, ActOnTask>(ActOnTask.Verbe, Roles.Coordinator),
        new Verbe<SaveCircuit.Commande, SaveCircuit>(SaveCircuit.Verbe, Roles.Coordinator),
        new Verbe<RestoreCircuit.Commande, RestoreCircuit>(RestoreCircuit.Verbe, Roles.Coordinator),
        new Verbe<DeleteCircuit.Commande, DeleteCircuit>(DeleteCircuit.Verbe, Roles.Coordinator),
        new Verbe<PublishCircuit.Commande, PublishCircuit>(PublishCircuit.Verbe, Roles.Coordinator),
        new Verbe<RetractCircuit.Commande, RetractCircuit>(RetractCircuit.Verbe, Roles.Coordinator),
        new Verbe<MoveFile.Commande, MoveFile>(MoveFile.Verbe, Roles.Coordinator),
        new Verbe<SaveModele.Commande, SaveModele>(SaveModele.Verbe, Roles.Coordinator),
        new Verbe<PublishModele.Commande, PublishModele>(PublishModele.Verbe, Roles.Coordinator),
        new Verbe<StartCircuit.Commande, StartCircuit>(StartCircuit.Verbe, Roles.Coordinator),
        new Verbe<SuspendMail.Commande, SuspendMail>(SuspendMail.Verbe, Roles.Coordinator),
        new Verbe<ResendMail.Commande, ResendMail>(ResendMail.Verbe, Roles.Coordinator),
        new Verbe<StopReminders.Commande, StopReminders>(StopReminders.Verbe, Roles.Coordinator),
        new Verbe<RemindNow.Commande, RemindNow>(RemindNow.Verbe, Roles.Coordinator),
        new Verbe<CalendarAddress.Commande, CalendarAddress>(CalendarAddress.Verbe, Roles.Coordinator),
        new Verbe<ChooseDigest.Commande, ChooseDigest>(ChooseDigest.Verbe, Roles.Coordinator),
    }.ToDictionary(verbe => verbe.Name);

    public static Verbe? Find(string name) => Table.GetValueOrDefault(name);

    public static void Add(IServiceCollection services)
    {
        foreach (var verbe in Table.Values)
        {
            verbe.Register(services);
        }
    }

    /// <summary>One verb: its default role, and how its keys become an act.</summary>
    internal abstract class Verbe(string name, string defaultRole)
    {
        public string Name { get; } = name;

        public string DefaultRole { get; } = defaultRole;

        public abstract void Register(IServiceCollection services);

        /// <exception cref="Domain.BrokenRuleException">The act was refused.</exception>
        public abstract Task RunAsync(ExecutionDesActes execution, Actor actor, JsonElement keys, CancellationToken ct);
    }

    private sealed class Verbe<TCommande, TUseCase>(string name, string defaultRole) : Verbe(name, defaultRole)
        where TCommande : Commande
        where TUseCase : class, IUseCase<TCommande>
    {
        public override void Register(IServiceCollection services) => services.AddScoped<IUseCase<TCommande>, TUseCase>();

        public override Task RunAsync(ExecutionDesActes execution, Actor actor, JsonElement keys, CancellationToken ct) =>
            execution.RunAsync(Name, actor, () => ClesSaisies.Lire<TCommande>(keys), new ActeVise(Text(keys, "convention"), Text(keys, "document")), ct);

        private static string? Text(JsonElement keys, string name) =>
            keys.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
