using static Registry.Store.Reading.FieldKind;

namespace Registry.Store.Reading;

/// <summary>The tables that are read, with the fields by which they are shown, filtered and ordered; made from the vocabulary.</summary>
public sealed class ReadModel
{
    private readonly Dictionary<string, Table> _byType = new(StringComparer.Ordinal);

    private ReadModel(Vocabulary vocabulary)
    {
        var types = vocabulary.Types.ToDictionary(type => (long)type.Number, type => type.Name);
        var predicates = vocabulary.Predicates.ToDictionary(predicate => (long)predicate.Number, predicate => predicate.Name);
        Bodies = WithCommon(new Table("directory", "entity_id")).With("type", FieldKind.Word, words: types);
        foreach (var type in vocabulary.Types)
        {
            _byType.Add(type.Name, OfType(type));
        }

        Divisions = _byType["AdministrativeDivision"].With("codeNumber", Integer, sql: "cast($.code as integer)");
        Relations = new Table("relation", "fact_id")
            .With("from", Integer, sql: "$.entity_id")
            .With("to", Integer, sql: "$.other_id")
            .With("direction", Integer, sql: "$.predicate")
            .With("predicate", FieldKind.Word, sql: "abs($.predicate)", words: predicates)
            .With("subject", Integer, sql: "iif($.predicate > 0, $.entity_id, $.other_id)")
            .With("object", Integer, sql: "iif($.predicate > 0, $.other_id, $.entity_id)")
            .With("status", FieldKind.Text)
            .With("basis", FieldKind.Text)
            .With("validFrom", FieldKind.Text, nullable: true)
            .With("validTo", FieldKind.Text, nullable: true);
        Roles = new Table(
            "(select n.fact_id, n.entity_id, n.type from nature n join directory d on d.entity_id = n.entity_id and d.type <> n.type)",
            "fact_id").With("entityId", Integer).With("type", FieldKind.Word, words: types);
        WithSource(_byType["Observation"]);
        var about = vocabulary.Relation("about")!.Value.Number;
        _byType["Target"].With("subjectKey", Integer, sql: $"coalesce((select min(r.other_id) from relation r where r.entity_id = $.entity_id and r.predicate = {about}), 0)");
        DivisionOfRank = Facets.ByRank(vocabulary);
        Facets.AddTo(this, vocabulary);
    }

    /// <summary>The read model of this build.</summary>
    public static ReadModel Current { get; } = new(Vocabulary.Current);

    /// <summary>Every body, whatever its type, with the fields that all types share.</summary>
    public Table Bodies { get; }

    /// <summary>Administrative divisions.</summary>
    public Table Divisions { get; }

    /// <summary>Each relation twice, seen from either end.</summary>
    public Table Relations { get; }

    /// <summary>That a body is of a further type besides its own.</summary>
    public Table Roles { get; }

    /// <summary>What is doubted of observations.</summary>
    public Table Doubts { get; } = new Table(
        "(select o.entity_id, o.doubt, o.proposal, o.suspect_reason from observation o where o.suspect = 1)",
        "entity_id")
        .With("observationId", Integer, sql: "$.entity_id")
        .With("kind", FieldKind.Text, nullable: true, sql: "$.doubt")
        .With("proposal", Real, nullable: true)
        .With("reason", FieldKind.Text, nullable: true, sql: "$.suspect_reason");

    /// <summary>Names of bodies.</summary>
    public Table Names { get; } = new Table("name", "fact_id")
        .With("entityId", Integer)
        .With("value", FieldKind.Text)
        .With("kind", FieldKind.Text)
        .With("principal", FieldKind.Boolean)
        .With("validFrom", FieldKind.Text, nullable: true)
        .With("validTo", FieldKind.Text, nullable: true);

    /// <summary>Identifiers of bodies.</summary>
    public Table Identifiers { get; } = new Table("identifier", "fact_id")
        .With("entityId", Integer)
        .With("scheme", FieldKind.Text)
        .With("value", FieldKind.Text)
        .With("valid", FieldKind.Boolean);

    /// <summary>Stated values of attributes.</summary>
    public Table Properties { get; } = new Table("property", "fact_id")
        .With("entityId", Integer)
        .With("name", FieldKind.Text, sql: "$.attribute")
        .With("value", FieldKind.Text)
        .With("chosen", FieldKind.Boolean)
        .With("rule", FieldKind.Text, nullable: true);

    /// <summary>Ids that were merged away.</summary>
    public Table FormerIds { get; } = new Table("former_id", "entity_id").With("id", FieldKind.Text);

    /// <summary>Where claims were published.</summary>
    public Table Evidence { get; } = new Table("claim_evidence", "claim_id")
        .With("sourceId", Integer)
        .With("documentId", Integer)
        .With("quote", FieldKind.Text)
        .With("locator", FieldKind.Text)
        .With("seenAt", FieldKind.Text, sql: "substr($.seen_at, 1, 10)")
        .With("restated", FieldKind.Boolean);

    /// <summary>Sources.</summary>
    public Table Sources { get; } = new Table("source", "source_id")
        .With("id", FieldKind.Text, sql: "$.path")
        .With("title", FieldKind.Text)
        .With("titleZh", FieldKind.Text, nullable: true)
        .With("publisher", FieldKind.Text)
        .With("publisherZh", FieldKind.Text, nullable: true)
        .With("coverage", FieldKind.Text)
        .With("schedule", FieldKind.Text, nullable: true)
        .With("licence", FieldKind.Text)
        .With("attribution", FieldKind.Text, nullable: true)
        .With("url", FieldKind.Text, nullable: true)
        .With("health", FieldKind.Text, sql: $"({Registry.Store.Sources.Health.Replace("s.", "$.", StringComparison.Ordinal)})")
        .With("dueAt", FieldKind.Text, nullable: true)
        .With("lastListedAt", FieldKind.Text, nullable: true)
        .With("openIssues", Integer, sql: "(select count(*) from issue where issue.source_id = $.source_id and issue.settled_run is null)");

    /// <summary>Documents of sources.</summary>
    public Table Documents { get; } = new Table("document", "document_id")
        .With("id", FieldKind.Text, sql: "concat('document-', $.document_id)")
        .With("title", FieldKind.Text, nullable: true)
        .With("url", FieldKind.Text)
        .With("publishedOn", FieldKind.Text, nullable: true)
        .With("restated", FieldKind.Boolean)
        .With("origin", FieldKind.Text, nullable: true)
        .With("editionDate", FieldKind.Text, nullable: true)
        .With("sourceId", Integer);

    /// <summary>Harvests.</summary>
    public Table Runs { get; } = new Table("run", "run_id")
        .With("id", FieldKind.Text, sql: "concat('run-', $.run_id)")
        .With("state", FieldKind.Text)
        .With("kind", FieldKind.Text)
        .With("startedAt", FieldKind.Text)
        .With("endedAt", FieldKind.Text, nullable: true)
        .With("documents", Integer, sql: "(select count(distinct document_id) from sighting where sighting.run_id = $.run_id)")
        .With("records", Integer)
        .With("claimsAdded", Integer)
        .With("claimsChanged", Integer)
        .With("claimsClosed", Integer)
        .With("release", Integer, nullable: true, sql: "$.release_id")
        .With("entitiesFounded", Integer)
        .With("message", FieldKind.Text, nullable: true)
        .With("sourceId", Integer);

    /// <summary>Steps of harvests.</summary>
    public Table Events { get; } = new Table("event", "event_id")
        .With("phase", FieldKind.Text)
        .With("at", FieldKind.Text)
        .With("records", Integer)
        .With("claims", Integer)
        .With("message", FieldKind.Text, nullable: true)
        .With("runId", Integer);

    /// <summary>What was found wrong in sources.</summary>
    public Table Issues { get; } = new Table("issue", "issue_id")
        .With("code", FieldKind.Text)
        .With("message", FieldKind.Text)
        .With("severity", FieldKind.Text)
        .With("locator", FieldKind.Text, nullable: true)
        .With("quote", FieldKind.Text, nullable: true)
        .With("raisedAt", FieldKind.Text)
        .With("since", FieldKind.Text, sql: "coalesce($.since, $.raised_at)")
        .With("ageInDays", Integer, sql: "cast(julianday(strftime('%Y-%m-%dT%H:00:00', 'now')) - julianday(coalesce($.since, $.raised_at)) as integer)")
        .With("settled", FieldKind.Boolean, sql: "iif($.settled_run is not null, 1, 0)")
        .With("sourceId", Integer)
        .With("runId", Integer)
        .With("documentId", Integer, nullable: true);

    /// <summary>The review queue: what was read and waits for a person, or was decided by one.</summary>
    public Table Proposals { get; } = new Table("proposal", "proposal_id")
        .With("number", Integer, sql: "$.proposal_id")
        .With("kind", FieldKind.Text, sql: "upper($.kind)")
        .With("statement", FieldKind.Text)
        .With("score", Real)
        .With("quote", FieldKind.Text)
        .With("locator", FieldKind.Text)
        .With("state", FieldKind.Text)
        .With("proposedAt", FieldKind.Text)
        .With("decidedBy", FieldKind.Text, nullable: true)
        .With("decidedAt", FieldKind.Text, nullable: true)
        .With("reason", FieldKind.Text, nullable: true)
        .With("sourceId", Integer)
        .With("documentId", Integer)
        .With("runId", Integer);

    /// <summary>Unsure judgements that stand, with the body that a mention is about now and the one that it may be about.</summary>
    public Table UnsureJudgements { get; } = new Table(
        """
        (select j.judgement_id, m.mention_id, m.name, m.source_id, m.entity_id as body_id, coalesce(e.merged_into, e.entity_id) as candidate_id, j.rule, j.reason, j.score
        from judgement j
        join mention m on m.mention_id = j.mention_id
        join entity e on e.entity_id = j.entity_id
        where j.verdict = 'UNSURE' and j.withdrawn_at is null and (m.entity_id is null or m.entity_id <> coalesce(e.merged_into, e.entity_id)))
        """,
        "judgement_id")
        .With("number", Integer, sql: "$.judgement_id")
        .With("mention", FieldKind.Text, sql: "'m' || $.mention_id")
        .With("name", FieldKind.Text)
        .With("rule", FieldKind.Text)
        .With("reason", FieldKind.Text, nullable: true)
        .With("score", Real, nullable: true)
        .With("sourceId", Integer)
        .With("bodyId", Integer, nullable: true)
        .With("candidateId", Integer);

    /// <summary>Releases.</summary>
    public Table Releases { get; } = new Table("release", "release_id")
        .With("number", Integer, sql: "$.release_id")
        .With("publishedAt", FieldKind.Text);

    /// <summary>What lies within bodies, at every depth.</summary>
    public Table WithinEntities { get; } = new("within_entity", "entity_id");

    /// <summary>What lies within divisions, at every depth.</summary>
    public Table WithinDivisions { get; } = new("within_division", "entity_id");

    /// <summary>By rank, such as <c>COUNTY</c>, the code of the division of that rank in which a body lies, at any depth; of tables that share a body's key.</summary>
    public IReadOnlyDictionary<string, Field> DivisionOfRank { get; }

    /// <summary>The table of a type of body.</summary>
    /// <param name="type">Its name, such as <c>MakerSpace</c>.</param>
    public Table this[string type] => _byType[type];

    private static Table OfType(EntityType type)
    {
        var table = WithCommon(new Table(type.Table, "entity_id"));
        foreach (var attribute in type.Properties)
        {
            table.With(attribute.Name, KindOf(attribute.Data), nullable: true, sql: "$." + attribute.Column);
        }

        return table;
    }

    // When and by whom a figure was stated, by which one of several is chosen.
    private static void WithSource(Table figures) => figures
        .With("statedOn", FieldKind.Text, nullable: true, sql: """
            (select max(d.published_on) from nature n join claim_evidence e on e.claim_id = n.fact_id
            join document d on d.document_id = e.document_id where n.entity_id = $.entity_id)
            """)
        .With("authority", Integer, sql: """
            (select min(s.authority) from nature n join claim_evidence e on e.claim_id = n.fact_id
            join source s on s.source_id = e.source_id where n.entity_id = $.entity_id)
            """);

    private static Table WithCommon(Table table) => table
        .With("id", FieldKind.Text)
        .With("name", FieldKind.Text)
        .With("nameSort", Bytes)
        .With("level", FieldKind.Text, nullable: true)
        .With("levelRaw", FieldKind.Text, nullable: true)
        .With("status", FieldKind.Text, nullable: true)
        .With("placeCode", FieldKind.Text, nullable: true, sql: "cast($.place as text)")
        .With("inZone", Integer, nullable: true)
        .With("atIncubator", Integer, nullable: true)
        .With("firstRecognition", Integer, nullable: true);

    private static FieldKind KindOf(AttributeData data) => data switch
    {
        AttributeData.Integer => Integer,
        AttributeData.Decimal => Real,
        AttributeData.Boolean => FieldKind.Boolean,
        _ => FieldKind.Text,
    };
}
