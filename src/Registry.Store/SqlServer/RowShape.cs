using System.Text.RegularExpressions;

namespace Registry.Store.SqlServer;

/// <summary>What becomes of a row whose key is there already.</summary>
enum OnConflict
{
    /// <summary>It is a fault.</summary>
    Fail,

    /// <summary>The row that is there stays.</summary>
    Keep,

    /// <summary>The row takes its place.</summary>
    Replace,
}

/// <summary>A statement that inserts one row of parameters.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns, in the order of the parameters.</param>
/// <param name="OnConflict">What becomes of a row whose key is there.</param>
sealed partial record RowShape(string Table, IReadOnlyList<string> Columns, OnConflict OnConflict)
{
    /// <summary>The shape of a statement; null where it is none that only inserts a row of parameters.</summary>
    public static RowShape? Of(string sql)
    {
        var match = Insert().Match(sql);
        if (!match.Success)
            return null;
        string[] columns = [.. match.Groups["columns"].Value.Split(',').Select(column => column.Trim().Trim('"', '[', ']'))];
        return match.Groups["values"].Value.Count(letter => letter == '?') == columns.Length
            ? new RowShape(match.Groups["table"].Value, columns, OnConflictOf(match))
            : null;
    }

    static OnConflict OnConflictOf(Match match) =>
        match.Groups["replace"].Success ? OnConflict.Replace : match.Groups["keep"].Success ? OnConflict.Keep : OnConflict.Fail;

    [GeneratedRegex(@"^\s*insert\s+(?<replace>or\s+replace\s+)?into\s+(?<table>\w+)\s*\((?<columns>[^()]*)\)\s*values\s*\((?<values>[\s?,]*)\)\s*(?<keep>on\s+conflict\s+(\([^()]*\)\s*)?do\s+nothing)?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Insert();
}
