using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace Registry.Harvest.Read;

/// <summary>
/// Whether a workbook has the parts that it says it has (ECMA-376 part 2, relationships): without its table of texts a reader takes the numbers of
/// the texts for what the cells say.
/// </summary>
internal static class WorkbookParts
{
    private const string Folder = "xl/";
    private const string Relationships = "xl/_rels/workbook.xml.rels";
    private static readonly string[] Needed = ["/sharedStrings", "/worksheet", "/styles"];

    /// <summary>Refuses a workbook that lacks one.</summary>
    public static void MustBeThere(Content content)
    {
        try
        {
            using ZipArchive archive = new(
                MemoryMarshal.TryGetArray(content.Bytes, out ArraySegment<byte> array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(content.Bytes.ToArray()),
                ZipArchiveMode.Read);
            if (archive.GetEntry(Relationships) is not { } relationships)
            {
                return;
            }

            HashSet<string> entries = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            using Stream stream = relationships.Open();
            using XmlReader xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 16 * 1024 * 1024 });
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && Missing(xml, entries) is { } part)
                {
                    throw Corrupt(content, $"its part {part} is missing");
                }
            }
        }
        catch (Exception fault) when (fault is XmlException or InvalidDataException)
        {
            throw Corrupt(content, fault.Message.TrimEnd('.'));
        }
    }

    private static string? Missing(XmlReader xml, HashSet<string> entries)
    {
        string type = xml.GetAttribute("Type") ?? "";
        string target = xml.GetAttribute("Target") ?? "";
        string part = target.StartsWith('/') ? target[1..] : Folder + target;
        return Needed.Any(needed => type.EndsWith(needed, StringComparison.Ordinal)) && !part.Contains("..", StringComparison.Ordinal) && !entries.Contains(part) ? part : null;
    }

    private static UnreadableException Corrupt(Content content, string found) =>
        new(UnreadableReason.Corrupt, content.Name, $"the workbook is damaged ({found})", "fetch it again, or save it once more with a spreadsheet program and import it by hand");
}
