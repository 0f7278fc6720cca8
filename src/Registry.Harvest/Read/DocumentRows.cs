using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>
/// Rows of the tables of a .docx (ECMA-376 part 1, 17.4): a cell that spans columns (gridSpan) or goes on from the row above (vMerge) carries its
/// text to every place it covers.
/// </summary>
internal sealed class DocumentRows(ReadOptions options) : RowReader
{
    private const string Main = "word/document.xml";
    private const int DeepestNesting = 64;
    private const int WidestRow = 16384;

    public override LocatorForm Form => LocatorForm.Table;

    public override IEnumerable<Part> Parts(Content content, Findings findings, CancellationToken cancellationToken)
    {
        Signature.MustBe(ReadForm.Docx, content);
        Unfolding.MustBeModest(content, cancellationToken);
        List<Part> tables = Tables(content, cancellationToken);
        return WholeTables.Chosen(tables, options, content);
    }

    private static List<Part> Tables(Content content, CancellationToken cancellationToken)
    {
        try
        {
            using ZipArchive archive = new(
                MemoryMarshal.TryGetArray(content.Bytes, out ArraySegment<byte> array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(content.Bytes.ToArray()),
                ZipArchiveMode.Read);
            using Stream main = (archive.GetEntry(Main) ?? throw Corrupt(content, $"there is no {Main}")).Open();
            using XmlReader xml = XmlReader.Create(main, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 512L * 1024 * 1024 });
            return new Body(content, cancellationToken).Read(xml);
        }
        catch (Exception fault) when (fault is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw Corrupt(content, fault.Message.TrimEnd('.'));
        }
    }

    private static UnreadableException Corrupt(Content content, string found) =>
        new(UnreadableReason.Corrupt, content.Name, $"the document is damaged ({found})", "fetch it again, or save it once more with a word processor and import it by hand");

    /// <summary>The body of a document, walked once.</summary>
    private sealed class Body(Content content, CancellationToken cancellationToken)
    {
        private readonly List<Part> parts = [];
        private readonly Stack<Table> open = [];
        private readonly StringBuilder above = new();
        private int tables;
        private long places;

        public List<Part> Read(XmlReader xml)
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    Open(xml);
                }
                else if (xml.NodeType == XmlNodeType.EndElement)
                {
                    Close(xml.LocalName);
                }
                else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && inText)
                {
                    Text.Append(xml.Value);
                }
            }

            return parts;
        }

        private bool inText;

        private StringBuilder Text => open.TryPeek(out Table? table) ? table.Text : above;

        private void Open(XmlReader xml)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (xml.LocalName)
            {
                case "tbl":
                    if (open.Count == DeepestNesting)
                    {
                        throw new InvalidDataException($"tables are nested more than {DeepestNesting} deep");
                    }

                    open.Push(new(++tables, above.ToString()));
                    above.Clear();
                    break;
                case "tr":
                    Current?.OpenRow();
                    break;
                case "gridBefore":
                    Current?.Skip(Number(xml));
                    break;
                case "tc":
                    Current?.OpenCell();
                    break;
                case "gridSpan":
                    Current?.Span(Number(xml));
                    break;
                case "vMerge":
                    Current?.Merge(xml.GetAttribute("val", xml.NamespaceURI) == "restart");
                    break;
                case "t":
                    inText = !xml.IsEmptyElement;
                    break;
                case "br" or "cr":
                    Text.Append('\n');
                    break;
                case "tab":
                    Text.Append(' ');
                    break;
            }
        }

        private Table? Current => open.TryPeek(out Table? table) ? table : null;

        private void Close(string name)
        {
            switch (name)
            {
                case "t":
                    inText = false;
                    break;
                case "p":
                    Text.Append('\n');
                    break;
                case "tc":
                    Current?.CloseCell();
                    break;
                case "tr" when Current is { } table:
                    places = Breadth.Add(places, table.CloseRow(), content, Breadth.MostHeld);
                    break;
                case "tbl":
                    Table closed = open.Pop();
                    parts.Add(new(closed.Number.ToString(CultureInfo.InvariantCulture), closed.Rows) { Above = closed.Above });
                    break;
            }
        }

        private static int Number(XmlReader xml) => int.TryParse(xml.GetAttribute("val", xml.NamespaceURI), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1;
    }

    /// <summary>A table while it is being read.</summary>
    private sealed class Table(int number, string above)
    {
        private readonly Dictionary<int, string?> carried = [];
        private readonly List<string?> cells = [];
        private int span;
        private bool? starts;

        public int Number => number;

        public string Above => above;

        public List<Row> Rows { get; } = [];

        public StringBuilder Text { get; } = new();

        public void OpenRow() => cells.Clear();

        public void Skip(int columns)
        {
            for (int i = 0; i < Math.Min(columns, WidestRow); i++)
            {
                cells.Add(null);
            }
        }

        public void OpenCell()
        {
            Text.Clear();
            span = 1;
            starts = null;
        }

        public void Span(int columns) => span = Math.Clamp(columns, 1, WidestRow);

        public void Merge(bool isStart) => starts = isStart;

        public void CloseCell()
        {
            string? text = Text.ToString().Trim() is { Length: > 0 } written ? written : null;
            if (starts == false)
            {
                text ??= carried.GetValueOrDefault(cells.Count);
            }
            else if (starts is null)
            {
                carried.Remove(cells.Count);
            }
            else
            {
                carried[cells.Count] = text;
            }

            for (int i = 0; i < span && cells.Count < WidestRow; i++)
            {
                cells.Add(text);
            }

            Text.Clear();
        }

        /// <summary>Ends the row and gives its width.</summary>
        public int CloseRow()
        {
            Rows.Add(new(Rows.Count + 1, [.. cells]));
            return cells.Count;
        }
    }
}
