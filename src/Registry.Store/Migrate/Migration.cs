using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Store;

/// <summary>What <see cref="Database.Migrate"/> did.</summary>
/// <param name="Applied">The migrations that ran now, <c>0001_ledger</c>; empty when the store was up to date.</param>
/// <param name="Backup">The copy made before, or null where there was nothing to copy.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, string? Backup);

/// <summary>One step forward of the schema: <c>schema/sql/sqlite/0001_ledger.sql</c>.</summary>
/// <param name="Number">Its number; they run in this order.</param>
/// <param name="Name">Its name, <c>ledger</c>.</param>
/// <param name="Sql">Its text.</param>
sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Every migration of this build, in order, as SQLite runs them.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load("Registry.Store.sql.sqlite.");

    /// <summary>The same for SQL Server.</summary>
    public static IReadOnlyList<Migration> OfSqlServer { get; } = Load("Registry.Store.sql.sqlserver.");

    /// <summary>SHA-256 of the text, whatever its line ends.</summary>
    public string Sha256 { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>Number and name, <c>0001_ledger</c>.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Number:0000}_{Name}");

    /// <summary>Those that a store still needs, by what its journal says.</summary>
    /// <param name="all">Every migration of this build, in order.</param>
    /// <param name="applied">The SHA-256 of those that were applied.</param>
    /// <param name="store">What the store is called.</param>
    /// <exception cref="StoreException">A later version wrote the store, or one of another text.</exception>
    public static List<Migration> Needed(IReadOnlyList<Migration> all, Dictionary<long, string> applied, string store)
    {
        var newest = all.Count == 0 ? 0 : all[^1].Number;
        if (applied.Keys.Where(number => number > newest).Order().FirstOrDefault() is var later and not 0)
            throw new StoreException($"The store {store} was written by a later version of registry (migration {later:0000}, this version knows up to {newest:0000}). Use that version.");
        if (all.FirstOrDefault(known => applied.TryGetValue(known.Number, out var sha) && sha != known.Sha256) is { } changed)
            throw new StoreException($"Migration {changed.Title} of the store {store} was applied with another text than this version carries. Use the version that wrote the store.");
        return [.. all.Where(known => !applied.ContainsKey(known.Number))];
    }

    static Migration[] Load(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && char.IsAsciiDigit(name[folder.Length]))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name, folder.Length))];
    }

    static Migration Read(Assembly assembly, string resource, int prefix)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource[prefix..^".sql".Length];
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
    }
}
