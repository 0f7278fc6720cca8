using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Reads the records of a document: the seam between the forms in which lists are published.</summary>
public abstract class RecordReader
{
    /// <summary>The reader for a source's form.</summary>
    public static RecordReader For(ReadOptions options) => options.OtherForms.Count > 0 ? new AnyForm(options) : options.Form switch
    {
        ReadForm.Docx => new TableRecords(new DocumentRows(options), options),
        ReadForm.Pdf => new TableRecords(new PdfRows(options), options),
        ReadForm.Html => new TableRecords(new HtmlRows(options), options),
        ReadForm.Csv => new TableRecords(new CsvRows(options), options),
        ReadForm.Json => new JsonRecords(options),
        _ => new TableRecords(new WorkbookRows(options), options),
    };

    /// <summary>Reads a document record by record; nothing is kept of those already given.</summary>
    /// <param name="content">The document.</param>
    /// <param name="findings">Receives what is learned beside the records; complete when the last one has been read.</param>
    /// <param name="cancellationToken">Ends the reading between two records.</param>
    /// <exception cref="UnreadableException">The document is not what the source says. Thrown while reading.</exception>
    public abstract IEnumerable<Record> Read(Content content, Findings findings, CancellationToken cancellationToken);
}
