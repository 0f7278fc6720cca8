namespace Registry.Store;

/// <summary>Where a store lies, as <c>--store</c> and <c>REGISTRY_STORE</c> name it.</summary>
public sealed record StoreAddress
{
    const string Sqlite = "sqlite:";

    StoreAddress(string path) => Path = path;

    /// <summary>What is used where nothing else is said.</summary>
    public static StoreAddress Default { get; } = new("data/registry.db");

    /// <summary>The file of the SQLite store, as given.</summary>
    public string Path { get; }

    /// <summary>Reads <c>sqlite:PATH</c>.</summary>
    /// <exception cref="FormatException">The text names no store; the message says what would.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase))
            return OfFile(text, trimmed[Sqlite.Length..].Trim());
        throw new FormatException(Refusal(text, trimmed));
    }

    /// <summary>The address as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Sqlite + Path;

    static StoreAddress OfFile(string text, string path)
    {
        if (path.Length == 0)
            throw new FormatException($"\"{text}\" names no file. Write sqlite:PATH, for instance sqlite:data/registry.db.");
        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || path.Contains('\0', StringComparison.Ordinal))
            throw new FormatException($"\"{text}\" is not a file. A store is a file on disk: sqlite:PATH, for instance sqlite:data/registry.db.");
        if (path.EndsWith('/') || path.EndsWith('\\') || Directory.Exists(path))
            throw new FormatException($"\"{text}\" is a folder. Name the file in it: sqlite:{path.TrimEnd('/', '\\')}/registry.db.");
        return new StoreAddress(path);
    }

    static string Refusal(string text, string trimmed)
    {
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        if (trimmed.Length == 0)
            return "The store's address is empty. Write sqlite:PATH, for instance sqlite:data/registry.db.";
        if (colon < 2)
            return $"\"{text}\" does not say which database. Write sqlite:{trimmed} for a SQLite file.";
        return $"\"{text}\" names a store of kind \"{trimmed[..colon]}\"; this version supports SQLite. Write sqlite:PATH, for instance sqlite:data/registry.db.";
    }
}
