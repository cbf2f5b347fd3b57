using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;

namespace ComiteFlow.Host.Modeles;

/// <summary>The tag <c>for</c>: a list that the data do not hold is an error, and all turns of a rendering are counted.</summary>
internal sealed partial class BoucleStricte : Block
{
    public const string Balise = "boucle";

    private readonly List<object> _body = [];
    private List<object>? _empty;
    private string _item = "";
    private string _list = "";
    private int? _line;

    public override void Initialize(string tagName, string markup, List<string> tokens)
    {
        var match = ItemInList().Match(markup);
        if (!match.Success) throw new SyntaxException("« for {0} » : « for nom in liste » est attendu", markup.Trim());

        _line = match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        _item = match.Groups[2].Value;
        _list = match.Groups[3].Value;
        base.Initialize(tagName, markup, tokens);
    }

    public override void UnknownTag(string tag, string markup, List<string> tokens)
    {
        if (tag == "else") NodeList = _empty = [];
        else base.UnknownTag(tag, markup, tokens);
    }

    public override void Render(Context context, TextWriter result)
    {
        var rendu = RenduEnCours.Of(context);
        var items = context[_list, false] is IEnumerable and not string and var list
            ? ((IEnumerable)list).Cast<object?>().ToList()
            : throw new ModeleException(rendu.Modele, $"la liste « {_list} » manque.", ligne: _line);
        if (items.Count == 0)
        {
            if (_empty is not null) RenderAll(_empty, context, result);
            return;
        }

        context.Stack(() =>
        {
            for (var i = 0; i < items.Count; i++)
            {
                rendu.CountTurn();
                context[_item] = items[i];
                context["forloop"] = new Hash { ["first"] = i == 0, ["last"] = i == items.Count - 1 };
                RenderAll(_body, context, result);
            }
        });
    }

    protected override void Parse(List<string> tokens)
    {
        NodeList = _body;
        base.Parse(tokens);
    }

    [GeneratedRegex(@"^\s*(?:(\d+)\s+)?([A-Za-z]\w*)\s+in\s+([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*$")]
    private static partial Regex ItemInList();
}
