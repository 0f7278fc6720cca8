using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Graph.Model;

/// <summary>
/// What the types and fields of the schema mean in the store: which table holds a type's objects and where each field leads. The
/// relations between bodies come from the vocabulary; the rest stands here.
/// </summary>
internal sealed class GraphModel
{
    /// <summary>The name of the interface of all bodies.</summary>
    public const string Entity = "Entity";

    private readonly Dictionary<string, NodeType> _types = new(StringComparer.Ordinal);
    private readonly Vocabulary _vocabulary;

    private GraphModel(ReadModel tables, Vocabulary vocabulary)
    {
        (Tables, _vocabulary) = (tables, vocabulary);
        AddTypes();
        foreach (var type in _vocabulary.Types.Select(type => _types[type.Name]).Append(_types[Entity]))
        {
            AddSharedWays(type);
            AddRelations(type);
        }

        AddFigures();
        AddPlaces();
        AddCarriers();
        AddSingles();
        AddRecords();
    }

    /// <summary>The model of this build.</summary>
    public static GraphModel Current { get; } = new(ReadModel.Current, Vocabulary.Current);

    public ReadModel Tables { get; }

    /// <summary>The types whose objects are rows, by name.</summary>
    public IReadOnlyDictionary<string, NodeType> Types => _types;

    /// <summary>The types of bodies.</summary>
    public IEnumerable<NodeType> Bodies => _vocabulary.Types.Select(type => _types[type.Name]);

    /// <summary>The number of a type of body by its constant in the schema, such as <c>MAKER_SPACE</c>.</summary>
    public IReadOnlyDictionary<string, long> TypeNumbers { get; } =
        Vocabulary.Current.Types.ToDictionary(type => Constant.Of(type.Name), type => (long)type.Number, StringComparer.Ordinal);

    /// <summary>The numbers of a predicate in a direction: of the one, of the inverse, or both.</summary>
    /// <param name="constant">Its constant in the schema, such as <c>LOCATED_IN</c>; all predicates where null.</param>
    /// <param name="outward">Whether the body is the subject; either where null.</param>
    public IEnumerable<long> Predicates(string? constant, bool? outward) =>
        from predicate in _vocabulary.Predicates
        where constant is null || Constant.Of(predicate.Name) == constant
        from number in predicate.Symmetric ? [predicate.Number]
            : outward is null ? [predicate.Number, -predicate.Number]
            : new[] { outward.Value ? predicate.Number : -predicate.Number }
        select (long)number;

    /// <summary>The number of a predicate by the name of its direction, negative where that is the inverse.</summary>
    public int NumberOf(string predicate) => _vocabulary.Relation(predicate)!.Value.Number;

    private void AddTypes()
    {
        foreach (var type in _vocabulary.Types)
        {
            _types.Add(type.Name, new NodeType(type.Name, Tables[type.Name]) { Number = type.Number });
        }

        foreach (var (name, table) in new[]
        {
            (Entity, Tables.Bodies), ("Relation", Tables.Relations), ("Name", Tables.Names), ("Identifier", Tables.Identifiers),
            ("Property", Tables.Properties), ("Evidence", Tables.Evidence), ("Source", Tables.Sources), ("Document", Tables.Documents),
            ("Run", Tables.Runs), ("Issue", Tables.Issues), ("Doubt", Tables.Doubts),
            ("Proposal", Tables.Proposals), ("UnsureJudgement", Tables.UnsureJudgements), ("Release", Tables.Releases), ("HarvestProgress", Tables.Events),
        })
        {
            _types.Add(name, new NodeType(name, table));
        }
    }

    private void AddSharedWays(NodeType type)
    {
        type.List("names", "Name", new ByField(type.Key, Tables.Names["entityId"]), new SortKey(Tables.Names["principal"], Descending: true));
        type.List("identifiers", "Identifier", new ByField(type.Key, Tables.Identifiers["entityId"]), new SortKey(Tables.Identifiers["scheme"]));
        type.List("properties", "Property", new ByField(type.Key, Tables.Properties["entityId"]));
        type.Values("roles", new ByField(type.Key, Tables.Roles["entityId"]), Tables.Roles["type"]);
        type.Values("formerIds", new ByField(type.Key, Tables.FormerIds.Key), Tables.FormerIds["id"]);
        if (type.Table != Tables.Divisions)
        {
            type.One("place", "AdministrativeDivision", new ByField(type.Table["placeCode"], Tables.Divisions["code"]));
        }

        type.Connection("relations", "Relation", new ByField(type.Key, Tables.Relations["from"]));
        type.List("evidence", "Evidence", new ClaimsOfBody(type.Key, Tables.Evidence));
    }

    // Every predicate in both directions; the schema shows them on the types that have them.
    private void AddRelations(NodeType type)
    {
        foreach (var predicate in _vocabulary.Predicates)
        {
            AddRelation(type, predicate.Name, predicate.Number);
            if (!predicate.Symmetric)
            {
                AddRelation(type, predicate.Inverse, -predicate.Number);
            }
        }
    }

    private void AddRelation(NodeType type, string name, int number)
    {
        var isRecognition = name == "recognisedAs";
        var child = _types[isRecognition ? "Recognition" : Entity];
        type.Add(new Way(name, child.Name, new ByRelation(type.Key, child.Table, Tables.Relations, number, child.Number))
        {
            Kind = WayKind.Connection,
            First = isRecognition ? new ByField(type.Table["firstRecognition"], child.Key) : null,
        });
    }

    // What is measured of a body and what is promised of it; of an indicator what measures it, of a policy and a task what they promise.
    private void AddFigures()
    {
        foreach (var type in Bodies.Append(_types[Entity]))
        {
            Figures(type, "observations", "Observation", type.Name == "Indicator" ? "measuredBy" : "figures");
            Figures(type, "targets", "Target", type.Name switch
            {
                "Indicator" => "measuredBy",
                "Policy" => "sets",
                "Task" => "serves",
                _ => "figures",
            });
        }

        Figures(_types["Target"], "tasks", "Task", "servedBy");
        var observation = _types["Observation"];
        observation.Add(new Way("suspect", "Doubt", new ByField(observation.Key, Tables.Doubts["observationId"])) { Kind = WayKind.One, IsFilteredAsValue = true });
    }

    private void Figures(NodeType type, string field, string child, string predicate) =>
        type.Connection(field, child, new ByRelation(type.Key, Tables[child], Tables.Relations, NumberOf(predicate), _types[child].Number));

    private void AddPlaces()
    {
        string[] within = ["Zone", "Incubator", "MakerSpace", "StarCreation", "Enterprise", "ResearchInstitute", "University", "GovernmentBody", "AdministrativeDivision"];
        var (zone, division) = (_types["Zone"], _types["AdministrativeDivision"]);
        foreach (var child in within.Select(name => _types[name]))
        {
            var field = _vocabulary.Type(child.Name)!.Plural;
            zone.Connection(field, child.Name, new WithinEntity(zone.Key, child.Table, Tables.WithinEntities, child.Number!.Value));
            division.Connection(field, child.Name, new WithinDivision(Tables.Divisions["codeNumber"], child.Table, Tables.WithinDivisions, child.Number!.Value));
        }
    }

    private void AddCarriers()
    {
        var enterprise = _types["Enterprise"];
        int[] predicates = [NumberOf("incubates"), NumberOf("hosts")];
        foreach (var name in new[] { "Incubator", "MakerSpace", "StarCreation", "Accelerator", "UniversitySciencePark", "Carrier", "SmeBase" })
        {
            var carrier = _types[name];
            carrier.Connection("enterprises", enterprise.Name, new ByRelations(carrier.Key, enterprise.Table, predicates, enterprise.Number!.Value));
        }
    }

    private void AddSingles()
    {
        foreach (var type in Bodies)
        {
            type.One("zone", "Zone", new ByField(type.Table["inZone"], Tables["Zone"].Key));
        }

        _types["Enterprise"].One("incubator", "Incubator", new ByField(Tables["Enterprise"]["atIncubator"], Tables["Incubator"].Key));
        One("AdministrativeDivision", "parent", "AdministrativeDivision", "partOf");
        One("AdministrativeDivision", "place", "AdministrativeDivision", "partOf");
        One("Recognition", "subject", Entity, "recognises");
        One("Observation", "subject", Entity, "about");
        One("Observation", "indicator", "Indicator", "measures");
        One("Target", "subject", Entity, "about");
        One("Target", "indicator", "Indicator", "measures");
        One("Target", "policy", "Policy", "setBy");
        One("Task", "policy", "Policy", "partOf");
    }

    private void One(string parent, string field, string child, string predicate)
    {
        var (from, to) = (_types[parent], _types[child]);
        from.One(field, child, new ByRelation(from.Key, to.Table, Tables.Relations, NumberOf(predicate), to.Number));
    }

    private void AddRecords()
    {
        var relation = _types["Relation"];
        relation.One("subject", Entity, new ByField(Tables.Relations["subject"], Tables.Bodies.Key));
        relation.One("object", Entity, new ByField(Tables.Relations["object"], Tables.Bodies.Key));
        foreach (var fact in new[] { "Relation", "Name", "Identifier", "Property" })
        {
            _types[fact].List("evidence", "Evidence", new ClaimsOfFact(_types[fact].Key, Tables.Evidence));
        }

        foreach (var (type, field, child, column) in new[]
        {
            ("Evidence", "source", "Source", "sourceId"), ("Evidence", "document", "Document", "documentId"),
            ("Document", "source", "Source", "sourceId"), ("Run", "source", "Source", "sourceId"), ("Issue", "source", "Source", "sourceId"),
            ("Issue", "run", "Run", "runId"), ("Issue", "document", "Document", "documentId"), ("HarvestProgress", "run", "Run", "runId"),
            ("Proposal", "source", "Source", "sourceId"), ("Proposal", "document", "Document", "documentId"), ("Proposal", "run", "Run", "runId"),
            ("UnsureJudgement", "source", "Source", "sourceId"), ("UnsureJudgement", "body", Entity, "bodyId"), ("UnsureJudgement", "candidate", Entity, "candidateId"),
        })
        {
            _types[type].One(field, child, new ByField(_types[type].Table[column], _types[child].Key));
        }

        foreach (var (type, field, child, column) in new[]
        {
            ("Source", "documents", "Document", "sourceId"), ("Source", "runs", "Run", "sourceId"), ("Source", "issues", "Issue", "sourceId"),
            ("Run", "issues", "Issue", "runId"),
        })
        {
            _types[type].Connection(field, child, new ByField(_types[type].Key, _types[child].Table[column]));
        }
    }
}
