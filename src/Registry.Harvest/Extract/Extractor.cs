using System.Security.Cryptography;
using System.Text;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Promises;
using Registry.Harvest.Extract.Relations;
using Registry.Harvest.Extract.Rows;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Extract.Words;
using Registry.Identity.Places;

namespace Registry.Harvest.Extract;

/// <summary>
/// Reads press, notices and plans: which bodies they name, how these are linked, how much of what there is, and what is promised; every row with the words
/// of the text that say it.
/// </summary>
/// <param name="gazetteer">The divisions by which places are read.</param>
public sealed class Extractor(Gazetteer gazetteer)
{
    /// <summary>Raised when the code reads the same text differently.</summary>
    private const string Version = "1";

    private readonly PlaceNames places = new(gazetteer);

    /// <summary>What tells these rules from others: the version of the code and a hash of the vocabularies.</summary>
    public static string Rules { get; } = $"{Version}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary.Files.Order(StringComparer.Ordinal).SelectMany(Vocabulary.Lines)))))}";

    /// <summary>Reads a text.</summary>
    /// <param name="original">The decoded text, or an HTML document.</param>
    /// <param name="cancellationToken">Asked between the stages.</param>
    public IReadOnlyList<Row> Extract(string original, CancellationToken cancellationToken = default)
    {
        Extraction read = Read(original, isPlan: false, cancellationToken);
        return new RowWriter(read, places).Write();
    }

    /// <summary>Reads a text and gives what was understood of it.</summary>
    /// <param name="original">The decoded text, or an HTML document.</param>
    /// <param name="isPlan">Whether it is known to be a plan; else its words tell.</param>
    /// <param name="cancellationToken">Asked between the stages.</param>
    internal Extraction Read(string original, bool isPlan, CancellationToken cancellationToken)
    {
        CleanText clean = PageLayout.Clean(original);
        cancellationToken.ThrowIfCancellationRequested();
        Document document = Document.Read(clean, isPlan);
        MentionReader reader = new(document, places);
        Bodies bodies = reader.Read();
        cancellationToken.ThrowIfCancellationRequested();
        List<Relation> relations = new RelationReader(document, bodies, reader.Lists, reader.Listed, places).Read();
        List<Figure> figures = new FigureReader(document, bodies).Read();
        cancellationToken.ThrowIfCancellationRequested();
        List<Designation> designations = Designations.Read(document, bodies, DocumentDate.Of(document));
        List<Promises.Task> tasks = TaskReader.Read(document);
        List<Policy> policies = PolicyReader.Read(document, bodies, places);
        return new(document, bodies, relations, figures, designations, tasks, policies);
    }
}

/// <summary>What was understood of a text.</summary>
internal sealed record Extraction(
    Document Document, Bodies Bodies, List<Relation> Relations, List<Figure> Figures, List<Designation> Designations, List<Promises.Task> Tasks, List<Policy> Policies)
{
    /// <summary>The plan that the text itself is; null where it is none.</summary>
    public Policy? Plan => Policies.Find(static p => p.IsThis);

    /// <summary>
    /// The bodies that are told of: a division where the text speaks of it by itself, any other by being named, and whatever something is said about.
    /// </summary>
    public IEnumerable<Body> Told()
    {
        HashSet<Body> related = [.. Relations.SelectMany(static r => new[] { r.Subject, r.Object }).OfType<Body>(), .. Figures.Select(static f => f.Subject)];
        return Bodies.All.Where(body => related.Contains(body) || (body.Type == "AdministrativeDivision"
            ? body == Bodies.Place || body.Mentions.Count > 2
            : body.Mentions.Count > 0 || body.Shown is not null));
    }

    /// <summary>Where a body is told of: where the text says what it is, else where it is named first, with the clause around it.</summary>
    public Span Where(Body body) => body.Shown ?? (body.Mentions.Count > 0 ? Around(body.Mentions[0]) : Whole(body));

    // A body named only inside another's name is quoted with it.
    private Span Whole(Body body) => Bodies.Mentions.FirstOrDefault(m => body.Names.Any(name => Document.Clean[m.Span].Contains(name, StringComparison.Ordinal))).Span;

    private Span Around(Span mention)
    {
        Span sentence = Document.SentenceAt(mention.Start).Span;
        int start = mention.Start, end = mention.End;
        while (start > sentence.Start && mention.Start - start < 40 && Document.Text[start - 1] is not (',' or ';' or '。'))
        {
            start--;
        }

        while (end < sentence.End && end - mention.End < 40 && Document.Text[end] is not (',' or ';' or '。'))
        {
            end++;
        }

        return new(start, Math.Max(end, mention.End));
    }
}
