using System.Reflection;
using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The inventory of automatic mail against the code: nothing sends a mail that it does not tell.</summary>
public sealed class InventaireTests
{
    /// <summary>They send what the steps say that use them: convocations, mails on their day.</summary>
    private static readonly string[] Servants = [nameof(Convocations), "CourrielALEcheance"];

    private static readonly Type[] Types = [.. typeof(SendsMailAttribute).Assembly.GetTypes(), .. typeof(InventaireDesCourriels).Assembly.GetTypes()];

    private static IEnumerable<SendsMailAttribute> Declared => Types.SelectMany(type => type.GetCustomAttributes<SendsMailAttribute>());

    [Fact]
    public void WhoeverHoldsTheOutbox_SaysWhatItSends()
    {
        var silent = Types.Where(type => type.GetConstructors().Any(made => made.GetParameters().Any(one => one.ParameterType == typeof(IOutbox))))
            .Where(type => !type.GetCustomAttributes<SendsMailAttribute>().Any()).Select(type => type.Name).Except(Servants);

        Assert.Empty(silent);
    }

    [Fact]
    public void EveryTemplate_IsSentBySomething()
    {
        var folders = Directory.GetDirectories(Depot.Path("templates", "courriels")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

        // The one that holds joined reminders together is sent by none of them alone.
        Assert.Equal(folders.Except([RappelsReunis.Modele]), Declared.Select(mail => mail.Template).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryStepThatSends_NamesInputsThatItHas()
    {
        var wrong =
            from type in Types
            from mail in type.GetCustomAttributes<SendsMailAttribute>()
            where mail.Step is null && type.GetCustomAttribute<ActivityTypeAttribute>() is not null
            from input in mail.To.Concat(mail.Days).Append(mail.ChosenBy).OfType<string>()
            where type.GetCustomAttributes<ActivityInputAttribute>().All(known => known.Name != input)
            select $"{type.Name}.{input}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void WhatSendsAMail_SaysToWhom() =>
        Assert.All(Declared, mail => Assert.True(mail.Who is { Length: > 0 } || mail.To.Length > 0, mail.Template));
}
