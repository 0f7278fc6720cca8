using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Promises;
using Registry.Harvest.Extract.Relations;
using Registry.Harvest.Extract.Rows;
using Registry.Harvest.Extract.Sections;
using Registry.Identity.Places;

namespace Registry.Harvest.Extract;

/// <summary>
/// Reads press, notices and plans: which bodies they name, how these are linked, how much of what there is, and what is promised; every row with the words
/// of the text that say it.
/// </summary>
/// <param name="gazetteer">The divisions by which places are read.</param>
public sealed class Extractor(Gazetteer gazetteer)
{
    private readonly PlaceNames places = new(gazetteer);

    /// <summary>Reads a text.</summary>
    /// <param name="original">The decoded text, or an HTML document.</param>
    /// <param name="cancellationToken">Asked between the stages.</param>
    public IReadOnlyList<Row> Extract(string original, CancellationToken cancellationToken = default)
    {
        CleanText clean = PageLayout.Clean(original);
        cancellationToken.ThrowIfCancellationRequested();
        Document document = Document.Read(clean);
        MentionReader reader = new(document, places);
        Bodies bodies = reader.Read();
        cancellationToken.ThrowIfCancellationRequested();
        List<Relation> relations = new RelationReader(document, bodies, reader.Lists, reader.Listed, places).Read();
        List<Figure> figures = new FigureReader(document, bodies).Read();
        cancellationToken.ThrowIfCancellationRequested();
        List<Designation> designations = Designations.Read(document, bodies, DocumentDate.Of(document));
        List<Promises.Task> tasks = TaskReader.Read(document);
        List<Policy> policies = PolicyReader.Read(document, bodies, places);
        return new RowWriter(document, bodies, places).Write(relations, figures, designations, tasks, policies);
    }
}
