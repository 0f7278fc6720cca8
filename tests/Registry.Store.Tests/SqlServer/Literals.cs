using System.Text.RegularExpressions;

namespace Registry.Store.Tests.SqlServer;

/// <summary>The statements that stand in the store's source as literals, the constants in them filled in.</summary>
static partial class Literals
{
    /// <summary>Each statement under the file and line where it stands.</summary>
    public static IEnumerable<(string Where, string Sql)> All()
    {
        var files = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsElsewhere(Path.GetRelativePath(Source, file)))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(Source, file), File.ReadAllText);
        foreach (var (file, code) in files)
        {
            foreach (Match literal in Literal().Matches(code))
            {
                var sql = Filled(literal, code);
                // One with an expression in it is composed: what comes of it is parsed by another test, or is a row.
                if (Statement().IsMatch(sql) && !sql.Contains('{', StringComparison.Ordinal))
                    yield return ($"{file}:{code.AsSpan(0, literal.Index).Count('\n') + 1}", sql);
            }
        }
    }

    // SQLite's own side says SQLite's own things; what is written for SQL Server is T-SQL already.
    static bool IsElsewhere(string file) =>
        file.StartsWith("Sqlite", StringComparison.Ordinal) || file.StartsWith("SqlServer", StringComparison.Ordinal)
        || file.StartsWith("obj", StringComparison.Ordinal) || file.StartsWith("bin", StringComparison.Ordinal)
        // Composed there from parts: what comes of it is parsed whole.
        || file.StartsWith("Reading", StringComparison.Ordinal);

    static string Filled(Match literal, string code) =>
        literal.Groups["holes"].Length == 0 ? Text(literal) : Hole().Replace(Text(literal), hole => Constant(hole.Groups["name"].Value, code));

    static string Constant(string name, string code)
    {
        var match = Regex.Match(code, $"""(const string|static readonly string) {Regex.Escape(name)} = (?<holes>\$?)(?<text>\"\"\".*?\"\"\"|"[^"\n]*");""", RegexOptions.Singleline);
        return match.Success ? Filled(match, code) : "x";
    }

    static string Text(Match literal)
    {
        var text = literal.Groups["text"].Value;
        return text.StartsWith("\"\"\"", StringComparison.Ordinal) ? text.Trim('"') : text[1..^1].Replace("\\n", "\n", StringComparison.Ordinal);
    }

    static string Source { get; } = Path.Combine(Root(), "src", "Registry.Store");

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Registry.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("(?<!@)(?<holes>\\$?)(?<text>\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\")", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(?<name>\w+)[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
