using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A rule about a document of type system definitions and extensions.</summary>
internal interface ITypeSystemRule
{
    void Check(TypeSystemContext context);
}

/// <summary>Directives at one location of a schema.</summary>
/// <param name="Location">What kind of location it is.</param>
/// <param name="Owner">The type or the schema whose definition and extensions are one location; null for its parts.</param>
/// <param name="Directives">The directives.</param>
internal sealed record DirectivesAtLocation(DirectiveLocationName Location, string? Owner, DirectiveNode[] Directives);

/// <summary>What rules see of a type system document, and of the schema that it extends, if it extends one.</summary>
internal sealed class TypeSystemContext
{
    private readonly List<GraphQLError> _errors = [];

    public TypeSystemContext(DocumentNode document, Schema? extended)
    {
        Document = document;
        Extended = extended;
        Types = [.. document.Definitions.OfType<TypeDefinitionNode>()];
        Schemas = [.. document.Definitions.OfType<SchemaDefinitionNode>()];
        Directives = [.. document.Definitions.OfType<DirectiveDefinitionNode>()];
        Applied = [.. document.Definitions.OfType<TypeSystemNode>().SelectMany(Locations)];
        AllDirectives = [.. Directives, .. Inherited(extended)];
    }

    public DocumentNode Document { get; }

    public Schema? Extended { get; }

    public List<TypeDefinitionNode> Types { get; }

    public List<SchemaDefinitionNode> Schemas { get; }

    public List<DirectiveDefinitionNode> Directives { get; }

    /// <summary>The directives of the document, then those of the extended schema or of the specification.</summary>
    public List<DirectiveDefinitionNode> AllDirectives { get; }

    /// <summary>Every location that directives may be applied at, in order.</summary>
    public List<DirectivesAtLocation> Applied { get; }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public void Error(string message, params ReadOnlySpan<int> at)
    {
        var locations = new SourceLocation[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            locations[i] = Document.LocationOf(at[i]);
        }

        _errors.Add(new GraphQLError(message) { Locations = locations });
    }

    /// <summary>The definition of a directive that is applied; null where there is none.</summary>
    public DirectiveDefinitionNode? Directive(string name) => AllDirectives.Find(directive => directive.Name.Value == name);

    private static IEnumerable<DirectiveDefinitionNode> Inherited(Schema? extended) => extended is null
        ? BuiltIns.Specification.Definitions.Concat(BuiltIns.CostDirectives.Definitions).OfType<DirectiveDefinitionNode>()
        : extended.Directives.Select(SchemaSyntax.Definition);

    private static IEnumerable<DirectivesAtLocation> Locations(TypeSystemNode node) => node switch
    {
        SchemaDefinitionNode schema => [new(DirectiveLocationName.SCHEMA, "schema", schema.Directives)],
        DirectiveDefinitionNode directive => Inputs(directive.Arguments, DirectiveLocationName.ARGUMENT_DEFINITION),
        TypeDefinitionNode type => Parts(type).Prepend(new(LocationOf(type), "type " + type.Name.Value, type.Directives)),
        _ => [],
    };

    private static IEnumerable<DirectivesAtLocation> Parts(TypeDefinitionNode type) => type switch
    {
        ComplexTypeDefinitionNode complex => complex.Fields.SelectMany(field => Inputs(field.Arguments, DirectiveLocationName.ARGUMENT_DEFINITION)
            .Append(new(DirectiveLocationName.FIELD_DEFINITION, null, field.Directives))),
        EnumTypeDefinitionNode enumeration => enumeration.Values
            .Select(value => new DirectivesAtLocation(DirectiveLocationName.ENUM_VALUE, null, value.Directives)),
        InputObjectTypeDefinitionNode input => Inputs(input.Fields, DirectiveLocationName.INPUT_FIELD_DEFINITION),
        _ => [],
    };

    private static IEnumerable<DirectivesAtLocation> Inputs(InputValueDefinitionNode[] inputs, DirectiveLocationName location) =>
        inputs.Select(input => new DirectivesAtLocation(location, null, input.Directives));

    private static DirectiveLocationName LocationOf(TypeDefinitionNode type) => type switch
    {
        ScalarTypeDefinitionNode => DirectiveLocationName.SCALAR,
        ObjectTypeDefinitionNode => DirectiveLocationName.OBJECT,
        InterfaceTypeDefinitionNode => DirectiveLocationName.INTERFACE,
        UnionTypeDefinitionNode => DirectiveLocationName.UNION,
        EnumTypeDefinitionNode => DirectiveLocationName.ENUM,
        _ => DirectiveLocationName.INPUT_OBJECT,
    };
}
