using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A rule about a schema whose types have been made.</summary>
internal interface ISchemaRule
{
    void Check(SchemaContext context);
}

/// <summary>What rules see of a schema: what its document defines, without what the specification does.</summary>
internal sealed class SchemaContext
{
    private readonly List<GraphQLError> _errors = [];
    private readonly DocumentNode _document;

    public SchemaContext(Schema schema, DocumentNode document)
    {
        Schema = schema;
        _document = document;
        Types = [.. schema.Types.Where(type => !type.IsBuiltIn)];
        ComplexTypes = [.. Types.OfType<ComplexType>()];
        InputObjects = [.. Types.OfType<InputObjectType>()];
        Directives = [.. schema.Directives.Where(directive => !directive.IsBuiltIn)];
        Inputs =
        [
            .. ComplexTypes.SelectMany(type => type.Fields).SelectMany(field => field.Arguments),
            .. InputObjects.SelectMany(type => type.Fields),
            .. Directives.SelectMany(directive => directive.Arguments),
        ];
    }

    public Schema Schema { get; }

    public List<NamedType> Types { get; }

    public List<ComplexType> ComplexTypes { get; }

    public List<InputObjectType> InputObjects { get; }

    public List<DirectiveDefinition> Directives { get; }

    /// <summary>All arguments and input fields.</summary>
    public List<InputValueDefinition> Inputs { get; }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>An error at an offset of the document.</summary>
    public void Error(string message, int at) => _errors.Add(new GraphQLError(message) { Locations = [_document.LocationOf(at)] });
}

/// <summary>Decides whether the types of a schema fit together. <see href="https://spec.graphql.org/September2025/#sec-Type-System"/></summary>
internal static class SchemaValidator
{
    private static readonly ISchemaRule[] Rules =
    [
        new RootOperationTypes(),
        new ReservedNames(),
        new TypesHaveMembers(),
        new InputAndOutputTypes(),
        new InterfaceImplementations(),
        new CircularReferences(),
        new OneOfInputObjects(),
        new RequiredInputsAreNotDeprecated(),
        new DirectiveDefinitionsDoNotReferToThemselves(),
        new AppliedArguments(),
    ];

    /// <summary>The errors of a schema that was made of a document.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document)
    {
        var context = new SchemaContext(schema, document);
        foreach (var rule in Rules)
        {
            rule.Check(context);
        }

        if (context.Errors.Count == 0)
        {
            new DefaultValues().Check(context);
        }

        return context.Errors;
    }
}
