namespace ComiteFlow.Host.Modeles;

/// <summary>A template or its data are wrong; the message names the template and what is wrong, in French.</summary>
internal sealed class ModeleException(string modele, string message, Exception? inner = null)
    : Exception($"{modele} : {message}", inner)
{
    public string Modele { get; } = modele;
}
