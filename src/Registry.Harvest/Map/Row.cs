using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>A record being mapped, with what the values taken from it need to know.</summary>
internal sealed class Row(IReadOnlySet<string> blanks, Issues issues)
{
    private Record record;
    private Dictionary<string, CellPatch>?[] patches = [];

    /// <summary>Where issues go.</summary>
    public Issues Issues => issues;

    /// <summary>The record.</summary>
    public ref readonly Record Record => ref record;

    /// <summary>The division code of the subject being mapped, where one is known.</summary>
    public string? Place { get; set; }

    /// <summary>Patches that were applied.</summary>
    public HashSet<CellPatch> Applied { get; } = [];

    public void Take(in Record next, Dictionary<string, CellPatch>?[] patchesByColumn)
    {
        record = next;
        patches = patchesByColumn;
        Place = null;
    }

    /// <summary>What a cell says, patched; false where it says nothing.</summary>
    public bool TryRead(int column, out Piece piece)
    {
        string? text = record.Cells[column]?.Trim();
        if (string.IsNullOrEmpty(text) || blanks.Contains(text))
        {
            piece = default;
            return false;
        }

        piece = patches[column] is { } table && table.TryGetValue(text, out CellPatch? patch) ? Patched(patch, column) : new(text, text, column);
        return piece.Text.Length > 0;
    }

    /// <summary>Reports something about the cell of a text.</summary>
    public void Report(in Piece piece, string code, Severity severity, string found) => issues.At(record, piece.Cell, code, severity, found);

    private Piece Patched(CellPatch patch, int column)
    {
        Applied.Add(patch);
        return new(patch.To, patch.To, column) { Flags = ClaimFlags.Patched, Note = $"«{patch.From}» is read as «{patch.To}»: {patch.Reason}" };
    }
}
