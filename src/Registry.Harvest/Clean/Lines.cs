namespace Registry.Harvest.Clean;

/// <summary>Names that a cell was too narrow for.</summary>
public static class Lines
{
    /// <summary>The text in one line: between Latin words a space stands for the break, elsewhere nothing does.</summary>
    public static string Joined(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny('\n', '\r'))
        {
            return text;
        }

        string[] lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        System.Text.StringBuilder joined = new();
        foreach (string line in lines)
        {
            bool isApart = joined.Length > 0 && char.IsAscii(joined[^1]) && char.IsAscii(line[0]);
            joined.Append(isApart ? " " : "").Append(line);
        }

        return joined.ToString();
    }
}
