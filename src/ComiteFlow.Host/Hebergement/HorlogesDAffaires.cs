using System.Globalization;

namespace ComiteFlow.Host.Hebergement;

/// <summary>Business time of the demonstration: it goes on from a day of the past, and its driver may move it forward.</summary>
internal sealed class HorlogeDeDemonstration : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _offset;
    private DateTimeOffset? _held;

    public HorlogeDeDemonstration(DateTimeOffset start) => _offset = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _held ?? System.GetUtcNow() + _offset;
        }
    }

    /// <summary>Holds the clock at an instant, until it is let go from there.</summary>
    public void HoldAt(DateTimeOffset instant)
    {
        lock (_lock)
        {
            _held = instant;
        }
    }

    public void LetGo()
    {
        lock (_lock)
        {
            if (_held is { } held)
                _offset = held - System.GetUtcNow();
            _held = null;
        }
    }
}

/// <summary>The stepped clock: business time is what a file says; a driver outside moves it.</summary>
internal sealed class HorlogeDeFichier(string file) : TimeProvider
{
    private DateTimeOffset _now = Read(file);

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Reads the file again; true when the time has moved.</summary>
    public bool Refresh()
    {
        var read = Read(file);
        if (read <= _now)
            return false;
        _now = read;
        return true;
    }

    /// <summary>Tells the driver that everything due at this time is done, and when the next thing falls due.</summary>
    public void Report(DateTimeOffset done, DateTimeOffset? next)
    {
        var text = $"{done.ToString("O", CultureInfo.InvariantCulture)}|{next?.ToString("O", CultureInfo.InvariantCulture)}";
        File.WriteAllText(file + ".etat.tmp", text);
        File.Move(file + ".etat.tmp", file + ".etat", overwrite: true);
    }

    private static DateTimeOffset Read(string file) =>
        DateTimeOffset.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new FormatException($"Le fichier d’horloge {file} ne contient pas un instant (AAAA-MM-JJTHH:MM:SSZ).");
}
