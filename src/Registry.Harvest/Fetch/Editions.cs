using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>Reads bundled editions: no network is needed.</summary>
internal static class Editions
{
    public static Arrival Read(SourceDefinition source, Edition edition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string name = $"{source.Id}/{edition.File}";
        byte[] bytes = Bytes(edition, name);
        // An edition that is not restated was fetched at its day; a restated one is seen at its day through the document.
        DateTimeOffset day = new(edition.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new(
            new Document(edition.Url ?? name, edition.Title)
            {
                PublishedOn = edition.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Restated = edition.Restated,
                Origin = edition.Origin,
                EditionDate = edition.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            new Content(name, bytes),
            new Sighting(name, MediaType(source.Read.Form), SeenAt: edition.Restated ? null : day));
    }

    private static byte[] Bytes(Edition edition, string name)
    {
        try
        {
            return File.ReadAllBytes(edition.Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException(UnreadableReason.PartMissing, name, $"the file cannot be read ({fault.Message.TrimEnd('.')})", "a readable file beside source.yml was expected");
        }
    }

    private static string MediaType(ReadForm form) => form switch
    {
        ReadForm.Html => "text/html",
        ReadForm.Csv => "text/csv",
        ReadForm.Press or ReadForm.Plan => "text/plain",
        ReadForm.Json => "application/json",
        ReadForm.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ReadForm.Pdf => "application/pdf",
        ReadForm.Xls => "application/vnd.ms-excel",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
}
