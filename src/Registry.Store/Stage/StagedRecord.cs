namespace Registry.Store;

/// <summary>The header of one table, sheet or array.</summary>
/// <param name="Part">What it is called: <c>Sheet1</c>, <c>table 2</c>, <c>/items</c>.</param>
/// <param name="Columns">Its columns; a cell's locator is <c>Before + position + After</c>.</param>
public sealed record Layout(string Part, IReadOnlyList<LayoutColumn> Columns);

/// <summary>A column of a layout.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Before">The locator before the record's position: <c>Sheet1!C</c>, <c>table 2 row </c>, <c>/items/</c>.</param>
/// <param name="After">The locator after it: nothing, <c> col 3</c>, <c>/name</c>.</param>
public readonly record struct LayoutColumn(string Name, string Before, string After);

/// <summary>One row with what it says.</summary>
/// <param name="Layout">The layout's number, from <see cref="StagingRun.Add(long, Snapshot, Layout)"/>.</param>
/// <param name="Position">The row as the locator counts it.</param>
/// <param name="Cells">The decoded texts, in the order of the layout's columns; null where a cell is absent.</param>
/// <param name="Mentions">The bodies it speaks of.</param>
/// <param name="Claims">What it says about them.</param>
public sealed record StagedRecord(
    long Layout,
    long Position,
    IReadOnlyList<string?> Cells,
    IReadOnlyList<StagedMention> Mentions,
    IReadOnlyList<StagedClaim> Claims);

/// <summary>What a source calls one body. The same source, type and key is the same mention, in every edition.</summary>
/// <param name="Type">A type of the vocabulary, or null where the source leaves it open.</param>
/// <param name="Key">A valid identifier (<c>USCC:…</c>) or <c>folded name|place</c>.</param>
/// <param name="Name">Its principal name as written.</param>
/// <param name="Folded">The principal name folded.</param>
public sealed record StagedMention(string? Type, string Key, string Name, string Folded)
{
    /// <summary>GB/T 2260 code of the place that says which body of this name is meant, or null.</summary>
    public int? Place { get; init; }

    /// <summary>Whether it may only join a body that another mention founds.</summary>
    public bool LinkOnly { get; init; }

    /// <summary>Its valid identifiers.</summary>
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];
}

/// <summary>One statement about a mention: an object for a relation, a value for everything else.</summary>
/// <param name="Mention">Index into the record's mentions.</param>
/// <param name="Predicate">As <see cref="ClaimPredicate"/> writes it.</param>
public readonly record struct StagedClaim(int Mention, string Predicate)
{
    /// <summary>Of a relation: index of the other mention.</summary>
    public int? Object { get; init; }

    /// <summary>Of everything else: the value in its normal form.</summary>
    public string? Value { get; init; }

    /// <summary>The column (from 0) whose cell says it; null where the whole row does.</summary>
    public int? Cell { get; init; }

    /// <summary>First day on which it is true, <c>YYYY[-MM[-DD]]</c>.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>Last day on which it is true, <c>YYYY[-MM[-DD]]</c>.</summary>
    public string? ValidTo { get; init; }

    /// <summary>Of a relation; null where the source does not say.</summary>
    public RelationStatus? Status { get; init; }

    /// <summary>Of a relation; null means stated.</summary>
    public RelationBasis? Basis { get; init; }

    /// <summary>What else is to be known.</summary>
    public ClaimFlags Flags { get; init; }

    /// <summary>The reason for a flag.</summary>
    public string? Note { get; init; }
}

/// <summary>How much an issue matters.</summary>
public enum Severity
{
    /// <summary>For the record.</summary>
    Info,

    /// <summary>Someone should look.</summary>
    Warning,

    /// <summary>Something was left out, or the run failed for it.</summary>
    Error,
}

/// <summary>What a run found wrong.</summary>
/// <param name="Code">What kind of fault, <c>ROW_WITHOUT_NAME</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found, where, and what would have been right.</param>
public sealed record StagedIssue(string Code, Severity Severity, string Message)
{
    /// <summary>The document's number.</summary>
    public long? Document { get; init; }

    /// <summary>Where in the document.</summary>
    public string? Locator { get; init; }

    /// <summary>The text that was found.</summary>
    public string? Quote { get; init; }
}

/// <summary>Some records of a list, in its order, and what was found wrong up to them.</summary>
/// <param name="Records">The records.</param>
/// <param name="Issues">What was found wrong.</param>
public sealed record StagedBatch(IReadOnlyList<StagedRecord> Records, IReadOnlyList<StagedIssue> Issues);
