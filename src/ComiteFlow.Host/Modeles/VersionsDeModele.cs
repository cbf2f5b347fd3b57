using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Modeles;

/// <summary>The rows of templates that this site wrote, and what each host takes from them.</summary>
internal sealed class VersionsDeModele(ComiteFlowDb db, ModelesDuSite site, EpreuveDeModele epreuve)
{
    /// <summary>The state of a template, for whoever reads it.</summary>
    /// <exception cref="BrokenRuleException">No such template ships.</exception>
    public async Task<EtatDeModele> LireAsync(string name, CancellationToken ct)
    {
        var shipped = (site.Livres.Noms().Contains(name) ? site.TexteLivre(name) : null)
            ?? throw RefusDeModele.De("unknownReference", $"Le modèle « {Saisies.Citer(name)} » n’existe pas : choisissez-en un dans la liste des modèles.");
        return new EtatDeModele(name, shipped, await db.Set<VersionDeModeleRow>().Where(v => v.Name == name).OrderBy(v => v.Version).ToListAsync(ct));
    }

    /// <summary>The same, for an act: until its transaction ends nobody else writes this template.</summary>
    public async Task<EtatDeModele> PrendreAsync(string name, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 9))", ct);
        return await LireAsync(name, ct);
    }

    /// <summary>States of all templates, in order of their names.</summary>
    public async Task<IReadOnlyList<EtatDeModele>> ToutesAsync(CancellationToken ct)
    {
        var rows = (await db.Set<VersionDeModeleRow>().AsNoTracking().Where(v => !v.Name.StartsWith(ModelesAuDemarrage.Prefixe)).OrderBy(v => v.Version).ToListAsync(ct)).ToLookup(row => row.Name);
        return [.. site.Livres.Noms().Select(name => new EtatDeModele(name, site.TexteLivre(name)!, [.. rows[name]]))];
    }

    /// <summary>All published versions.</summary>
    public async Task<List<VersionPubliee>> PublieesAsync(CancellationToken ct) =>
        await db.Set<VersionDeModeleRow>().AsNoTracking().Where(v => v.PublishedAt != null).Select(v => new VersionPubliee(v.Name, v.Version, v.Text, v.ShippedHash)).ToListAsync(ct);

    /// <summary>The shipped text of a hash, where one was kept: what a version of the site was written from.</summary>
    public async Task<string?> LivreDeAsync(string name, string hash, CancellationToken ct) => await db.Set<VersionDeModeleRow>().AsNoTracking()
        .Where(v => v.Name == ModelesAuDemarrage.Prefixe + name && v.ShippedHash == hash).Select(v => v.Text).FirstOrDefaultAsync(ct);

    /// <summary>This host takes what is published.</summary>
    public async Task ChargerAsync(CancellationToken ct) => site.Poser(await PublieesAsync(ct), epreuve);

    /// <summary>On a database that several hosts share, looks whether another one published since; a file has one host, which knows.</summary>
    public async Task SuivreAsync(CancellationToken ct)
    {
        if (db.Database.IsNpgsql() && await db.Set<VersionDeModeleRow>().CountAsync(v => v.PublishedAt != null, ct) is var count && count != site.Connues)
            await ChargerAsync(ct);
    }
}

/// <summary>A template with what this site wrote of it.</summary>
/// <param name="Livre">The text that ships.</param>
/// <param name="Rows">Oldest first.</param>
internal sealed record EtatDeModele(string Nom, string Livre, IReadOnlyList<VersionDeModeleRow> Rows)
{
    public string EmpreinteLivree { get; } = ModelesLus.Empreinte(Livre);

    public VersionDeModeleRow? Publiee => Rows.LastOrDefault(row => row.PublishedAt is not null);

    /// <summary>Null when nobody is writing.</summary>
    public VersionDeModeleRow? Brouillon => Rows.Count > 0 && Rows[^1].PublishedAt is null ? Rows[^1] : null;

    /// <summary>Persons who wrote in the draft.</summary>
    public IEnumerable<string> Auteurs => Rows.Reverse().TakeWhile(row => row.PublishedAt is null).Select(row => row.WrittenBy).Distinct();

    /// <summary>True when the site says it otherwise than the product.</summary>
    public bool EstAdapte => Publiee is { } row && ModelesLus.Empreinte(row.Text) != row.ShippedHash;

    /// <summary>True when the product ships another text than the one that the site's version comes from.</summary>
    public bool MiseAJourProposee => EstAdapte && Publiee!.ShippedHash != EmpreinteLivree && Publiee.Text != Livre;

    /// <summary>The text that mails and documents are made from, as far as it holds together.</summary>
    public string EnVigueur => EstAdapte ? Publiee!.Text : Livre;

    /// <summary>The text to go on writing.</summary>
    public string Courant => Brouillon?.Text ?? EnVigueur;

    /// <summary>What a writing builds on: another one in between changes it.</summary>
    public string Base => Rows.Count == 0 ? $"0.{EmpreinteLivree[..16]}" : $"{Rows[^1].Version}.{ModelesLus.Empreinte(Rows[^1].Text)[..16]}";
}

/// <summary>Why a template is not kept or not published: what, why, how to repair.</summary>
internal static class RefusDeModele
{
    public static BrokenRuleException De(string code, params IReadOnlyList<string> sentences) => Circuits.RefusDeCircuit.De(code, sentences);

    public static BrokenRuleException Depasse(VersionDeModeleRow row, Actor actor) => De(
        "outdated",
        $"Ce modèle a été changé entre-temps par {(row.WrittenBy == actor.Person ? "vous-même, dans une autre fenêtre" : Fonctions.NomDe(row.PublishedBy ?? row.WrittenBy))}, le {Formats.InstantCourt(row.PublishedAt ?? row.WrittenAt)} : votre texte n’est pas enregistré et rien n’a été écrasé. Gardez-en une copie, rechargez la page, puis refaites votre changement.");
}
