using System.IO.Compression;
using System.Text;

namespace Registry.Harvest.Tests.Support;

/// <summary>Writes a document from the XML of its body.</summary>
static class Docx
{
    public static byte[] Of(string body)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("word/document.xml").Open();
            entry.Write(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"""));
        }

        return file.ToArray();
    }

    public static string Table(params string[] rows) => $"<w:tbl>{string.Concat(rows)}</w:tbl>";

    public static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells)}</w:tr>";

    /// <summary>A cell; <paramref name="merge"/> is <c>restart</c>, <c>continue</c> or nothing.</summary>
    public static string Cell(string text, int span = 1, string? merge = null) =>
        $"""<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{(merge is null ? "" : $"<w:vMerge w:val=\"{merge}\"/>")}</w:tcPr>{P(text)}</w:tc>""";

    public static string P(string text) => $"<w:p>{string.Join("<w:r><w:br/></w:r>", text.Split('\n').Select(line => $"<w:r><w:t>{line}</w:t></w:r>"))}</w:p>";
}
