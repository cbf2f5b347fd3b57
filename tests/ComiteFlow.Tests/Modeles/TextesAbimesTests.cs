using ComiteFlow.Host.Modeles;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Tests.Modeles;

/// <summary>Shipped texts with pieces taken out, doubled or replaced by hostile ones: each is read to the end, and what is wrong is told in sentences.</summary>
public sealed class TextesAbimesTests
{
    private const int Turns = 12;

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "-%}", "{% if x %}", "{% else %}", "{% endif %}", "{% endfor -%}", "{% elsif %}", "{% for x in y %}", "{% for x in 1..9999999 %}", "{% include 'lien-action' %}",
        "{% include lien %}", "{% include '../x' %}", "{% raw %}", "{% capture a %}", "{% cycle 1, 2 %}", "{{ x.y.z | euros | de }}", "{{ 'x' | pluriel: 'a' }}", "{{ forloop.first }}", "{{ service }}", "{{ pourquoi }}",
        "{{ pourquoi.size }}", "{{ x[0] }}", "{{ \"x\" }}", "{{ | }}", "{{ x | }}", "---\n", "objet: x\n", "::: signatures\n", ":::\n", "| a |\n| --- |\n", "```\n", "> ", "- - - - ", "[x](y)", "![x](y)", "<b>", "\u202E", "\0", "'", "|", ":",
    ];

    private static readonly DossierDeModeles Livres = new(Depot.Templates);

    private static readonly ControleDeModele Controle = new(
        new ModelesDuSite(Livres), new EpreuveDeModele(Livres, Depot.Store, new DocxWriter(Livres)), Depot.Store, new ServiceCollection().BuildServiceProvider());

    public static TheoryData<string> Names() => [.. Livres.Noms().Where(name => !NomDeModele.EstPartiel(name)), "partiels/pieces-manquantes", "partiels/cle-chorus", "partiels/bloc-signatures"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Controler_ADamagedText_TellsWhatIsWrongAndNeverFails(string name)
    {
        var text = Livres.Read(NomDeModele.Chemin(name))!;
        var dice = (uint)name.Sum(sign => sign);
        for (var turn = 0; turn < Turns; turn++)
        {
            var damaged = text;
            for (var piece = 0; piece <= turn % 3; piece++)
            {
                damaged = Damage(damaged, ref dice);
            }

            var found = Controle.Controler(name, damaged);

            Assert.All(found, remark => Assert.Matches(@"[.»!?)]$", remark.Phrase.TrimEnd()));
        }
    }

    private static string Damage(string text, ref uint dice)
    {
        if (text.Length == 0)
            return Pieces[0];
        var at = (int)(Roll(ref dice) % (uint)text.Length);
        var piece = Pieces[Roll(ref dice) % (uint)Pieces.Length];
        var length = Math.Min((int)(Roll(ref dice) % 40), text.Length - at);
        return (Roll(ref dice) % 3) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, piece),
            _ => text.Remove(at, length).Insert(at, piece + piece),
        };
    }

    /// <summary>The same row of numbers each time.</summary>
    private static uint Roll(ref uint dice) => dice = unchecked((dice * 1664525) + 1013904223) ^ (dice >> 5);
}
