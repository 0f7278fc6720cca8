using System.IO.Compression;
using System.Text;

namespace Registry.Harvest.Tests.Support;

/// <summary>Writes a workbook of one sheet from its XML, the way spreadsheet programs lay it out.</summary>
static class Xlsx
{
    /// <summary>A workbook whose sheet 名录 has these rows (<c>&lt;row&gt;</c> elements) and merged ranges.</summary>
    public static byte[] Of(string rows, params string[] merged) => Of([("名录", rows, merged)]);

    public static byte[] Of(params (string Name, string Rows, string[] Merged)[] sheets)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
                """);
            Add(zip, "_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """);
            Add(zip, "xl/workbook.xml", $"""
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>
                """);
            Add(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
                """);
            // Style 1 is a day, style 2 a code of six digits.
            Add(zip, "xl/styles.xml", """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>
                """);
            for (int i = 0; i < sheets.Length; i++)
            {
                string merges = sheets[i].Merged.Length == 0 ? "" : $"<mergeCells>{string.Concat(sheets[i].Merged.Select(m => $"""<mergeCell ref="{m}"/>"""))}</mergeCells>";
                Add(zip, $"xl/worksheets/sheet{i + 1}.xml", $"""
                    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheets[i].Rows}</sheetData>{merges}</worksheet>
                    """);
            }
        }

        return file.ToArray();
    }

    /// <summary>A row of texts; null leaves a cell out.</summary>
    public static string Row(int number, params string?[] texts) =>
        $"""<row r="{number}">{string.Concat(texts.Select((text, i) => text is null ? "" : Cell($"{(char)('A' + i)}{number}", text)))}</row>""";

    public static string Cell(string reference, string text) =>
        $"""<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>""";

    /// <summary>A zip archive of one entry.</summary>
    public static byte[] Zip(string name, byte[] content)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            entry.Write(content);
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using Stream entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8"?>""" + xml.Trim()));
    }
}
