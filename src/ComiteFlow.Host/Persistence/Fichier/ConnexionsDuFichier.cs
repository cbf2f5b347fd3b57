using System.Collections.Concurrent;

namespace ComiteFlow.Host.Persistence.Fichier;

/// <summary>The open connections to the embedded file; one belongs to one scope at a time.</summary>
internal sealed class ConnexionsDuFichier(string text, string settings) : IDisposable
{
    private readonly ConcurrentBag<ConnexionGardee> _idle = [];
    private bool _isDisposed;

    public ConnexionGardee Take() => _idle.TryTake(out var idle) ? idle : Open();

    /// <summary>A connection that a failure left in mid transaction is closed, which takes the transaction back.</summary>
    public void GiveBack(ConnexionGardee connection)
    {
        if (connection.IsIdle && !_isDisposed)
            _idle.Add(connection);
        else
            connection.Dispose();
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private ConnexionGardee Open()
    {
        var connection = new ConnexionGardee(text);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>The connection of one scope.</summary>
internal sealed class BailDeConnexion(ConnexionsDuFichier connexions) : IDisposable
{
    public ConnexionGardee Connexion { get; } = connexions.Take();

    public void Dispose() => connexions.GiveBack(Connexion);
}
