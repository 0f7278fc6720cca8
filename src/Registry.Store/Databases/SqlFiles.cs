using System.Collections.Frozen;
using System.Reflection;

namespace Registry.Store;

/// <summary>
/// Statements that say the same in two dialects: <c>Sql/sqlite/NAME.sql</c> and <c>Sql/sqlserver/NAME.sql</c>. They are asked for by SQLite's
/// text, as every statement is.
/// </summary>
static class SqlFiles
{
    const string Folder = "Registry.Store.Statements.";

    static readonly FrozenDictionary<string, string> texts = Load("sqlite");
    static readonly FrozenDictionary<string, string> transact = Load("sqlserver").ToDictionary(pair => texts[pair.Key], pair => pair.Value).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The statement of this name.</summary>
    public static string Of(string name) => texts[name];

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => texts.Keys;

    /// <summary>The same in T-SQL; null of a text that stands in no file.</summary>
    public static string? Transact(string sql) => transact.GetValueOrDefault(sql);

    static FrozenDictionary<string, string> Load(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"{Folder}{dialect}.";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[folder.Length..^".sql".Length], name => Text(assembly, name), StringComparer.Ordinal);
    }

    static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
