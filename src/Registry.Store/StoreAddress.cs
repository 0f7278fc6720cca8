namespace Registry.Store;

/// <summary>Where a store lies, as <c>--store</c> and <c>REGISTRY_STORE</c> name it.</summary>
public sealed record StoreAddress
{
    const string Sqlite = "sqlite:";
    const string SqlServer = "sqlserver:";

    StoreAddress(string path, string? connection = null) => (Path, Connection) = (path, connection);

    /// <summary>What is used where nothing else is said.</summary>
    public static StoreAddress Default { get; } = new("data/registry.db");

    /// <summary>The file of the SQLite store, as given; of a store on SQL Server its database and server.</summary>
    public string Path { get; }

    /// <summary>Whether the store lies on SQL Server, where many machines may share it.</summary>
    public bool IsShared => Connection is not null;

    // With the password, so it is shown nowhere.
    internal string? Connection { get; }

    /// <summary>Reads <c>sqlite:PATH</c> or <c>sqlserver:CONNECTION STRING</c>.</summary>
    /// <exception cref="FormatException">The text names no store; the message says what would.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase))
            return OfFile(text, trimmed[Sqlite.Length..].Trim());
        if (trimmed.StartsWith(SqlServer, StringComparison.OrdinalIgnoreCase))
            return OfServer(trimmed[SqlServer.Length..].Trim());
        throw new FormatException(Refusal(text, trimmed));
    }

    /// <summary>The address as <see cref="Parse"/> reads it; of SQL Server without who connects and how.</summary>
    public override string ToString() => IsShared ? SqlServer + Path : Sqlite + Path;

    static StoreAddress OfServer(string connection)
    {
        const string Right = "Write sqlserver:Server=HOST;Database=NAME;User Id=USER;Password=PASSWORD.";
        Microsoft.Data.SqlClient.SqlConnectionStringBuilder read;
        try
        {
            read = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(connection);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new FormatException($"The text after sqlserver: is no connection string ({fault.Message}). {Right}");
        }
        if (read.DataSource.Length == 0 || read.InitialCatalog.Length == 0)
            throw new FormatException($"The connection string names no {(read.DataSource.Length == 0 ? "Server" : "Database")}. {Right}");
        return new StoreAddress(Registry.Store.SqlServer.SqlServerPlace.NameOf(connection), connection);
    }

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
        return $"\"{text}\" names a store of kind \"{trimmed[..colon]}\"; a store is a SQLite file or a database of SQL Server. Write sqlite:PATH, for instance sqlite:data/registry.db, or sqlserver:CONNECTION STRING.";
    }
}
