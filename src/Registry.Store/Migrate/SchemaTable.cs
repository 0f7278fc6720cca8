using System.Text.RegularExpressions;

namespace Registry.Store;

/// <summary>A table as the migrations of a dialect come to make it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns with their types.</param>
/// <param name="Key">The columns of its primary key.</param>
sealed partial record SchemaTable(string Name, IReadOnlyList<SchemaColumn> Columns, IReadOnlyList<string> Key)
{
    /// <summary>The tables of migrations, in the order in which they were made.</summary>
    public static IReadOnlyList<SchemaTable> Of(IEnumerable<Migration> migrations)
    {
        Dictionary<string, SchemaTable> tables = [];
        foreach (Match match in migrations.SelectMany(migration => Statement().Matches(Comment().Replace(migration.Sql, ""))))
        {
            var name = match.Groups["table"].Value;
            if (match.Groups["body"].Success)
                tables.Add(name, Made(name, match.Groups["body"].Value));
            else if (match.Groups["added"].Success)
                tables[name] = tables[name] with { Columns = [.. tables[name].Columns, SchemaColumn.Of(match.Groups["added"].Value)] };
            else if (match.Groups["renamed"].Success && tables.Remove(name, out var renamed))
                tables.Add(match.Groups["renamed"].Value, renamed with { Name = match.Groups["renamed"].Value });
            else
                tables.Remove(name);
        }
        return [.. tables.Values];
    }

    static SchemaTable Made(string name, string body)
    {
        List<SchemaColumn> columns = [];
        List<string> key = [];
        foreach (var part in Parts(body))
        {
            if (TableKey().Match(part) is { Success: true } own)
                key.AddRange(own.Groups["columns"].Value.Split(',').Select(column => column.Trim()));
            else if (!Constraint().IsMatch(part))
                columns.Add(SchemaColumn.Of(part));
            if (ColumnKey().IsMatch(part) && !TableKey().IsMatch(part))
                key.Add(columns[^1].Name);
        }
        return new SchemaTable(name, columns, key);
    }

    // The commas of the table, not those within parentheses.
    static IEnumerable<string> Parts(string body)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < body.Length; i++)
        {
            depth += body[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth != 0 || body[i] != ',')
                continue;
            yield return body[start..i].Trim();
            start = i + 1;
        }
        yield return body[start..].Trim();
    }

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"create\s+table\s+(?<table>\w+)\s*\((?<body>(?>[^()]+|\((?<depth>)|\)(?<-depth>))*(?(depth)(?!)))\)|alter\s+table\s+(?<table>\w+)\s+add\s+(column\s+)?(?<added>\w+\s+[^;\n]+)|alter\s+table\s+(?<table>\w+)\s+rename\s+to\s+(?<renamed>\w+)|drop\s+table\s+(?<table>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^(constraint\s+\w+\s+)?primary\s+key\s*(nonclustered|clustered)?\s*\((?<columns>[^)]*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex TableKey();

    [GeneratedRegex(@"\bprimary\s+key\b")]
    private static partial Regex ColumnKey();

    [GeneratedRegex(@"^(constraint|unique|check|foreign)\b")]
    private static partial Regex Constraint();
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type with its length.</param>
/// <param name="References">The table and column that its values name, where they name one.</param>
/// <param name="IsRequired">Whether it holds a value in every row.</param>
sealed partial record SchemaColumn(string Name, string Type, (string Table, string Column)? References, bool IsRequired)
{
    /// <summary>Reads a column as a statement writes it.</summary>
    public static SchemaColumn Of(string text)
    {
        var match = Column().Match(text);
        var references = Reference().Match(text);
        return new SchemaColumn(
            match.Groups["name"].Value, match.Groups["type"].Value,
            references.Success ? (references.Groups["table"].Value, references.Groups["column"].Value) : null,
            Required().IsMatch(text));
    }

    [GeneratedRegex(@"^\[?(?<name>\w+)\]?\s+(?<type>\w+(\s*\([^)]*\))?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Column();

    [GeneratedRegex(@"\bnot\s+null\b|\bprimary\s+key\b")]
    private static partial Regex Required();

    [GeneratedRegex(@"references\s+(?<table>\w+)\s*\((?<column>\w+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
