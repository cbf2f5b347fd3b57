namespace ComiteFlow.Tests.Modeles;

/// <summary>What people could type, or paste, to become more than text: each seed alone, within a sentence, and in a paragraph and a link of its own.</summary>
internal static class Injections
{
    private static readonly string[] Seeds =
    [
        // HTML
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></div><h1>Titre</h1>", "<a href=\"https://ailleurs.example/\">lire</a>", "<b>gras", "<!-- -->", "<![CDATA[x]]>",
        "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt;&amp;&#60;script&#62;", "&#x3C;i&#x3E;", "<style>*{display:none}</style>", "<meta http-equiv=refresh content=0>", "<base href=//ailleurs.example/>",
        // Liquid
        "{{ service.boite }}", "{% if x %}{% endif %}", "{% include 'pied-courriel' %}", "{{ 'x' | depose: 1 }}", "{%- raw -%}", "}}{{", "%}{%", "{{", "{{{x}}}",
        // Markdown
        "# Titre", "## Titre ##", "Titre\n===", "Titre\n---", "---", "***", "- liste", "* liste", "1. liste", "1) liste", "> citation", "    code", "```\ncode\n```", "~~~", "`code`",
        "**gras**", "__gras__", "*x* _y_ ~~z~~", "****", "**", "_", "[lire](https://ailleurs.example/)", "![image](https://ailleurs.example/a.png)", "[x]: https://ailleurs.example/", "[x][x]",
        "<https://ailleurs.example/>", "https://ailleurs.example/", "www.ailleurs.example", "a@ailleurs.example", "a | b | c", "| a |\n| --- |\n| b |", "|", "::: signatures", ":::", "::: mention\nx\n:::",
        "\\", "\\\\", "\\[x\\](https://ailleurs.example/)", "x\\", "](https://ailleurs.example/)", "**](https://ailleurs.example/)**", "[^1]", "[ ] tâche", "&nbsp;&copy;&#0;", "x  \ny",
        // Lines and headers
        "x\r\nBcc: a@ailleurs.example", "x\nSubject: y", "x\r\n\r\n<html>", "x\n.\nQUIT", "x\u2028y\u2029z", "x\u0085y", "x\vy\fz", "=?utf-8?q?x=0D=0ABcc:_a?=", "x\tDate: y", "x\0y",
        // Signs that hide or turn
        "x\u202Etxt.exe", "\u2066x\u2069", "x\u200By\u200D\uFEFF", "\u00ADx", "x\u0007\u001B[31m", "x\uD800y", "\uE000x", "\u0430\u0435", "x\u0301\u0301\u0301", "\U0001F600",
        // Addresses
        "javascript:alert(1)", "data:text/html,x", "//ailleurs.example/", "@ailleurs.example/", "../../a-faire?x=1#y", "%0d%0aLocation:%20x", "http://[::1]/", "/a b\"c", "\\\\ailleurs.example\\x", ":80@ailleurs.example",
        // Formulas, names, lengths
        "=1+1", "+cmd|' /C calc'!A0", "O’Brien & fils", "«x»", "x;y:z!?", new string('a', 400), "${x} #{x} %s %n", "../../../../etc/passwd", "'; DROP TABLE faits; --",
    ];

    /// <summary>More than three hundred.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Seeds, .. Seeds.Select(seed => $"Anne {seed} Martin"), .. Seeds.Select(seed => $"x\n\n{seed}\n\n[y]({seed})")];
}
