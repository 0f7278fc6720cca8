using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Store;

/// <summary>One step forward of the schema: <c>schema/sql/sqlite/0001_ledger.sql</c>.</summary>
/// <param name="Number">Its number; they run in this order.</param>
/// <param name="Name">Its name, <c>ledger</c>.</param>
/// <param name="Sql">Its text.</param>
sealed record Migration(int Number, string Name, string Sql)
{
    const string Folder = "Registry.Store.sql.sqlite.";

    /// <summary>Every migration of this build, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>SHA-256 of the text, whatever its line ends.</summary>
    public string Sha256 { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    static Migration[] Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && char.IsAsciiDigit(name[Folder.Length]))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];
    }

    static Migration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource[Folder.Length..^".sql".Length];
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
    }
}
