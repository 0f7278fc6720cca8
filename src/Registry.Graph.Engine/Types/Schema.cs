using System.Collections.Frozen;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>
/// A schema: its types, its directives and where each kind of operation starts. It does not change, except that bindings may be
/// attached to its members until <see cref="Seal"/> is called. <see href="https://spec.graphql.org/September2025/#sec-Schema"/>
/// </summary>
public sealed class Schema
{
    private readonly ObjectType? _query;

    internal Schema(SchemaParts parts)
    {
        Description = parts.Description;
        AppliedDirectives = parts.AppliedDirectives;
        Types = new Members<NamedType>(parts.Types);
        Directives = new Members<DirectiveDefinition>(parts.Directives);
        _query = parts.Roots.GetValueOrDefault(OperationType.Query);
        Mutation = parts.Roots.GetValueOrDefault(OperationType.Mutation);
        Subscription = parts.Roots.GetValueOrDefault(OperationType.Subscription);
        MetaFields = parts.MetaFields;
        TypeNameField = MetaFields["__typename"];
        SchemaField = MetaFields["__schema"];
        TypeField = MetaFields["__type"];
    }

    /// <summary>The description; null where there is none.</summary>
    public string? Description { get; }

    /// <summary>The directives applied to the schema itself.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; }

    /// <summary>All types in the order of their definitions, then those of the specification.</summary>
    public Members<NamedType> Types { get; }

    /// <summary>All directives in the order of their definitions, then those of the specification.</summary>
    public Members<DirectiveDefinition> Directives { get; }

    /// <summary>The type that queries start from.</summary>
    /// <exception cref="InvalidOperationException">There is none, which only a schema that was assumed valid can be.</exception>
    public ObjectType Query => _query ?? throw new InvalidOperationException("The schema has no type for queries.");

    /// <summary>The type that mutations start from; null where there are none.</summary>
    public ObjectType? Mutation { get; }

    /// <summary>The type that subscriptions start from; null where there are none.</summary>
    public ObjectType? Subscription { get; }

    /// <summary>The meta-field <c>__typename</c>. <see href="https://spec.graphql.org/September2025/#sec-Type-Name-Introspection"/></summary>
    public FieldDefinition TypeNameField { get; }

    /// <summary>The meta-field <c>__schema</c>. <see href="https://spec.graphql.org/September2025/#sec-Schema-Introspection"/></summary>
    public FieldDefinition SchemaField { get; }

    /// <summary>The meta-field <c>__type</c>. <see href="https://spec.graphql.org/September2025/#sec-Schema-Introspection"/></summary>
    public FieldDefinition TypeField { get; }

    /// <summary>Whether bindings can no longer be attached.</summary>
    public bool IsSealed { get; private set; }

    private Members<FieldDefinition> MetaFields { get; }

    /// <summary>Makes a schema of a text of the schema language, extensions included.</summary>
    /// <exception cref="SyntaxException">The text is not well formed.</exception>
    /// <exception cref="SchemaException">The schema is not valid; all faults are named.</exception>
    public static Schema Parse(string sdl, SchemaOptions? options = null) =>
        SchemaBuilder.Build(Parser.Parse(sdl, ParserOptions.Trusted), options ?? new SchemaOptions());

    /// <summary>The type that operations of a kind start from; null where there is none.</summary>
    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => _query,
        OperationType.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>The field that a name means on a type, the meta-fields included; null where there is none.</summary>
    public FieldDefinition? FieldOf(NamedType type, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            return MetaField(type, name);
        }

        return (type as ComplexType)?.Fields.Find(name);
    }

    /// <summary>The type that a reference of a document means; null where the schema has no type of that name.</summary>
    public GraphQLType? TypeOf(TypeNode reference) => reference switch
    {
        NamedTypeNode named => Types.Find(named.Name),
        ListTypeNode list => TypeOf(list.ItemType)?.List(),
        NonNullTypeNode nonNull => TypeOf(nonNull.NullableType)?.NonNull(),
        _ => null,
    };

    /// <summary>The schema as text of the schema language, without what the specification defines.</summary>
    public string Print() => Printer.PrintAll(SchemaSyntax.Of(this));

    /// <summary>From now on bindings can no longer be changed.</summary>
    public void Seal()
    {
        IsSealed = true;
        foreach (var type in Types)
        {
            type.Seal();
        }

        foreach (var directive in Directives)
        {
            directive.Seal();
        }

        foreach (var field in MetaFields)
        {
            field.Seal();
        }
    }

    private FieldDefinition? MetaField(NamedType type, string name) => name switch
    {
        "__typename" when type.IsComposite => TypeNameField,
        "__schema" when ReferenceEquals(type, _query) => SchemaField,
        "__type" when ReferenceEquals(type, _query) => TypeField,
        _ => (type as ComplexType)?.Fields.Find(name),
    };
}

/// <summary>What a schema is made of.</summary>
internal sealed record SchemaParts(
    string? Description,
    DirectiveNode[] AppliedDirectives,
    IReadOnlyList<NamedType> Types,
    IReadOnlyList<DirectiveDefinition> Directives,
    IReadOnlyDictionary<OperationType, ObjectType> Roots,
    Members<FieldDefinition> MetaFields);
