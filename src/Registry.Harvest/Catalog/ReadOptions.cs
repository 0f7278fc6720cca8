using System.Globalization;
using System.Text.RegularExpressions;

namespace Registry.Harvest.Catalog;

/// <summary>The forms in which lists are published and that can be read.</summary>
public enum ReadForm
{
    /// <summary>Tables of a page.</summary>
    Html,

    /// <summary>Delimited text.</summary>
    Csv,

    /// <summary>Workbook of Excel 97 to 2003.</summary>
    Xls,

    /// <summary>Workbook of Office Open XML.</summary>
    Xlsx,

    /// <summary>An array of objects, or lines of them.</summary>
    Json,

    /// <summary>Tables of a document of Office Open XML.</summary>
    Docx,

    /// <summary>Tables of text in a PDF.</summary>
    Pdf,

    /// <summary>Prose: press and notices, as text or as a page.</summary>
    Press,

    /// <summary>Prose of a plan: its figures are aims, its sections tasks.</summary>
    Plan,
}

/// <summary>Which tables of a page are the list.</summary>
/// <param name="Number">The one of this number, from 1.</param>
/// <param name="Words">Those whose header holds these words.</param>
/// <param name="All">Every one with the header of the first.</param>
public sealed record TableChoice(int? Number, IReadOnlyList<string> Words, bool All)
{
    /// <summary>The first that is a list at all.</summary>
    public static TableChoice First { get; } = new(null, [], false);

    /// <inheritdoc/>
    public override string ToString() => Number is { } number
        ? number.ToString(CultureInfo.InvariantCulture)
        : Words.Count > 0 ? $"with {string.Join(", ", Words)} in its header" : "of more than one row and column";
}

/// <summary>Which sheets of a workbook are the list.</summary>
/// <param name="Number">The one of this number, from 1.</param>
/// <param name="Name">The one of this name.</param>
/// <param name="All">Every one with the header of the first.</param>
public sealed record SheetChoice(int? Number, string? Name, bool All)
{
    /// <summary>The first sheet.</summary>
    public static SheetChoice First { get; } = new(1, null, false);

    /// <summary>Whether the sheet is asked for.</summary>
    public bool Asks(int number, string name) => All || number == Number || string.Equals(name.Trim(), Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name ?? Number?.ToString(CultureInfo.InvariantCulture) ?? "all";
}

/// <summary>Where JSON stands in a page.</summary>
/// <param name="Selector">Finds the element.</param>
/// <param name="Attribute">The attribute; null for the text.</param>
public sealed record Within(string Selector, string? Attribute)
{
    /// <inheritdoc/>
    public override string ToString() => Attribute is null ? Selector : $"{Selector}@{Attribute}";
}

/// <summary>How rows come out of a document.</summary>
public sealed record ReadOptions
{
    /// <summary>The form.</summary>
    public required ReadForm Form { get; init; }

    /// <summary>Further forms in which the same list is published: a document is read in the one that it has.</summary>
    public IReadOnlyList<ReadForm> OtherForms { get; init; } = [];

    /// <summary>Whether it is prose that is read, by the rules of <see cref="Extract.Extractor"/>, and no list.</summary>
    public bool IsProse => Form is ReadForm.Press or ReadForm.Plan;

    /// <summary>Prose: how sure a statement must be (0 to 1) to be published; what is less sure waits for a person.</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>The charset where the publisher's own statements are wrong.</summary>
    public string? Charset { get; init; }

    /// <summary>HTML, documents: which tables.</summary>
    public TableChoice Table { get; init; } = TableChoice.First;

    /// <summary>Workbooks: which sheets.</summary>
    public SheetChoice Sheet { get; init; } = SheetChoice.First;

    /// <summary>JSON: pointer to the array; empty for the document itself.</summary>
    public string Items { get; init; } = "";

    /// <summary>JSON: the element of a page that holds it, by a selector, and the attribute; null where it is the document.</summary>
    public Within? Within { get; init; }

    /// <summary>JSON: pointer to the stated number of items.</summary>
    public string? TotalAt { get; init; }

    /// <summary>CSV: null to find it from the first lines.</summary>
    public char? Delimiter { get; init; }

    /// <summary>CSV: null where quotes are text.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>Rows above the header.</summary>
    public int TitleRows { get; init; }

    /// <summary>Words of the header: the first row that holds them all is its first row, whatever stands above.</summary>
    public IReadOnlyList<string> HeaderWith { get; init; } = [];

    /// <summary>Rows of the header.</summary>
    public int HeaderRows { get; init; } = 1;

    /// <summary>Whether only the first table or page has a header; those behind it go on with rows.</summary>
    public bool HeaderOnce { get; init; }

    /// <summary>The names of the columns where there is no header.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Rows that head the rows below them.</summary>
    public Regex? Section { get; init; }

    /// <summary>The stated number of records.</summary>
    public Regex? Total { get; init; }

    /// <summary>Rows that are no records, by their first filled cell.</summary>
    public Regex? Skip { get; init; }

    /// <summary>Texts that say nothing.</summary>
    public IReadOnlySet<string> Blanks { get; init; } = new HashSet<string>();

    /// <summary>Names of columns that the publisher misspelt, with the right ones.</summary>
    public IReadOnlyDictionary<string, string> HeaderPatches { get; init; } = new Dictionary<string, string>();
}
