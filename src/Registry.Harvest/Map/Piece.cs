using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>A text on its way from a cell to a claim.</summary>
/// <param name="Text">What it is now.</param>
/// <param name="Written">What the cell says, without white space around it.</param>
/// <param name="Cell">The column it comes from; -1 where no cell says it.</param>
internal readonly record struct Piece(string Text, string Written, int Cell)
{
    /// <summary>What is to be known of the claim made from it.</summary>
    public ClaimFlags Flags { get; init; }

    /// <summary>The reason for a flag.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a function could not make of it what was asked: then it is kept as written and founds nothing.</summary>
    public bool IsRaw => (Flags & (ClaimFlags.UnknownWord | ClaimFlags.InvalidIdentifier | ClaimFlags.Suspect)) != 0;

    /// <summary>The column for a claim.</summary>
    public int? Column => Cell < 0 ? null : Cell;

    /// <summary>The same, as written, because <paramref name="note"/>.</summary>
    public Piece Raw(ClaimFlags flag, string note) => this with { Text = Written, Flags = Flags | flag, Note = Note is null ? note : $"{Note} {note}" };
}
