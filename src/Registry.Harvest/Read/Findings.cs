namespace Registry.Harvest.Read;

/// <summary>A count that the document itself states, and what was counted.</summary>
/// <param name="Text">The text that states it: <c>北京市（92所）</c>.</param>
/// <param name="Locator">Where it stands.</param>
/// <param name="Stated">The number it gives.</param>
/// <param name="Section">True for a section's own rows, false for the whole document.</param>
public sealed record StatedCount(string Text, string Locator, long Stated, bool Section)
{
    /// <summary>The records that were read under it.</summary>
    public long Counted { get; internal set; }
}

/// <summary>Something a reader noticed that no record tells.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What was found and where.</param>
/// <param name="Locator">Where it stands first.</param>
public sealed record Remark(string Code, string Message, string? Locator);

/// <summary>What is learned of a document beside its records, complete when the last record has been read.</summary>
public sealed class Findings
{
    /// <summary>Counts that the document states, in its order.</summary>
    public List<StatedCount> Counts { get; } = [];

    /// <summary>What the reader noticed.</summary>
    public List<Remark> Remarks { get; } = [];

    /// <summary>The charset that the text was decoded from, and why that one; null for workbooks.</summary>
    public string? Charset { get; internal set; }

    /// <summary>How many records were read.</summary>
    public long Records { get; internal set; }

    /// <summary>How many section rows were met.</summary>
    public int Sections { get; internal set; }

    /// <summary>Adds what was learned of a further document of the same run.</summary>
    /// <param name="other">What was learned.</param>
    /// <param name="document">The document's name, put in front of where its counts stand; null where there is but one.</param>
    /// <param name="isPage">Whether the documents are pages of one list: then the total that each states is that of all of them.</param>
    internal void Add(Findings other, string? document, bool isPage = false)
    {
        Records += other.Records;
        Sections += other.Sections;
        foreach (StatedCount count in other.Counts)
        {
            if (isPage && !count.Section && Counts.Find(c => !c.Section && c.Stated == count.Stated) is { } whole)
            {
                whole.Counted += count.Counted;
                continue;
            }

            Counts.Add(document is null ? count : count with { Locator = $"{document} {count.Locator}" });
        }
    }
}
