namespace ComiteFlow.Host.Modeles;

/// <summary>Whole numbers and amounts in French words, as acts write them.</summary>
internal static class NombreEnLettres
{
    private static readonly string[] Small =
    [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
        "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];

    private static readonly string[] Tens = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

    public static string Write(long number)
    {
        if (number < 0) return "moins " + Write(-number);
        if (number == 0) return Small[0];

        var words = new List<string>();
        Scale(words, number / 1_000_000_000, "milliard");
        Scale(words, number / 1_000_000 % 1000, "million");
        var thousands = number / 1000 % 1000;
        if (thousands == 1) words.Add("mille");
        else if (thousands > 1) words.Add(Hundreds((int)thousands, last: false) + " mille");
        if (number % 1000 > 0) words.Add(Hundreds((int)(number % 1000), last: true));
        return string.Join(' ', words);
    }

    /// <summary>An amount in cents: « deux mille euros », « trois millions d’euros », « un euro et cinq centimes ».</summary>
    public static string Euros(long cents)
    {
        if (cents < 0) return "moins " + Euros(-cents);

        var (euros, rest) = (cents / 100, cents % 100);
        var centimes = rest == 0 ? "" : Write(rest) + (rest == 1 ? " centime" : " centimes");
        if (euros == 0 && rest > 0) return centimes;

        var link = euros >= 1_000_000 && euros % 1_000_000 == 0 ? " d’" : " ";
        var whole = Write(euros) + link + (euros < 2 ? "euro" : "euros");
        return rest == 0 ? whole : $"{whole} et {centimes}";
    }

    private static void Scale(List<string> words, long count, string name)
    {
        if (count > 999) throw new ArgumentOutOfRangeException(nameof(count), "Number beyond 999 milliards.");
        if (count > 0) words.Add($"{Hundreds((int)count, last: true)} {name}{(count > 1 ? "s" : "")}");
    }

    /// <param name="last">No « mille » follows: cents and vingts take their plural.</param>
    private static string Hundreds(int number, bool last)
    {
        var (hundreds, rest) = (number / 100, number % 100);
        if (hundreds == 0) return UnderHundred(rest, last);

        var head = hundreds == 1 ? "cent" : Small[hundreds] + " cent" + (rest == 0 && last ? "s" : "");
        return rest == 0 ? head : $"{head} {UnderHundred(rest, last)}";
    }

    private static string UnderHundred(int number, bool last)
    {
        if (number < 20) return Small[number];

        var ten = number / 10;
        // 70 and 90 count on from 60 and 80: soixante-dix, quatre-vingt-onze.
        var unit = ten is 7 or 9 ? number % 10 + 10 : number % 10;
        if (unit == 0) return Tens[ten] + (ten == 8 && last ? "s" : "");
        return unit is 1 or 11 && ten < 8 ? $"{Tens[ten]} et {Small[unit]}" : $"{Tens[ten]}-{Small[unit]}";
    }
}
