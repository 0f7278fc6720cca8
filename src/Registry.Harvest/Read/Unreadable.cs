namespace Registry.Harvest.Read;

/// <summary>Why a document could not be read.</summary>
public enum UnreadableReason
{
    /// <summary>It holds nothing.</summary>
    Empty,

    /// <summary>It is of another form than the source says.</summary>
    WrongForm,

    /// <summary>It is of a form that is never read: a Word 97 document, a scanned page, an archive of archives.</summary>
    UnsupportedForm,

    /// <summary>It ends before it is whole.</summary>
    Truncated,

    /// <summary>Its bytes break the rules of its form.</summary>
    Corrupt,

    /// <summary>It unfolds to more than is allowed.</summary>
    TooLarge,

    /// <summary>Its characters cannot be decoded.</summary>
    Charset,

    /// <summary>Its cells differ from those last published as no publisher changes them.</summary>
    Damaged,

    /// <summary>The table, sheet, array or column that the source names is not there.</summary>
    PartMissing,
}

/// <summary>A document that cannot be read: the run that meets it publishes nothing.</summary>
/// <param name="reason">The kind of fault.</param>
/// <param name="file">The file or address.</param>
/// <param name="found">What was found, and where.</param>
/// <param name="right">What would have been right.</param>
public sealed class UnreadableException(UnreadableReason reason, string file, string found, string right)
    : Exception($"{file}: {found}; {right}")
{
    /// <summary>The kind of fault.</summary>
    public UnreadableReason Reason { get; } = reason;

    /// <summary>The file or address.</summary>
    public string File { get; } = file;
}
