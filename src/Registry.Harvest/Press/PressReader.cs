using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Relations;
using Registry.Identity.Places;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Press;

/// <summary>Reads a document of prose and says it in claims: its bodies, how they are linked, its figures and aims, its documents and tasks.</summary>
/// <param name="gazetteer">The divisions by which places are read.</param>
/// <param name="isPlan">Whether the documents are plans; else their words tell.</param>
/// <param name="threshold">How sure a body must be named to be a new one.</param>
/// <param name="isAccepted">Whether a person has accepted the statement of a key.</param>
internal sealed class PressReader(Gazetteer gazetteer, bool isPlan, double threshold, Func<string, bool> isAccepted)
{
    private readonly Extractor extractor = new(gazetteer);

    /// <summary>Reads a document.</summary>
    /// <param name="text">It, decoded.</param>
    /// <param name="url">What names the document within its source.</param>
    /// <param name="cancellationToken">Asked between the stages.</param>
    public IReadOnlyList<Statement> Read(string text, string url, CancellationToken cancellationToken)
    {
        Extraction read = extractor.Read(text, isPlan, cancellationToken);
        NamedBodies bodies = null!;
        bodies = new(read, Statement.Hash(url), gazetteer, body => Confidence.Of(body) >= threshold || isAccepted(KeyOf(bodies, body)));
        List<Statement> statements = [.. read.Told().Select(body => Told(read, bodies, body)), .. read.Relations.Select(relation => Related(read, bodies, relation))];
        FigureStatements figures = new(read, bodies);
        statements.AddRange(figures.Observations());
        statements.AddRange(figures.Targets());
        statements.AddRange(new PolicyStatements(read, bodies, figures).All());
        return [.. statements.Where(static statement => statement.Passage.Quote.Length > 0)];
    }

    private static string KeyOf(NamedBodies bodies, Body body) => new Statement("entity", "", 0, default, [bodies.Named(body.Type, body.Name, bodies.PlaceOf(body), mayFound: false)], []).Key;

    private static Statement Told(Extraction read, NamedBodies bodies, Body body)
    {
        StagedMention mention = bodies.Of(body);
        List<StagedMention> mentions = [mention];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Type) { Value = body.Type }];
        foreach (Identifier identifier in mention.Identifiers)
        {
            claims.Add(new(0, ClaimPredicate.Identifier(identifier.Scheme)) { Value = identifier.Value, Note = "read from the name, by the list of divisions" });
        }

        if (mention.Identifiers.Count == 0)
        {
            claims.AddRange(body.Names.Select(name => new StagedClaim(0, ClaimPredicate.Name(NameKinds.Of(body.Type, name))) { Value = name }));
            claims.AddRange(Attributes(body));
            Recognise(body, mention, mentions, claims);
        }

        return new("entity", $"{body.Type} {body.Name}", Confidence.Of(body), Passage.Of(read.Document.Clean, read.Where(body)), mentions, claims);
    }

    private static IEnumerable<StagedClaim> Attributes(Body body)
    {
        EntityType type = Vocabulary.Current.Type(body.Type)!;
        bool isPending = body.Recognition == "PENDING";
        (string Attribute, string? Value)[] said =
        [
            ("subtype", body.Subtype),
            // A level that is only sought is none.
            ("level", isPending || body.Status == "APPLYING_NATIONAL" ? null : body.Level),
            ("levelRaw", isPending || body.Status == "APPLYING_NATIONAL" ? null : body.LevelRaw),
            ("status", body.Status switch { "APPLYING_NATIONAL" => "APPLYING", "COMPLETED" => "ACTIVE", var status => status }),
        ];
        foreach ((string attribute, string? value) in said)
        {
            if (value is not null && Vocabulary.Current.Attribute(type, attribute) is { } known && known.Words?.Contains(value) != false)
            {
                yield return new(0, ClaimPredicate.Property(attribute)) { Value = value };
            }
        }
    }

    // 国家级孵化器2个(…): each of the list is recognised, filed, or waits to be.
    private static void Recognise(Body body, StagedMention mention, List<StagedMention> mentions, List<StagedClaim> claims)
    {
        if (body.Recognition is null || body.LevelRaw is null)
        {
            return;
        }

        string scheme = body.LevelRaw + (Vocabulary.Current.Type(body.Type)!.Zh is var zh && zh.Contains('、', StringComparison.Ordinal) ? zh[..zh.IndexOf('、', StringComparison.Ordinal)] : zh);
        mentions.Add(new("Recognition", $"{scheme}|{mention.Key}|", scheme, FoldedName.Of(scheme)) { Place = mention.Place });
        claims.Add(new(1, ClaimPredicate.Type) { Value = "Recognition" });
        claims.Add(new(1, ClaimPredicate.Property("scheme")) { Value = scheme });
        claims.Add(new(1, ClaimPredicate.Property("state")) { Value = body.Recognition == "PENDING" ? "PENDING" : "LISTED" });
        if (body.Recognition != "PENDING")
        {
            claims.Add(new(1, ClaimPredicate.Property("mode")) { Value = body.Recognition });
        }

        if (body.Level is { } level)
        {
            claims.Add(new(1, ClaimPredicate.Property("level")) { Value = level });
        }

        claims.Add(new(0, ClaimPredicate.Relation("recognisedAs")) { Object = 1 });
    }

    private static Statement Related(Extraction read, NamedBodies bodies, Relation relation)
    {
        List<StagedMention> mentions = [bodies.Of(relation.Subject), relation.Object is { } other ? bodies.Of(other) : bodies.Named("Designation", relation.ObjectName, null, mayFound: true)];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Relation(relation.Predicate)) { Object = 1, Status = StatusOf(relation.Status), Basis = BasisOf(relation.Basis) }];
        if (relation.Object is null)
        {
            claims.Add(new(1, ClaimPredicate.Name("LEGAL")) { Value = relation.ObjectName });
        }

        if (relation is { Object: null, GrantedBy: { } grantor })
        {
            mentions.Add(bodies.Of(grantor, "Organization"));
            claims.Add(new(2, ClaimPredicate.Name("SHORT")) { Value = grantor });
            claims.Add(new(1, ClaimPredicate.Relation("approvedBy")) { Object = 2 });
        }

        string text = $"{relation.Subject.Name} {relation.Predicate} {relation.ObjectName}";
        return new("relation", text, Confidence.Of(relation), Passage.Of(read.Document.Clean, relation.Span), mentions, claims);
    }

    private static RelationStatus? StatusOf(string? status) => status switch
    {
        "PLANNED" => RelationStatus.Planned,
        "UNDER_CONSTRUCTION" => RelationStatus.UnderConstruction,
        _ => null,
    };

    private static RelationBasis? BasisOf(string basis) => basis switch
    {
        "stated" => null,
        "implied_by_name" => RelationBasis.ImpliedByName,
        _ => RelationBasis.Implied,
    };
}
