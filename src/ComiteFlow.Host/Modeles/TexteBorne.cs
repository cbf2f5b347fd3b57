using System.Globalization;

namespace ComiteFlow.Host.Modeles;

/// <summary>Takes what a template writes, up to a length: a template that repeats itself without end is stopped before memory is.</summary>
internal sealed class TexteBorne(string modele, CultureInfo culture) : StringWriter(culture)
{
    private const int Limite = 1_000_000;

    public override void Write(char value)
    {
        Require(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Require(count);
        base.Write(buffer, index, count);
    }

    public override void Write(string? value)
    {
        Require(value?.Length ?? 0);
        base.Write(value);
    }

    private void Require(int more)
    {
        if (GetStringBuilder().Length + more > Limite)
            throw new ModeleException(modele, "le texte produit dépasse un million de signes : il n’est pas établi.");
    }
}
