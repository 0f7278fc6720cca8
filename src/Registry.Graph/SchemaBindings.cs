using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Fields;
using Registry.Graph.Figures;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Graph.Paging;
using Registry.Graph.Subscribing;

namespace Registry.Graph;

/// <summary>
/// Finds the resolver of each field of the schema by what its type and name mean in the model; a field that means nothing is left
/// unbound, and the engine refuses to start.
/// </summary>
internal sealed class SchemaBindings(Schema schema, GraphModel model, GraphLimits limits, StoreWatch watch, TimeProvider clock)
{
    private readonly FieldNeeds _needs = new(model);
    private readonly Bindings _bindings = new();

    private HarvestProgressEvents HarvestProgress => new(model, _needs, watch);

    private MatchField Match => new(model, _needs, limits);

    private EntityChangedEvents EntityChanged => new(model, _needs, watch);

    public Bindings Bind()
    {
        _bindings.Events("harvestProgress", HarvestProgress.Stream).Events("entityChanged", EntityChanged.Stream);
        foreach (var type in schema.Types.OfType<ObjectType>().Where(type => !type.IsIntrospection))
        {
            foreach (var field in type.Fields)
            {
                if (Find(type, field) is { } resolver)
                {
                    _bindings.Field(type.Name, field.Name, resolver);
                }
            }
        }

        return _bindings;
    }

    private Resolver? Find(ObjectType type, FieldDefinition field)
    {
        if (ReferenceEquals(type, schema.Query))
        {
            return OfQuery(field);
        }

        if (model.Types.TryGetValue(type.Name, out var node))
        {
            return OfNode(node, field.Name);
        }

        return type.Name switch
        {
            "Subscription" => OfSubscription(field.Name),
            "EntityChange" => EntityChanged.OfChange(field.Name),
            "Judgement" => JudgementsField.Of(field.Name),
            "NameMatch" or "MatchCandidate" or "MatchComparison" => Match.Of(type.Name, field.Name),
            "TargetStanding" or "BoardWarning" => TargetBoardField.Of(type.Name, field.Name),
            "Figure" => FigureRows.Of(field.Name),
            "Neighbourhood" or "NeighbourhoodNode" => NeighbourhoodField.Of(type.Name, field.Name),
            "Facet" or "FacetValue" => FacetsField.Of(type.Name, field.Name),
            "PageInfo" => OfPageInfo(field.Name),
            _ when type.Name.EndsWith("Connection", StringComparison.Ordinal) => OfConnection(field.Name),
            _ when type.Name.EndsWith("Edge", StringComparison.Ordinal) => OfEdge(field.Name),
            _ => null,
        };
    }

    private Resolver? OfQuery(FieldDefinition field)
    {
        var nodes = new NodeFields(model, _needs, limits);
        return field.Name switch
        {
            "node" => nodes.Node,
            "nodes" => nodes.Nodes,
            "entityByIdentifier" => new EntityByIdentifierField(model, _needs),
            "search" => new SearchField(model, _needs, limits),
            "match" => Match,
            "indicator" => new IndicatorField(model, _needs),
            "targetBoard" => new TargetBoardField(model, _needs, limits, clock),
            "neighbourhood" => new NeighbourhoodField(model, _needs, limits),
            "release" => new ReleaseField(model, _needs),
            _ when field.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal) => OfRootConnection(field),
            _ when model.Types.TryGetValue(field.Type.Named.Name, out var type) => new ByIdField(model, _needs, type),
            _ => null,
        };
    }

    private Resolver? OfSubscription(string field) => field switch
    {
        "harvestProgress" => HarvestProgress.Field,
        "entityChanged" => EntityChangedEvents.Field,
        _ => null,
    };

    private RootConnectionField? OfRootConnection(FieldDefinition field)
    {
        var items = ((ObjectType)field.Type.Named).Fields.Find("nodes")!.Type.Named.Name;
        return model.Types.TryGetValue(items, out var type) ? new RootConnectionField(model, _needs, limits, type) : null;
    }

    private Resolver? OfNode(NodeType type, string field)
    {
        if (type.Ways.TryGetValue(field, out var way))
        {
            return way.Kind switch
            {
                WayKind.One => new OneField(model, _needs, way),
                WayKind.List => new ListField(model, _needs, way),
                _ => new WayConnectionField(model, _needs, limits, way),
            };
        }

        if (field == JudgementsField.Name)
        {
            return new JudgementsField(type);
        }

        if ((type.Name, field) is ("Indicator", SeriesField.Name))
        {
            return new SeriesField(model, _needs);
        }

        if ((type.Name, field) is ("Observation", FigureField.Name))
        {
            return new FigureField(model, _needs);
        }

        return type.Table.Fields.TryGetValue(field, out var column)
            ? Resolver.Of(context => Parents.Of(context).Column(column))
            : null;
    }

    private Resolver? OfConnection(string field) => field switch
    {
        "nodes" => Resolver.Held<ConnectionRows>(rows => rows.Nodes!),
        "edges" => Resolver.Held<ConnectionRows>(rows => rows.Edges!),
        "totalCount" => Resolver.Held<ConnectionRows>(rows => rows.TotalCount!),
        "facets" => new FacetsField(schema, model, limits),
        "pageInfo" => Resolver.Held<ConnectionRows>(ObjectColumn.Each),
        _ => null,
    };

    private static Resolver? OfPageInfo(string field) => field switch
    {
        "hasNextPage" => Resolver.Held<ConnectionRows>(rows => rows.HasNextPage!),
        "hasPreviousPage" => Resolver.Held<ConnectionRows>(rows => rows.HasPreviousPage!),
        "startCursor" => Resolver.Held<ConnectionRows>(rows => rows.StartCursor!),
        "endCursor" => Resolver.Held<ConnectionRows>(rows => rows.EndCursor!),
        _ => null,
    };

    private static Resolver? OfEdge(string field) => field switch
    {
        "cursor" => Resolver.Held<EdgeRows>(rows => rows.Cursors!),
        "node" => Resolver.Held<EdgeRows>(rows => ObjectColumn.Each(rows.Nodes)),
        "relation" or "matched" => Resolver.Held<EdgeRows>(rows => ObjectColumn.Each(rows.Beside!)),
        "score" => Resolver.Held<EdgeRows>(rows => rows.Scores!),
        _ => null,
    };
}
