using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Identity.Compare;
using Registry.Store;
using Registry.Store.Reading;
using Finding = Registry.Identity.Compare.Finding;

namespace Registry.Graph.Fields;

/// <summary><c>match</c>: for each of many names the bodies that it may mean, with the reasons.</summary>
internal sealed class MatchField(GraphModel model, FieldNeeds needs, GraphLimits limits) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var names = ((IReadOnlyList<object?>)context.Arguments["names"]!).Cast<string>().ToList();
        Refuse(names);
        var types = PlaceArgument.Types(context, model)?.Select(number => Vocabulary.Current.Type((int)number).Name).ToHashSet(StringComparer.Ordinal);
        var seat = Seat(context, session);
        var limit = Math.Clamp(context.Arguments.Get<int>("limit"), 0, limits.MatchCandidates);
        var candidates = new Candidates(session.Store);
        List<NameMatch> matches = [];
        foreach (var name in names)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            matches.Add(new NameMatch(name, candidates.Find(Subject.Of(name) with { Place = seat }, types, limit)));
        }

        return new(ListColumn.One(ObjectColumn.Each(new MatchRows(matches))));
    }

    /// <summary>The resolvers of the fields of a match, a candidate and a comparison.</summary>
    public Resolver? Of(string type, string field) => (type, field) switch
    {
        ("NameMatch", "name") => ItemFields.Texts<MatchRows, NameMatch>(match => match.Name),
        ("NameMatch", "candidates") => ItemFields.Each<MatchRows, NameMatch, RankedBody>(match => match.Candidates, found => new CandidateRows(found)),
        ("MatchCandidate", "entity") => Resolver.Of(Bodies),
        ("MatchCandidate", "name") => ItemFields.Texts<CandidateRows, RankedBody>(found => found.Name),
        ("MatchCandidate", "verdict") => ItemFields.Texts<CandidateRows, RankedBody>(found => Word(found.Match.Verdict)),
        ("MatchCandidate", "score") => ItemFields.Numbers<CandidateRows, RankedBody>(found => found.Match.Score),
        ("MatchCandidate", "relation") => ItemFields.Texts<CandidateRows, RankedBody>(found => found.Match.Relation),
        ("MatchCandidate", "comparisons") => ItemFields.Each<CandidateRows, RankedBody, Finding>(found => found.Match.Findings, found => new FindingRows(found)),
        ("MatchComparison", "comparison") => ItemFields.Texts<FindingRows, Finding>(finding => finding.Comparison),
        ("MatchComparison", "score") => ItemFields.Numbers<FindingRows, Finding>(finding => finding.Score),
        ("MatchComparison", "weight") => ItemFields.Numbers<FindingRows, Finding>(finding => finding.Weight),
        ("MatchComparison", "reason") => ItemFields.Texts<FindingRows, Finding>(finding => finding.Reason),
        _ => null,
    };

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Same => "SAME",
        Verdict.NotSame => "NOT_SAME",
        _ => "UNSURE",
    };

    private ObjectColumn Bodies(FieldContext context)
    {
        var type = model.Types[GraphModel.Entity];
        var plan = context.Selection.Remember(selection => needs.Plan(type, [selection]));
        var keys = ItemFields.Of<CandidateRows, RankedBody>(context).Select(found => found.Body.Key).ToList();
        var rows = Objects.Read(context.Session<GraphSession>(), plan, new OneOf(type.Key, [.. keys.Distinct().Select(SqlValue.Of)]), context.Memory);
        var rowOf = Enumerable.Range(0, rows.Count).ToDictionary(rows.Key);
        return new ObjectColumn(rows, [.. keys.Select(key => rowOf[key])], context.Count);
    }

    private void Refuse(List<string> names)
    {
        if (names.Count > limits.MatchNames)
        {
            throw new FieldException(
                $"{names.Count} names were given; at most {limits.MatchNames} are matched at once.",
                GraphCodes.TooManyNames,
                [new("argument", "names"), new("maxAllowedNames", limits.MatchNames)]);
        }

        if (names.Find(name => name.Length > limits.SearchText) is { } longest)
        {
            throw new FieldException(
                $"A name has {longest.Length} characters; at most {limits.SearchText} are allowed.",
                GraphCodes.SearchTextInvalid,
                [new("argument", "names"), new("maxAllowedLength", limits.SearchText)]);
        }
    }

    private static int? Seat(FieldContext context, GraphSession session) => PlaceArgument.Read(context, session) switch
    {
        null => null,
        { IsDivision: true } division => (int)division.Number,
        { } body => session.Store.Bodies([body.Key]) is [{ Place: { } place }] ? place : null,
    };

    private sealed record NameMatch(string Name, IReadOnlyList<RankedBody> Candidates);

    private sealed class MatchRows(IReadOnlyList<NameMatch> items) : ItemRows<NameMatch>(items);

    private sealed class CandidateRows(IReadOnlyList<RankedBody> items) : ItemRows<RankedBody>(items);

    private sealed class FindingRows(IReadOnlyList<Finding> items) : ItemRows<Finding>(items);
}
