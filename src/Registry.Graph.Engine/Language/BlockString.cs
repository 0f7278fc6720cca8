namespace Registry.Graph.Engine.Language;

/// <summary>Block strings. <see href="https://spec.graphql.org/September2025/#BlockStringValue()"/></summary>
internal static class BlockString
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>BlockStringValue(rawValue): without the common indentation and without blank lines at either end.</summary>
    /// <param name="raw">What stands between the quotation marks.</param>
    public static string Value(string raw)
    {
        raw = raw.Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        if (raw.AsSpan().IndexOfAny('\n', '\r') < 0)
        {
            return IsBlank(raw) ? "" : raw;
        }

        var lines = raw.Split(LineEnds, StringSplitOptions.None);
        RemoveIndent(lines, CommonIndent(lines));
        var first = Array.FindIndex(lines, line => !IsBlank(line));
        var last = Array.FindLastIndex(lines, line => !IsBlank(line));
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }

    // The first line stands beside the quotation marks, so its indentation says nothing.
    private static int CommonIndent(string[] lines)
    {
        var common = int.MaxValue;
        foreach (var line in lines.AsSpan(1))
        {
            if (!IsBlank(line))
            {
                common = Math.Min(common, line.AsSpan().IndexOfAnyExcept(' ', '\t'));
            }
        }

        return common;
    }

    private static void RemoveIndent(string[] lines, int indent)
    {
        for (var i = 1; i < lines.Length; i++)
        {
            lines[i] = lines[i].Length <= indent ? "" : lines[i][indent..];
        }
    }

    private static bool IsBlank(string line) => line.AsSpan().IndexOfAnyExcept(' ', '\t') < 0;
}
