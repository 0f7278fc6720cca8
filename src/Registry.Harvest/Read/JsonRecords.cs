using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Read;

/// <summary>
/// Records from a JSON array, or from lines of JSON objects. Nested objects and arrays are flattened to columns named by their pointer below
/// the item: <c>country/name</c>, <c>names/0/value</c>. The document is walked twice, first for its columns.
/// </summary>
internal sealed class JsonRecords(ReadOptions options) : RecordReader
{
    private const int MostColumns = 16384;

    /// <summary>Whether the array of items is there and empty: the page behind the last one.</summary>
    public static bool IsEmpty(ReadOptions options, Content content)
    {
        JsonRecords reader = new(options);
        ReadOnlyMemory<byte> text = reader.AsUtf8(content, new Findings());
        return Guarded(content, () => reader.Items(content, text.Span, CancellationToken.None)).Count == 0;
    }

    public override IEnumerable<Record> Read(Content content, Findings findings, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> text = AsUtf8(content, findings);
        List<Item> items = Guarded(content, () => Items(content, text.Span, cancellationToken));
        Columns columns = new(content);
        foreach (Item item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Walk(text.Span[item.Start..item.End], columns.Note);
        }

        StatedCount? total = Total(content, text.Span, findings);
        Layout layout = columns.Layout(options.Within is { } within ? $"{within} {options.Items}" : options.Items);
        for (int i = 0; i < items.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string?[] cells = new string?[columns.Count];
            Walk(text.Span[items[i].Start..items[i].End], (name, value) => cells[columns[name]] = value);
            Breadth.MustBeModest(cells, content);
            findings.Records++;
            if (total is not null)
            {
                total.Counted++;
            }

            yield return new(layout, i, cells);
        }
    }

    private ReadOnlyMemory<byte> AsUtf8(Content content, Findings findings)
    {
        if (options.Within is { } within)
        {
            return OfElement(content, within, findings);
        }

        Signature.MustBe(ReadForm.Json, content);
        Charset charset = Charset.Of(content, options.Charset);
        findings.Charset = $"{charset.Encoding.WebName} ({charset.Reason})";
        return charset.Encoding is UTF8Encoding
            ? content.Bytes[charset.Preamble..]
            : Encoding.UTF8.GetBytes(charset.Decode(content.Bytes.Span));
    }

    // A page may carry its data as JSON in an attribute: <input id="pyArr" value='[{"cName": …}]'>.
    private ReadOnlyMemory<byte> OfElement(Content content, Within within, Findings findings)
    {
        Signature.MustBe(ReadForm.Html, content);
        using IHtmlDocument page = HtmlPage.Parse(content, options.Charset, out Charset charset);
        findings.Charset = $"{charset.Encoding.WebName} ({charset.Reason})";
        IElement? element = page.QuerySelector(within.Selector);
        string? text = within.Attribute is { } attribute ? element?.GetAttribute(attribute) : element?.TextContent;
        return !string.IsNullOrWhiteSpace(text) ? Encoding.UTF8.GetBytes(text) : throw new UnreadableException(
            UnreadableReason.PartMissing,
            content.Name,
            element is null ? $"there is no element {within.Selector}" : $"{within} holds nothing",
            "name the element and its attribute under read: within");
    }

    private StatedCount? Total(Content content, ReadOnlySpan<byte> text, Findings findings)
    {
        if (options.TotalAt is not { } pointer)
        {
            return null;
        }

        Utf8JsonReader reader = new(text);
        reader.Read();
        Find(content, ref reader, pointer);
        string stated = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        if (!long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            throw new UnreadableException(UnreadableReason.PartMissing, content.Name, $"{pointer} is «{stated}»", "the number of items was expected; name it under read: total");
        }

        StatedCount total = new(stated, pointer, count, Section: false);
        findings.Counts.Add(total);
        return total;
    }

    /// <summary>Where each item begins and ends in the text.</summary>
    private List<Item> Items(Content content, ReadOnlySpan<byte> text, CancellationToken cancellationToken)
    {
        Utf8JsonReader reader = new(text, new JsonReaderOptions { AllowMultipleValues = true });
        reader.Read();
        if (options.Items.Length > 0)
        {
            Find(content, ref reader, options.Items);
        }

        List<Item> items = [];
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                cancellationToken.ThrowIfCancellationRequested();
                items.Add(ItemAt(ref reader));
            }

            ReadToEnd(content, ref reader);
            return items;
        }

        if (options.Items.Length > 0 || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new UnreadableException(UnreadableReason.PartMissing, content.Name, $"{(options.Items.Length == 0 ? "the document" : options.Items)} is {Kind(reader.TokenType)}", "an array of items was expected; name it under read: items");
        }

        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            items.Add(ItemAt(ref reader));
        }
        while (reader.Read());
        return items;
    }

    private static Item ItemAt(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(start, (int)reader.BytesConsumed);
    }

    // What stands behind the array must be whole as well: a cut document is no list.
    private static void ReadToEnd(Content content, ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                throw new UnreadableException(UnreadableReason.Corrupt, content.Name, string.Create(CultureInfo.InvariantCulture, $"behind the end of the JSON begins {Kind(reader.TokenType)}, at byte {reader.TokenStartIndex + 1}"), "one whole value was expected; fetch it again");
            }
        }
    }

    private static void Find(Content content, ref Utf8JsonReader reader, string pointer)
    {
        foreach (string step in pointer[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            bool found = reader.TokenType switch
            {
                JsonTokenType.StartObject => FindMember(ref reader, step),
                JsonTokenType.StartArray => FindElement(ref reader, step),
                _ => false,
            };
            if (!found)
            {
                throw new UnreadableException(UnreadableReason.PartMissing, content.Name, $"there is no {pointer}: \"{step}\" is missing", "name the array of items under read: items");
            }
        }
    }

    private static bool FindMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool met = reader.ValueTextEquals(name);
            reader.Read();
            if (met)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool FindElement(ref Utf8JsonReader reader, string index)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int left))
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (left-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>Visits each text, number and truth value of an item with its pointer; null, empty objects and empty arrays say nothing.</summary>
    private static void Walk(ReadOnlySpan<byte> item, Action<string, string> visit)
    {
        Utf8JsonReader reader = new(item);
        reader.Read();
        Walk(ref reader, "", visit);
    }

    private static void Walk(ref Utf8JsonReader reader, string pointer, Action<string, string> visit)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string name = Below(pointer, Escaped(reader.GetString()!));
                    reader.Read();
                    Walk(ref reader, name, visit);
                }

                break;
            case JsonTokenType.StartArray:
                for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    Walk(ref reader, Below(pointer, i.ToString(CultureInfo.InvariantCulture)), visit);
                }

                break;
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                visit(pointer, reader.GetString()!);
                break;
            default:
                visit(pointer, Encoding.UTF8.GetString(reader.ValueSpan));
                break;
        }
    }

    private static string Below(string pointer, string name) => pointer.Length == 0 ? name : $"{pointer}/{name}";

    private static string Escaped(string name) => name.AsSpan().ContainsAny('/', '~')
        ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : name;

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    private static T Guarded<T>(Content content, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException fault)
        {
            // The parser tells an end that comes too early by the position alone: it stands behind the last byte.
            throw new UnreadableException(
                UnreadableReason.Corrupt,
                content.Name,
                string.Create(CultureInfo.InvariantCulture, $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}: {fault.Message.Split(" LineNumber:")[0].Split(" Path:")[0]}"),
                "whole JSON was expected; fetch it again");
        }
    }

    private readonly record struct Item(int Start, int End);

    private sealed class Columns(Content content)
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly List<string> names = [];

        public int Count => names.Count;

        public int this[string name] => numbers[name];

        public void Note(string name, string value)
        {
            if (!numbers.TryAdd(name, names.Count))
            {
                return;
            }

            names.Add(name);
            if (names.Count > MostColumns)
            {
                throw new UnreadableException(UnreadableReason.TooLarge, content.Name, $"its items have more than {MostColumns} fields together", "name the array of items under read: items; an item has fields, not lists of lists");
            }
        }

        public Layout Layout(string items) => new(
            items,
            [.. names.Select(name => new LayoutColumn(name, $"{items}/", name.Length == 0 ? "" : $"/{name}"))]);
    }
}
