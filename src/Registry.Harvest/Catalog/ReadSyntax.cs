using System.Globalization;
using Registry.Harvest.Read;

namespace Registry.Harvest.Catalog;

/// <summary>Reads <c>read</c>: how rows come out of a document. An option that the form does not have is a fault.</summary>
internal sealed class ReadSyntax(Faults faults)
{
    private static readonly Dictionary<string, ReadForm> Forms = Enum.GetValues<ReadForm>().ToDictionary(f => f.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, ReadForm[]> FormsOf = new(StringComparer.Ordinal)
    {
        ["charset"] = [ReadForm.Html, ReadForm.Csv, ReadForm.Json],
        ["table"] = [ReadForm.Html],
        ["sheet"] = [ReadForm.Xls, ReadForm.Xlsx],
        ["items"] = [ReadForm.Json],
        ["delimiter"] = [ReadForm.Csv],
        ["quote"] = [ReadForm.Csv],
        ["titleRows"] = Grids, ["headerRows"] = Grids, ["columns"] = Grids, ["section"] = Grids, ["total"] = Grids, ["skip"] = Grids,
    };

    private static ReadForm[] Grids => [ReadForm.Html, ReadForm.Csv, ReadForm.Xls, ReadForm.Xlsx];

    public ReadOptions? Read(Section? section, IReadOnlyDictionary<string, string> headerPatches)
    {
        if (section is null)
        {
            return null;
        }

        ReadForm? form = section.Word(section.Required("form"), "form", Forms);
        int headerRows = section.OptionalNumber("headerRows", 0) ?? 1;
        IReadOnlyList<string> columns = section.OptionalTexts("columns");
        CheckColumns(section, headerRows, columns);
        ReadOptions options = new()
        {
            Form = form ?? ReadForm.Csv,
            Charset = ReadCharset(section),
            Table = ReadTable(section),
            Sheet = ReadSheet(section),
            Items = ReadItems(section),
            Delimiter = ReadDelimiter(section),
            Quote = ReadQuote(section),
            TitleRows = section.OptionalNumber("titleRows", 0) ?? 0,
            HeaderRows = headerRows,
            Columns = [.. columns.Select(Columns.Folded)],
            Section = section.OptionalPattern("section"),
            Total = section.OptionalPattern("total", "count"),
            Skip = section.OptionalPattern("skip"),
            Blanks = section.OptionalTexts("blanks").ToHashSet(StringComparer.Ordinal),
            HeaderPatches = headerPatches,
        };
        section.Close();
        ReportOptionsOfOtherForms(section, form);
        return form is null ? null : options;
    }

    private void ReportOptionsOfOtherForms(Section section, ReadForm? form)
    {
        if (form is not { } chosen)
        {
            return;
        }

        foreach ((Node.Scalar key, _) in ((Node.Mapping)section.Node).Entries)
        {
            if (FormsOf.TryGetValue(key.Text, out ReadForm[]? forms) && !forms.Contains(chosen))
            {
                faults.At(key, $"\"{key.Text}\" is an option of {Section.OneOf(forms.Select(f => f.ToString().ToLowerInvariant()))}; it has no effect for form {chosen.ToString().ToLowerInvariant()}");
            }
        }
    }

    private void CheckColumns(Section section, int headerRows, IReadOnlyList<string> columns)
    {
        if (headerRows == 0 && columns.Count == 0)
        {
            faults.At(section.Node, "\"headerRows\" is 0, but there are no \"columns\"; their names would be right");
        }
        else if (headerRows > 0 && columns.Count > 0)
        {
            faults.At(section.Optional("columns")!, "\"columns\" names what the header names already; headerRows: 0 would be right where there is none");
        }
    }

    private string? ReadCharset(Section section)
    {
        string? name = section.OptionalText("charset");
        if (name is not null && Charset.Strict(name) is null)
        {
            faults.At(section.Optional("charset")!, $"there is no charset \"{name}\"; a name such as utf-8 or gb18030 would be right");
        }

        return name;
    }

    private TableChoice ReadTable(Section section) => section.Optional("table") switch
    {
        null => TableChoice.First,
        Node.Scalar { Text: "all" } => new(null, [], true),
        Node.Sequence words => new(null, Section.Texts(words, "\"table\"", faults), false),
        var number => new(Section.Number(number, "\"table\"", 1, faults), [], false),
    };

    private SheetChoice ReadSheet(Section section) => section.Optional("sheet") switch
    {
        null => SheetChoice.First,
        Node.Scalar { Text: "all", Plain: true } => new(null, null, true),
        Node.Scalar { Plain: true } scalar when int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => new(number, null, false),
        var name => new(null, Section.Text(name, "\"sheet\"", faults), false),
    };

    private string ReadItems(Section section)
    {
        string? items = section.OptionalText("items");
        if (items is not null && !items.StartsWith('/'))
        {
            faults.At(section.Optional("items")!, $"\"items\" is \"{items}\"; a JSON pointer such as /result/list would be right");
            return "";
        }

        return items ?? "";
    }

    private char? ReadDelimiter(Section section)
    {
        Node? node = section.Optional("delimiter");
        string? text = node is Node.Scalar scalar ? scalar.Text : Section.Text(node, "\"delimiter\"", faults);
        if (text is null or "tab")
        {
            return text is null ? null : '\t';
        }

        if (text is [var delimiter] && char.IsAscii(delimiter))
        {
            return delimiter;
        }

        faults.At(node!, $"\"delimiter\" is \"{text}\"; one ASCII character or tab would be right");
        return null;
    }

    private char? ReadQuote(Section section)
    {
        string? text = section.OptionalText("quote");
        if (text is null or "none")
        {
            return text is null ? '"' : null;
        }

        if (text is [var quote] && char.IsAscii(quote))
        {
            return quote;
        }

        faults.At(section.Optional("quote")!, $"\"quote\" is \"{text}\"; one ASCII character or none would be right");
        return '"';
    }
}
