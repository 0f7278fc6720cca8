using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ExcelDataReader;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Rows of .xls and .xlsx sheets: values of formulas, dates in ISO 8601, merged cells carried to every cell they cover.</summary>
internal sealed class WorkbookRows(ReadOptions options) : RowReader
{
    public override LocatorForm Form => LocatorForm.Sheet;

    public override IEnumerable<Part> Parts(Content content, Findings findings, CancellationToken cancellationToken)
    {
        Signature.MustBe(options.Form, content);
        if (options.Form == ReadForm.Xlsx)
        {
            Unfolding.MustBeModest(content, cancellationToken);
            WorkbookParts.MustBeThere(content);
        }
        else
        {
            CompoundFile.MustBeWhole(content);
        }

        using IExcelDataReader workbook = Guarded(content, () => Open(content));
        List<string> names = [];
        bool any = false;
        do
        {
            names.Add(workbook.Name);
            if (options.Sheet.Asks(names.Count, workbook.Name))
            {
                any = true;
                yield return new(workbook.Name, Rows(workbook, content));
            }
        }
        while (Guarded(content, workbook.NextResult));

        if (!any)
        {
            throw new UnreadableException(UnreadableReason.PartMissing, content.Name, $"no sheet {options.Sheet}; the workbook has {string.Join(", ", names)}", "name one of them under read: sheet");
        }
    }

    private static IExcelDataReader Open(Content content)
    {
        // The reader asks for code page 1252 and for that of the workbook.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        Stream stream = MemoryMarshal.TryGetArray(content.Bytes, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.Bytes.ToArray(), writable: false);
        return ExcelReaderFactory.CreateReader(stream);
    }

    private static IEnumerable<Row> Rows(IExcelDataReader sheet, Content content)
    {
        Merged merged = new(sheet.MergeCells ?? [], content);
        int width = sheet.FieldCount;
        long places = 0;
        string?[] buffer = new string?[width];
        for (long number = 1; Guarded(content, sheet.Read); number++)
        {
            places = Breadth.Add(places, width, content);
            int filled = 0;
            for (int i = 0; i < width; i++)
            {
                string? text = Guarded(content, sheet, i);
                buffer[i] = text;
                filled = text is null ? filled : i + 1;
            }

            filled = Math.Max(filled, merged.Carry((int)number - 1, buffer));
            yield return new(number, buffer[..filled]);
        }
    }

    private static string? Guarded(Content content, IExcelDataReader sheet, int column)
    {
        try
        {
            return Text(sheet, column);
        }
        catch (Exception fault) when (IsFaultOfTheFile(fault))
        {
            throw Corrupt(content, fault);
        }
    }

    private static string? Text(IExcelDataReader sheet, int column) => sheet.GetValue(column) switch
    {
        null => null,
        string { Length: 0 } => null,
        string text => text,
        double number => Number(number, sheet, column),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "TRUE" : "FALSE",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString(),
    };

    // Codes are often typed as numbers: 4111010001 must not become 4.111010001E9, and under the format 000000 a zero in front is shown.
    private static string Number(double number, IExcelDataReader sheet, int column)
    {
        if (number != Math.Floor(number) || Math.Abs(number) >= 1e15)
        {
            return number.ToString("R", CultureInfo.InvariantCulture);
        }

        string digits = ((long)number).ToString(CultureInfo.InvariantCulture);
        string? format = sheet.GetNumberFormatString(column);
        return format is { Length: > 1 } && format.AsSpan().TrimStart('0').IsEmpty ? digits.PadLeft(format.Length, '0') : digits;
    }

    private static T Guarded<T>(Content content, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (IsFaultOfTheFile(fault))
        {
            throw Corrupt(content, fault);
        }
    }

    private static UnreadableException Corrupt(Content content, Exception fault) => fault is ExcelDataReader.Exceptions.InvalidPasswordException
        ? new(UnreadableReason.Corrupt, content.Name, "the workbook is encrypted", "ask the publisher for one without a password")
        : new(UnreadableReason.Corrupt, content.Name, $"the workbook is damaged ({fault.Message.TrimEnd('.')})", "fetch it again, or save it once more with a spreadsheet program and import it by hand");

    // The library has types of its own for some faults; the others show as whatever its code met in the damaged bytes.
    private static bool IsFaultOfTheFile(Exception fault) => fault is not (OutOfMemoryException or OperationCanceledException or UnreadableException);

    /// <summary>Merged ranges, met row by row.</summary>
    private sealed class Merged
    {
        private readonly CellRange[] ranges;
        private readonly List<(CellRange Range, string? Text)> open = [];
        private int next;

        private readonly Content content;
        private long places;

        public Merged(CellRange[] ranges, Content content)
        {
            this.content = content;
            this.ranges = [.. ranges];
            Array.Sort(this.ranges, static (a, b) => a.FromRow != b.FromRow ? a.FromRow.CompareTo(b.FromRow) : a.FromColumn.CompareTo(b.FromColumn));
        }

        /// <summary>Fills what merged cells cover of a row (from 0); gives the width they reach.</summary>
        public int Carry(int row, string?[] cells)
        {
            for (; next < ranges.Length && ranges[next].FromRow <= row; next++)
            {
                CellRange range = ranges[next];
                string? text = range.FromRow == row && range.FromColumn < cells.Length ? cells[range.FromColumn] : null;
                open.Add((range, text));
            }

            places = Breadth.Add(places, open.Count, content);
            int width = 0;
            for (int i = open.Count - 1; i >= 0; i--)
            {
                (CellRange range, string? text) = open[i];
                if (range.ToRow < row)
                {
                    open.RemoveAt(i);
                }
                else if (text is not null)
                {
                    int end = Math.Min(range.ToColumn + 1, cells.Length);
                    Array.Fill(cells, text, range.FromColumn, end - range.FromColumn);
                    width = Math.Max(width, end);
                }
            }

            return width;
        }
    }
}
