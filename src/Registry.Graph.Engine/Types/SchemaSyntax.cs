using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>A schema as syntax again: each type one definition, its extensions merged into it.</summary>
internal static class SchemaSyntax
{
    /// <summary>The definitions of a schema in its order, without what the specification defines.</summary>
    public static IEnumerable<DefinitionNode> Of(Schema schema)
    {
        if (NeedsDefinition(schema))
        {
            yield return Definition(schema);
        }

        foreach (var directive in schema.Directives.Where(directive => !directive.IsBuiltIn))
        {
            yield return Definition(directive);
        }

        foreach (var type in schema.Types.Where(type => !type.IsBuiltIn))
        {
            yield return Definition(type);
        }
    }

    // The definition may be left out where the root types bear the default names and no other type does.
    // https://spec.graphql.org/September2025/#sec-Root-Operation-Types.Default-Root-Operation-Type-Names
    private static bool NeedsDefinition(Schema schema) =>
        schema.Description is not null
        || schema.AppliedDirectives.Count > 0
        || Enum.GetValues<OperationType>().Any(operation => schema.RootType(operation)?.Name != DefaultName(schema, operation));

    private static string? DefaultName(Schema schema, OperationType operation) => schema.Types.Find(operation.ToString())?.Name;

    private static SchemaDefinitionNode Definition(Schema schema)
    {
        var roots =
            from operation in Enum.GetValues<OperationType>()
            where schema.RootType(operation) is not null
            select new RootOperationTypeNode(0, operation, new NamedTypeNode(0, schema.RootType(operation)!.Name));
        return new SchemaDefinitionNode(0, Text(schema.Description), [.. schema.AppliedDirectives], [.. roots], IsExtension: false);
    }

    /// <summary>The definition of a directive.</summary>
    public static DirectiveDefinitionNode Definition(DirectiveDefinition directive) => new(
        0,
        Text(directive.Description),
        new Name(directive.Name, 0),
        Inputs(directive.Arguments),
        directive.IsRepeatable,
        [.. directive.Locations.Select(location => new Name(location.ToString(), 0))]);

    private static TypeDefinitionNode Definition(NamedType type)
    {
        var description = Text(type.Description);
        var name = new Name(type.Name, 0);
        DirectiveNode[] directives = [.. type.AppliedDirectives];
        return type switch
        {
            ScalarType => new ScalarTypeDefinitionNode(0, description, name, directives, false),
            ObjectType complex => new ObjectTypeDefinitionNode(0, description, name, Names(complex.Interfaces), directives, Fields(complex), false),
            InterfaceType complex => new InterfaceTypeDefinitionNode(0, description, name, Names(complex.Interfaces), directives, Fields(complex), false),
            UnionType union => new UnionTypeDefinitionNode(0, description, name, directives, Names(union.PossibleTypes), false),
            EnumType enumeration => new EnumTypeDefinitionNode(0, description, name, directives, Values(enumeration), false),
            InputObjectType input => new InputObjectTypeDefinitionNode(0, description, name, directives, Inputs(input.Fields), false),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no further kind of named type."),
        };
    }

    private static FieldDefinitionNode[] Fields(ComplexType type) =>
    [
        .. type.Fields.Select(field => new FieldDefinitionNode(
            0,
            Text(field.Description),
            new Name(field.Name, 0),
            Inputs(field.Arguments),
            Reference(field.Type),
            [.. field.AppliedDirectives])),
    ];

    private static InputValueDefinitionNode[] Inputs(Members<InputValueDefinition> inputs) =>
    [
        .. inputs.Select(input => new InputValueDefinitionNode(
            0,
            Text(input.Description),
            new Name(input.Name, 0),
            Reference(input.Type),
            input.DefaultLiteral,
            [.. input.AppliedDirectives])),
    ];

    private static EnumValueDefinitionNode[] Values(EnumType type) =>
    [
        .. type.Values.Select(value =>
            new EnumValueDefinitionNode(0, Text(value.Description), new Name(value.Name, 0), [.. value.AppliedDirectives])),
    ];

    private static NamedTypeNode[] Names(IEnumerable<NamedType> types) => [.. types.Select(type => new NamedTypeNode(0, type.Name))];

    private static TypeNode Reference(GraphQLType type) => type switch
    {
        ListType list => new ListTypeNode(0, Reference(list.ItemType)),
        NonNullType nonNull => new NonNullTypeNode(0, Reference(nonNull.NullableType)),
        _ => new NamedTypeNode(0, type.Named.Name),
    };

    private static StringValueNode? Text(string? text) => text is null ? null : new StringValueNode(0, text, IsBlock: true);
}
