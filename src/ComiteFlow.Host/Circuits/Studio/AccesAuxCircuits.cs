using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>Who reads workflows and who writes them; decided before a call's content is even looked at.</summary>
internal static class AccesAuxCircuits
{
    public const string Lecture = "circuits.lecture";
    public const string Ecriture = "circuits.ecriture";

    private static readonly string[] Readers = [Roles.Coordinator, Roles.Admin, Roles.DecisionMaker, Roles.Auditor];

    public static bool PeutLire(Actor actor) => Readers.Contains(actor.Role) && Droits.Allows(actor, "view");

    public static bool PeutEcrire(Actor actor) => Droits.Allows(actor, "editCircuit");

    public static AuthorizationBuilder AddCircuits(this AuthorizationBuilder builder) => builder
        .AddPolicy(Lecture, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => ActorClaims.Read(context.User) is { } actor && PeutLire(actor)))
        .AddPolicy(Ecriture, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => ActorClaims.Read(context.User) is { } actor && PeutEcrire(actor)));
}
