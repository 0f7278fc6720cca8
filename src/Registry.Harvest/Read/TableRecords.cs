using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Read;

/// <summary>
/// Records from grids: title rows are searched for a stated total, header rows name the columns, section rows are carried down and counted,
/// and what remains is a record a row.
/// </summary>
internal sealed class TableRecords(RowReader reader, ReadOptions options) : RecordReader
{
    private UnreadableException? withoutHeader;

    public override IEnumerable<Record> Read(Content content, Findings findings, CancellationToken cancellationToken)
    {
        withoutHeader = null;
        Sheet? first = null;
        Sheet? before = null;
        foreach (Part part in reader.Parts(content, findings, cancellationToken))
        {
            Sheet sheet = new(part, reader.Form, options, content, findings);
            using IEnumerator<Row> rows = part.Rows.GetEnumerator();
            if (before is not null && (options.HeaderOnce || reader.Form == LocatorForm.Page))
            {
                sheet.GoOnFrom(before);
            }
            else if (!TryReadHeader(sheet, rows, findings))
            {
                continue;
            }

            if (first is not null && !sheet.Names.SequenceEqual(first.Names))
            {
                Skip(sheet, first, findings);
                continue;
            }

            first ??= sheet;
            before = sheet;
            foreach (Record record in sheet.ReadRecords(rows, cancellationToken))
            {
                findings.Records++;
                yield return record;
            }
        }

        if (first is null && withoutHeader is not null)
        {
            throw withoutHeader;
        }

        CountTotal(findings);
    }

    // One of several sheets may be a note to the reader; the only one may not.
    private bool TryReadHeader(Sheet sheet, IEnumerator<Row> rows, Findings findings)
    {
        try
        {
            sheet.ReadHeader(rows);
            return true;
        }
        catch (UnreadableException fault) when (options.Sheet.All && options.HeaderWith.Count > 0 && fault.Reason is UnreadableReason.PartMissing or UnreadableReason.Truncated)
        {
            withoutHeader ??= fault;
            findings.Remarks.Add(new("UNMAPPED_PART", $"sheet {sheet.Part} has no header with {string.Join(", ", options.HeaderWith)} and was not read", Locators.Row(reader.Form, sheet.Part, 1)));
            return false;
        }
    }

    // Tables of another header are the page's furniture; a sheet of another header is part of the publication.
    private void Skip(Sheet sheet, Sheet first, Findings findings)
    {
        if (reader.Form == LocatorForm.Sheet)
        {
            findings.Remarks.Add(new(
                "UNMAPPED_PART",
                $"sheet {sheet.Part} has another header ({string.Join(", ", sheet.Names)}) than {first.Part} ({string.Join(", ", first.Names)}) and was not read",
                Locators.Row(reader.Form, sheet.Part, 1)));
        }
    }

    // A total that is stated once is that of the whole list, also where the list runs over several tables.
    private static void CountTotal(Findings findings)
    {
        StatedCount[] totals = [.. findings.Counts.Where(c => !c.Section)];
        if (totals.Length == 1)
        {
            totals[0].Counted = findings.Records;
        }
    }
}
