namespace Registry.Harvest.Read;

/// <summary>One table or sheet of a document, with its rows as they stand, header and titles included.</summary>
/// <param name="Name">The sheet's name or the table's number; empty in CSV.</param>
/// <param name="Rows">Read once, in order.</param>
internal sealed record Part(string Name, IEnumerable<Row> Rows)
{
    /// <summary>What stands between the part and the one before it.</summary>
    public string Above { get; init; } = "";
}

/// <summary>A row of a grid: merged and spanned cells carry their text to every place they cover.</summary>
/// <param name="Number">From 1, empty rows counted.</param>
/// <param name="Cells">Texts from the first column on; may be shorter than the widest row.</param>
internal readonly record struct Row(long Number, string?[] Cells);

/// <summary>Reads the grids of a document: the seam between HTML, CSV and workbooks.</summary>
internal abstract class RowReader
{
    public abstract LocatorForm Form { get; }

    /// <summary>The parts that the source asks for, in the order of the document.</summary>
    public abstract IEnumerable<Part> Parts(Content content, Findings findings, CancellationToken cancellationToken);
}
