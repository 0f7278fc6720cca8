using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Relations;
using Registry.Identity.Identifiers;
using Registry.Identity.Places;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Press;

/// <summary>
/// The bodies of one document as mentions. A mention belongs to its document: 高新区 is another body in the next one, and what two documents say each is
/// said twice. A division is the one of its code.
/// </summary>
internal sealed partial class NamedBodies
{
    private readonly Gazetteer gazetteer;
    private readonly Extraction read;
    private readonly string document;
    private readonly Func<Body, bool> mayFound;
    private readonly Dictionary<Body, int> places = [];
    private readonly Dictionary<Body, StagedMention> mentions = [];

    /// <param name="read">What was understood of the document.</param>
    /// <param name="document">What stands for the document in keys.</param>
    /// <param name="gazetteer">The divisions.</param>
    /// <param name="mayFound">Whether a body is named surely enough to be a new one.</param>
    public NamedBodies(Extraction read, string document, Gazetteer gazetteer, Func<Body, bool> mayFound)
    {
        (this.read, this.document, this.gazetteer, this.mayFound) = (read, document, gazetteer, mayFound);
        Settle();
    }

    /// <summary>The code of the division that the document is about; null where it names none.</summary>
    public int? Place => read.Bodies.Place is { } place ? PlaceOf(place) : null;

    /// <summary>The code of the division in which a body is, as far as the document says or its kind implies.</summary>
    public int? PlaceOf(Body body) => places.TryGetValue(body, out int code) ? code : null;

    /// <summary>The mention of a body.</summary>
    public StagedMention Of(Body body)
    {
        if (!mentions.TryGetValue(body, out StagedMention? mention))
        {
            mentions.Add(body, mention = CodeOf(body) is { } code ? Division(code) : Named(body.Type, body.Name, PlaceOf(body), mayFound(body)));
        }

        return mention;
    }

    /// <summary>A body that the document names and that was read as none: a unit of a task, who issued a document.</summary>
    public StagedMention Of(string name, string type) =>
        read.Bodies.Find(name) is { } body ? Of(body)
        : gazetteer.Leading(name, Place?.ToString(CultureInfo.InvariantCulture)) is { Rest: "" } division ? Division(division.Code)
        : Named(type, name, PlaceIn(name) ?? Seat(name), mayFound: true);

    /// <summary>Something that the document speaks of under a name, and that is no body of a place: an honour, a fund.</summary>
    public StagedMention Named(string type, string name, int? place, bool mayFound)
    {
        string folded = FoldedName.Of(name);
        return new(type, $"{folded}|{place?.ToString(CultureInfo.InvariantCulture)}|{document}", name, folded) { Place = place, LinkOnly = !mayFound };
    }

    /// <summary>A mention that only this document makes: a figure, an aim, a task.</summary>
    public StagedMention Own(string type, string key, string name, int? place) => new(type, $"{key}|{document}", name, FoldedName.Of(name))
    {
        Place = place,
        // By it another document's doubt finds the statement.
        Identifiers = type == "Observation" ? [new("STATEMENT", Statement.Hash($"{type}|{key}|{document}"))] : [],
    };

    /// <summary>The division of a code, as the list of divisions calls it.</summary>
    public StagedMention Division(string code)
    {
        string name = gazetteer.NameOf(code) ?? code;
        return new("AdministrativeDivision", $"{Gb2260Code.Scheme}:{code}", name, FoldedName.Of(name)) { Place = Number(code), Identifiers = [new(Gb2260Code.Scheme, code)] };
    }

    private static string? CodeOf(Body body) => body.Type == "AdministrativeDivision" ? body.Code : null;

    private static int Number(string code) => int.Parse(code, NumberStyles.None, CultureInfo.InvariantCulture);

    // What is located in something that lies in a division lies there too.
    private void Settle()
    {
        foreach (Body body in read.Bodies.All)
        {
            if (CodeOf(body) is { } code && gazetteer.Knows(code))
            {
                places[body] = Number(code);
            }
        }

        for (int settled = 0; settled < places.Count;)
        {
            settled = places.Count;
            foreach (Relation relation in read.Relations)
            {
                if (relation is { Predicate: "locatedIn" or "partOf" or "campusOf", Status: null, Object: { } above } && places.TryGetValue(above, out int place))
                {
                    places.TryAdd(relation.Subject, place);
                }
            }
        }

        foreach (Body body in read.Bodies.All)
        {
            if (!places.ContainsKey(body) && Implied(body) is { } place)
            {
                places[body] = place;
            }
        }
    }

    // A zone, a carrier or an office is where its name says, or of the place that the document is about. The place in the name of an enterprise or a university
    // is not its seat.
    private int? Implied(Body body) => body.IsSite || body.Type is "GovernmentBody" or "AdministrativeDivision" ? (body.Code is { } code ? Number(code) : PlaceIn(body.Name)) ?? Seat(body.Name) : null;

    // 市科技局 in a district's paper is the city's; 区科技局 its own.
    private int? Seat(string name) => name[0] switch
    {
        '市' when Place is { } place => place / 10_000 is 11 or 12 or 31 or 50 ? place / 10_000 * 10_000 : place / 100 * 100,
        '省' when Place is { } place => place / 10_000 * 10_000,
        _ => OfTheState().IsMatch(name) ? null : Place,
    };

    // 国务院, 科技部, 中国老科协: wherever they are spoken of, they are not the place's.
    [GeneratedRegex("^(?:国家|国务院|中国|中华|中共中央|共青团中央|全国|教育部|科技部|科学技术部|财政部|商务部|[^区县市省]{2,8}部$)")]
    private static partial Regex OfTheState();

    private int? PlaceIn(string name) => gazetteer.Leading(name, Place?.ToString(CultureInfo.InvariantCulture)) is { } leading ? Number(leading.Code) : null;
}
