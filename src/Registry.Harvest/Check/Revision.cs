using System.Numerics;
using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Map;
using Registry.Harvest.Read;
using Registry.Identity.Identifiers;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest.Check;

/// <summary>
/// A document beside the bytes in which it was last published, record by record and before anything of it is staged: whether it says the very same,
/// and whether what differs was changed by somebody or came about by damage. Both are read once; of records only those that differ are held.
/// </summary>
internal sealed class Revision(SourceDefinition source, Content last, Content now, Gazetteer places)
{
    // Damage hits a few places. A list of which more has changed is another edition, whose rows need not be those that stood there before.
    private const int FewRecords = 16;
    private const double FewOfAll = 0.05;
    private const int MostHeld = 1000;

    private const int MostTold = 5;

    private readonly List<(Record Before, Record After)> changed = [];
    private readonly Findings before = new();
    private readonly Findings after = new();
    private (Layout? Old, Layout? Now, bool AreSame, bool[] Ignored) compared = (null, null, false, []);
    private long records;
    private long differing;
    private bool isLonger;
    private bool isShorter;

    /// <summary>Whether the records, but for columns that the source ignores, and all that was found beside them, are the very same.</summary>
    /// <exception cref="UnreadableException">Cells differ as no publisher changes them.</exception>
    public bool SaysTheSame(CancellationToken cancellationToken)
    {
        try
        {
            ReadBoth(cancellationToken);
        }
        catch (UnreadableException)
        {
            // One that cannot be read is met again, and told, by who stages it; one that could be read once, as it was defined then, says nothing.
            return false;
        }

        if (differing == 0)
        {
            return before.Remarks.SequenceEqual(after.Remarks) && !after.Counts.Select(Told).Except(before.Counts.Select(Told)).Any();
        }

        if (differing <= Math.Max(FewRecords, FewOfAll * records) && Damage(cancellationToken) is { Count: > 0 } damage)
        {
            throw new UnreadableException(
                UnreadableReason.Damaged,
                now.Name,
                string.Join("; ", damage.Take(MostTold)) + (damage.Count > MostTold ? $"; and {damage.Count - MostTold} more" : ""),
                "no publisher changes a text so: fetch it again, or write the new text under expect: meant if the publisher means it");
        }

        return false;
    }

    private void ReadBoth(CancellationToken cancellationToken)
    {
        using IEnumerator<Record> old = RecordReader.For(source.Read).Read(last, before, cancellationToken).GetEnumerator();
        bool isOver = false;
        foreach (Record record in RecordReader.For(source.Read).Read(now, after, cancellationToken))
        {
            records++;
            isOver = isOver || !old.MoveNext();
            if (isOver)
            {
                isLonger = true;
                differing++;
            }
            else if (!IsSame(old.Current, record))
            {
                differing++;
                changed.Add((old.Current, record));
            }

            if (differing > MostHeld)
            {
                return;
            }
        }

        while (!isOver && differing <= MostHeld && old.MoveNext())
        {
            isShorter = true;
            differing++;
        }
    }

    // Where a record stands may change without what it says: that is told of the bytes in which it was published.
    private bool IsSame(in Record old, in Record record) =>
        HasSameColumns(old.Layout, record.Layout) && (old.Cells.AsSpan().SequenceEqual(record.Cells) || DifferIgnoredOnly(old.Cells, record.Cells));

    private bool DifferIgnoredOnly(string?[] old, string?[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (!compared.Ignored[i] && old[i] != cells[i])
            {
                return false;
            }
        }

        return true;
    }

    // A layout is that of many records.
    private bool HasSameColumns(Layout old, Layout layout)
    {
        if (!ReferenceEquals(compared.Old, old) || !ReferenceEquals(compared.Now, layout))
        {
            compared =
            (
                old,
                layout,
                old.Columns.Select(c => c.Name).SequenceEqual(layout.Columns.Select(c => c.Name)),
                [.. layout.Columns.Select(c => source.Ignore.Any(ignored => Pointer.Matches(ignored, c.Name)))]
            );
        }

        return compared.AreSame;
    }

    private List<string> Damage(CancellationToken cancellationToken)
    {
        // Half a character, which JSON can spell, has no bytes; what stands for it is compared.
        Encoding encoding = after.Charset is { } charset ? Encoding.GetEncoding(charset.Split(' ')[0]) : Encoding.Unicode;
        Garbling garbling = new(encoding);
        List<ChangedCell> cells = [.. changed.SelectMany(pair => Cells(pair.Before, pair.After))];
        Shapes shapes = new(cells, areAsMany: !isLonger && !isShorter);
        Spelling spelling = new(cells);
        foreach (Record record in shapes.Looks || spelling.Looks ? RecordReader.For(source.Read).Read(last, new(), cancellationToken) : [])
        {
            shapes.Take(record);
            spelling.Take(record);
        }

        string? ofAll = OutOfJoint();
        return
        [
            .. changed.SelectMany(pair => NoColumns(pair.Before.Layout, pair.After.Layout, garbling)).Distinct(StringComparer.Ordinal),
            .. cells.DistinctBy(cell => (cell.Column, cell.Before, cell.After))
                .Select(cell => Told(cell, garbling.Reason(cell.Before, cell.After) ?? shapes.Reason(cell) ?? spelling.Reason(cell) ?? NoDivision(cell) ?? Recoded(cell, cells) ?? Slipped(cell, cells) ?? CutShort(cell) ?? ofAll))
                .OfType<string>(),
        ];
    }

    private static (bool, long, long) Told(StatedCount count) => (count.Section, count.Stated, count.Counted);

    private static string? Told(ChangedCell cell, string? reason) => reason is null ? null : $"{cell.Locator} was «{cell.Before}» and is «{cell.After}»: {reason}";

    // The name or the code of a division that lost its meaning: by another character, but not the last, which says of what kind it is; by one more, but
    // not the last unless it is a Latin letter or a digit; by a piece that is gone; or for characters in which nobody writes a place.
    private string? NoDivision(ChangedCell cell)
    {
        int at = cell.Before.AsSpan().CommonPrefixLength(cell.After);
        bool isOther = cell.Before.Length == cell.After.Length && at < cell.Before.Length - 1 && cell.Before.AsSpan(at + 1).SequenceEqual(cell.After.AsSpan(at + 1));
        bool isMore = cell.Before.Length + 1 == cell.After.Length && (at < cell.Before.Length || char.IsAsciiLetterOrDigit(cell.After[at])) && cell.Before.AsSpan(at).SequenceEqual(cell.After.AsSpan(at + 1));
        bool isLess = cell.After.Length > 0 && cell.After.Length < cell.Before.Length && cell.Before.EndsWith(cell.After[at..], StringComparison.Ordinal);
        return (isOther || isMore || isLess || Garbling.IsUncommon(cell.After)) && IsDivision(cell.Before) && !IsDivision(cell.After) ? "it was a division of GB/T 2260 and is none" : null;
    }

    private bool IsDivision(string text) => Gb2260Code.Read(text) is { IsValid: true, Value: var code } ? places.Knows(code) : places.Resolve(text) is { Rest: "" } reading && (reading.IsFound || reading.IsAmbiguous);

    // Another division, or another certificate, and nothing else in the row: who corrects one hits one bit by chance, damage always does.
    private string? Recoded(ChangedCell cell, List<ChangedCell> cells)
    {
        int at = cell.Before.AsSpan().CommonPrefixLength(cell.After);
        bool isFlip = cell.Before.Length == cell.After.Length && at < cell.Before.Length && BitOperations.IsPow2(cell.Before[at] ^ cell.After[at]) && cell.Before.AsSpan(at + 1).SequenceEqual(cell.After.AsSpan(at + 1));
        return isFlip && IsIdentifier(cell.Before) && !cells.Exists(other => other.Row == cell.Row && other.Index != cell.Index)
            ? "the code of another differs from it by one bit, and nothing else in its row has changed"
            : null;
    }

    private bool IsIdentifier(string text) => HteCertificateNumber.Read(text).IsValid || (Gb2260Code.Read(text) is { IsValid: true, Value: var code } && places.Knows(code));

    // Columns that came in and bear no name, or one that nobody writes: a piece of what is written around the cells.
    private static IEnumerable<string> NoColumns(Layout old, Layout layout, Garbling garbling) =>
        ReferenceEquals(old, layout)
            ? []
            : layout.Columns.Select(column => column.Name).Except(old.Columns.Select(column => column.Name), StringComparer.Ordinal)
                .Select(name => name.Trim().Length == 0 ? "a column came in that has no name" : Garbling.IsUncommon(name) ? $"a column «{name}» came in, which is not written in GB 2312" : garbling.Reason("", name) is { } reason ? $"a column «{name}» came in: {reason}" : null)
                .OfType<string>();

    // A text that goes to the next column while something else takes its place.
    private static string? Slipped(ChangedCell cell, List<ChangedCell> cells) =>
        cell.Before.Length > 0 && cell.After.Length > 0 && cells.Find(next => next.Index == cell.Index + 1 && next.Row == cell.Row && next.After == cell.Before) is { } next
            ? $"what it said stands at {next.Locator} now, the row has slipped"
            : null;

    // The last text of a list of lines, cut short with the end of its line.
    private string? CutShort(ChangedCell cell) =>
        cell.Row == changed[^1].After.Position && cell.After.Length > 0 && cell.Before.StartsWith(cell.After, StringComparison.Ordinal) && last.Bytes.Span.EndsWith("\n"u8) && !now.Bytes.Span.EndsWith("\n"u8)
            ? "the document ends without the end of a line that it had"
            : null;

    // What makes every difference doubtful.
    private string? OutOfJoint()
    {
        if (source.Read.Form == ReadForm.Pdf && PdfReferences.Lead(last) && !PdfReferences.Lead(now))
        {
            return "the cross references of the PDF do not lead to its objects any more";
        }

        return differing == 1 && !before.Remarks.Exists(IsBeyond) && after.Remarks.Find(IsBeyond) is { } beyond ? $"{beyond.Message}, and none when it was last published" : null;
    }

    private static bool IsBeyond(Remark remark) => remark.Code == "UNMAPPED_COLUMN";

    // The cells in which a row differs, if it is the same row: of three cells one is what it was, or half of what differs is like what it was. Where
    // records came or went, others stand where it stood: then half must be what it was, or all that differs like it.
    private List<ChangedCell> Cells(Record old, Record record)
    {
        if (!HasSameColumns(old.Layout, record.Layout))
        {
            return [];
        }

        int equal = 0;
        List<ChangedCell> differ = [];
        for (int i = 0; i < record.Cells.Length; i++)
        {
            string was = old.Cells[i] ?? "";
            string text = record.Cells[i] ?? "";
            if (was == text)
            {
                equal += text.Length > 0 ? 1 : 0;
            }
            else
            {
                differ.Add(new(Locators.Cell(record.Layout, record.Position, i), record.Position, i, record.Layout.Columns[i].Name, was, text));
            }
        }

        int near = differ.Count(cell => Garbling.IsNear(cell.Before, cell.After));
        bool isSameRow = isLonger || isShorter
            ? equal >= differ.Count || near == differ.Count
            : equal * 2 >= differ.Count || near * 2 >= differ.Count || differ.Exists(cell => Slipped(cell, differ) is not null);
        return isSameRow ? [.. differ.Where(cell => !source.Expect.Meant.Contains(cell.After.Trim()))] : [];
    }
}

/// <summary>A cell that differs from what stood there when the document was last published.</summary>
/// <param name="Locator">Where it stands.</param>
/// <param name="Row">Its record's position.</param>
/// <param name="Index">Its column, from 0.</param>
/// <param name="Column">Its column's name.</param>
/// <param name="Before">What stood there; empty where nothing did.</param>
/// <param name="After">What stands there.</param>
internal sealed record ChangedCell(string Locator, long Row, int Index, string Column, string Before, string After);
