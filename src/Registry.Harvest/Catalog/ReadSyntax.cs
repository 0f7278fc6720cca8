using System.Globalization;
using AngleSharp.Css.Parser;
using Registry.Harvest.Read;

namespace Registry.Harvest.Catalog;

/// <summary>Reads <c>read</c>: how rows come out of a document. An option that the form does not have is a fault.</summary>
internal sealed class ReadSyntax(Faults faults)
{
    private static readonly Dictionary<string, ReadForm> Forms = Enum.GetValues<ReadForm>().ToDictionary(f => f.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, ReadForm[]> FormsOf = new(StringComparer.Ordinal)
    {
        ["charset"] = [ReadForm.Html, ReadForm.Csv, ReadForm.Json, ReadForm.Press, ReadForm.Plan],
        ["threshold"] = [ReadForm.Press, ReadForm.Plan],
        ["table"] = [ReadForm.Html, ReadForm.Docx],
        ["sheet"] = [ReadForm.Xls, ReadForm.Xlsx],
        ["items"] = [ReadForm.Json],
        ["within"] = [ReadForm.Json],
        ["delimiter"] = [ReadForm.Csv],
        ["quote"] = [ReadForm.Csv],
        ["titleRows"] = Grids, ["headerRows"] = Grids, ["columns"] = Grids, ["section"] = Grids, ["skip"] = Grids,
        ["total"] = [.. Grids, ReadForm.Json], ["blanks"] = [.. Grids, ReadForm.Json],
        ["headerWith"] = Grids, ["headerOnce"] = [ReadForm.Html, ReadForm.Docx, ReadForm.Xls, ReadForm.Xlsx],
    };

    private static ReadForm[] Grids => [ReadForm.Html, ReadForm.Csv, ReadForm.Xls, ReadForm.Xlsx, ReadForm.Docx, ReadForm.Pdf];

    public ReadOptions? Read(Section? section, IReadOnlyDictionary<string, string> headerPatches)
    {
        if (section is null)
        {
            return null;
        }

        List<ReadForm> forms = ReadForms(section);
        bool isJson = forms.Contains(ReadForm.Json);
        int headerRows = section.OptionalNumber("headerRows", 0) ?? 1;
        IReadOnlyList<string> columns = section.OptionalTexts("columns");
        CheckColumns(section, headerRows, columns);
        ReadOptions options = new()
        {
            Form = forms.Count > 0 ? forms[0] : ReadForm.Csv,
            OtherForms = [.. forms.Skip(1)],
            Charset = ReadCharset(section),
            Table = ReadTable(section),
            Sheet = ReadSheet(section),
            Items = ReadPointer(section, "items") ?? "",
            Within = ReadWithin(section),
            TotalAt = isJson ? ReadPointer(section, "total") : null,
            Delimiter = ReadDelimiter(section),
            Quote = ReadQuote(section),
            TitleRows = section.OptionalNumber("titleRows", 0) ?? 0,
            HeaderRows = headerRows,
            HeaderWith = ReadHeaderWith(section, headerRows),
            HeaderOnce = section.OptionalFlag("headerOnce"),
            Columns = [.. columns.Select(Columns.Folded)],
            Section = section.OptionalPattern("section"),
            Total = isJson ? null : section.OptionalPattern("total", "count"),
            Skip = section.OptionalPattern("skip"),
            Blanks = section.OptionalTexts("blanks").ToHashSet(StringComparer.Ordinal),
            HeaderPatches = headerPatches,
            Threshold = section.OptionalShare("threshold") ?? 0.6,
        };
        section.Close();
        ReportOptionsOfOtherForms(section, forms);
        return forms.Count == 0 ? null : options;
    }

    private List<ReadForm> ReadForms(Section section)
    {
        Node? node = section.Required("form");
        List<ReadForm> forms = [];
        foreach (Node item in node is Node.Sequence { Items.Count: > 0 } list ? list.Items : node is null ? [] : [node])
        {
            if (section.Word(item, "form", Forms) is { } form)
            {
                forms.Add(form);
            }
        }

        if (forms.Count > 1 && forms.Exists(static f => f is ReadForm.Press or ReadForm.Plan))
        {
            faults.At(node!, "press and plan stand alone; prose is no list, so that two sources would be right");
        }

        if (forms.Count > 1 && forms.Contains(ReadForm.Json))
        {
            faults.At(node!, "json stands beside other forms; items of JSON have other columns than tables, so that two sources would be right");
        }

        return forms;
    }

    private void ReportOptionsOfOtherForms(Section section, List<ReadForm> chosen)
    {
        if (chosen.Count == 0)
        {
            return;
        }

        foreach ((Node.Scalar key, _) in ((Node.Mapping)section.Node).Entries)
        {
            if (FormsOf.TryGetValue(key.Text, out ReadForm[]? forms) && !forms.Intersect(chosen).Any())
            {
                faults.At(key, $"\"{key.Text}\" is an option of {Section.OneOf(forms.Select(f => f.ToString().ToLowerInvariant()))}; it has no effect for form {Section.OneOf(chosen.Select(f => f.ToString().ToLowerInvariant()))}");
            }
        }
    }

    private IReadOnlyList<string> ReadHeaderWith(Section section, int headerRows)
    {
        IReadOnlyList<string> words = section.OptionalTexts("headerWith");
        if (words.Count > 0 && (headerRows == 0 || section.Optional("titleRows") is not null))
        {
            faults.At(section.Optional("headerWith")!, "\"headerWith\" finds the header by its words; without titleRows, and with headerRows from 1, would be right");
        }

        return [.. words.Select(Columns.Folded)];
    }

    private Within? ReadWithin(Section section)
    {
        if (section.OptionalText("within") is not { } text)
        {
            return null;
        }

        int sign = text.LastIndexOf('@');
        bool hasAttribute = sign > 0 && text.IndexOf(']', sign) < 0;
        Within within = new(hasAttribute ? text[..sign] : text, hasAttribute ? text[(sign + 1)..] : null);
        if (new CssSelectorParser().ParseSelector(within.Selector) is null)
        {
            faults.At(section.Optional("within")!, $"\"within\" is \"{text}\"; a CSS selector, with @attribute behind it, would be right");
        }

        return within;
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

    private string? ReadPointer(Section section, string key)
    {
        string? pointer = section.OptionalText(key);
        if (pointer is not null && !pointer.StartsWith('/'))
        {
            faults.At(section.Optional(key)!, $"\"{key}\" is \"{pointer}\"; a JSON pointer such as /result/list would be right");
            return null;
        }

        return pointer;
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
