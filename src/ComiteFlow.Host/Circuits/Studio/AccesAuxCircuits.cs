using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>Who reads workflows and who writes them; decided before a call's content is even looked at.</summary>
internal static class AccesAuxCircuits
{
    public const string Lecture = "circuits.lecture";
    public const string Ecriture = "circuits.ecriture";

    /// <summary>Who stops a file that runs.</summary>
    public const string Conduite = "circuits.conduite";

    public static bool PeutLire(Actor actor) => Droits.Allows(actor, LectureCircuits.Verbe);

    public static bool PeutEcrire(Actor actor) => Droits.Allows(actor, SaveCircuit.Verbe);

    public static bool PeutConduire(Actor actor) => Droits.Allows(actor, CancelFile.Verbe);

    public static AuthorizationBuilder AddCircuits(this AuthorizationBuilder builder) => builder
        .AddPolicy(Lecture, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => ActorClaims.Read(context.User) is { } actor && PeutLire(actor)))
        .AddPolicy(Ecriture, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => ActorClaims.Read(context.User) is { } actor && PeutEcrire(actor)))
        .AddPolicy(Conduite, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => ActorClaims.Read(context.User) is { } actor && PeutConduire(actor)));
}
