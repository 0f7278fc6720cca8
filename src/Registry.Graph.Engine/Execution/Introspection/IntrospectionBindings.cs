using System.Text;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Introspection;

/// <summary>The resolvers of the types with which a schema describes itself. <see href="https://spec.graphql.org/September2025/#sec-Schema-Introspection"/></summary>
internal static class IntrospectionBindings
{
    public static Bindings Of(Schema schema)
    {
        var bindings = new Bindings();
        bindings.Field("Query", "__schema", Resolver.Of(context => ObjectColumn.Each(new SchemaRows<Schema>([schema]))));
        bindings.Field("Query", "__type", Resolver.Of(context => OneType(schema.Types.Find(context.Arguments.Get<string>("name")!))));
        BindSchema(bindings);
        BindType(bindings);
        BindField(bindings);
        BindInputValue(bindings);
        BindEnumValue(bindings);
        BindDirective(bindings);
        return bindings;
    }

    private static Column OneType(GraphQLType? type) => type is null ? Column.AllNull(1) : ObjectColumn.Each(new SchemaRows<GraphQLType>([type]));

    /// <summary><see href="https://spec.graphql.org/September2025/#sec-The-__Schema-Type"/></summary>
    private static void BindSchema(Bindings bindings) => bindings
        .Field("__Schema", "description", SchemaColumns.Leaf<Schema>(schema => schema.Description))
        .Field("__Schema", "types", SchemaColumns.List<Schema, GraphQLType>((schema, _) => schema.Types))
        .Field("__Schema", "queryType", SchemaColumns.Object<Schema, GraphQLType>(schema => schema.Query))
        .Field("__Schema", "mutationType", SchemaColumns.Object<Schema, GraphQLType>(schema => schema.Mutation))
        .Field("__Schema", "subscriptionType", SchemaColumns.Object<Schema, GraphQLType>(schema => schema.Subscription))
        .Field("__Schema", "directives", SchemaColumns.List<Schema, DirectiveDefinition>((schema, _) => schema.Directives));

    /// <summary><see href="https://spec.graphql.org/September2025/#sec-The-__Type-Type"/></summary>
    private static void BindType(Bindings bindings) => bindings
        .Field("__Type", "kind", SchemaColumns.Leaf<GraphQLType>(type => InCapitals(type.Kind.ToString())))
        .Field("__Type", "name", SchemaColumns.Leaf<GraphQLType>(type => (type as NamedType)?.Name))
        .Field("__Type", "description", SchemaColumns.Leaf<GraphQLType>(type => (type as NamedType)?.Description))
        .Field("__Type", "specifiedByURL", SchemaColumns.Leaf<GraphQLType>(type => (type as ScalarType)?.SpecifiedByUrl))
        .Field("__Type", "fields", SchemaColumns.List<GraphQLType, FieldDefinition>((type, arguments) =>
            (type as ComplexType)?.Fields.Where(field => IsListed(field.DeprecationReason, arguments))))
        .Field("__Type", "interfaces", SchemaColumns.List<GraphQLType, GraphQLType>((type, _) => (type as ComplexType)?.Interfaces))
        .Field("__Type", "possibleTypes", SchemaColumns.List<GraphQLType, GraphQLType>((type, _) =>
            type is NamedType { IsAbstract: true } named ? named.PossibleTypes : null))
        .Field("__Type", "enumValues", SchemaColumns.List<GraphQLType, EnumValueDefinition>((type, arguments) =>
            (type as EnumType)?.Values.Where(value => IsListed(value.DeprecationReason, arguments))))
        .Field("__Type", "inputFields", SchemaColumns.List<GraphQLType, InputValueDefinition>((type, arguments) =>
            (type as InputObjectType)?.Fields.Where(field => IsListed(field.DeprecationReason, arguments))))
        .Field("__Type", "ofType", SchemaColumns.Object<GraphQLType, GraphQLType>(Wrapped))
        .Field("__Type", "isOneOf", SchemaColumns.Leaf<GraphQLType>(type => (type as InputObjectType)?.IsOneOf));

    /// <summary><see href="https://spec.graphql.org/September2025/#sec-The-__Field-Type"/></summary>
    private static void BindField(Bindings bindings) => bindings
        .Field("__Field", "name", SchemaColumns.Leaf<FieldDefinition>(field => field.Name))
        .Field("__Field", "description", SchemaColumns.Leaf<FieldDefinition>(field => field.Description))
        .Field("__Field", "args", SchemaColumns.List<FieldDefinition, InputValueDefinition>((field, arguments) =>
            field.Arguments.Where(argument => IsListed(argument.DeprecationReason, arguments))))
        .Field("__Field", "type", SchemaColumns.Object<FieldDefinition, GraphQLType>(field => field.Type))
        .Field("__Field", "isDeprecated", SchemaColumns.Leaf<FieldDefinition>(field => field.DeprecationReason is not null))
        .Field("__Field", "deprecationReason", SchemaColumns.Leaf<FieldDefinition>(field => field.DeprecationReason));

    /// <summary><see href="https://spec.graphql.org/September2025/#sec-The-__InputValue-Type"/></summary>
    private static void BindInputValue(Bindings bindings) => bindings
        .Field("__InputValue", "name", SchemaColumns.Leaf<InputValueDefinition>(input => input.Name))
        .Field("__InputValue", "description", SchemaColumns.Leaf<InputValueDefinition>(input => input.Description))
        .Field("__InputValue", "type", SchemaColumns.Object<InputValueDefinition, GraphQLType>(input => input.Type))
        .Field("__InputValue", "defaultValue", SchemaColumns.Leaf<InputValueDefinition>(input =>
            input.DefaultLiteral is { } literal ? Printer.Print(literal) : null))
        .Field("__InputValue", "isDeprecated", SchemaColumns.Leaf<InputValueDefinition>(input => input.DeprecationReason is not null))
        .Field("__InputValue", "deprecationReason", SchemaColumns.Leaf<InputValueDefinition>(input => input.DeprecationReason));

    /// <summary><see href="https://spec.graphql.org/September2025/#sec-The-__EnumValue-Type"/></summary>
    private static void BindEnumValue(Bindings bindings) => bindings
        .Field("__EnumValue", "name", SchemaColumns.Leaf<EnumValueDefinition>(value => value.Name))
        .Field("__EnumValue", "description", SchemaColumns.Leaf<EnumValueDefinition>(value => value.Description))
        .Field("__EnumValue", "isDeprecated", SchemaColumns.Leaf<EnumValueDefinition>(value => value.DeprecationReason is not null))
        .Field("__EnumValue", "deprecationReason", SchemaColumns.Leaf<EnumValueDefinition>(value => value.DeprecationReason));

    /// <summary><see href="https://spec.graphql.org/September2025/#sec-The-__Directive-Type"/></summary>
    private static void BindDirective(Bindings bindings) => bindings
        .Field("__Directive", "name", SchemaColumns.Leaf<DirectiveDefinition>(directive => directive.Name))
        .Field("__Directive", "description", SchemaColumns.Leaf<DirectiveDefinition>(directive => directive.Description))
        .Field("__Directive", "isRepeatable", SchemaColumns.Leaf<DirectiveDefinition>(directive => directive.IsRepeatable))
        .Field("__Directive", "locations", Resolver.Of(Locations))
        .Field("__Directive", "args", SchemaColumns.List<DirectiveDefinition, InputValueDefinition>((directive, arguments) =>
            directive.Arguments.Where(argument => IsListed(argument.DeprecationReason, arguments))));

    private static ListColumn Locations(FieldContext context)
    {
        var rows = context.Parents<SchemaRows<DirectiveDefinition>>();
        var names = new List<object?>();
        var ends = new int[context.Count];
        for (var parent = 0; parent < context.Count; parent++)
        {
            names.AddRange(rows[context.Row(parent)].Locations.Select(location => InCapitals(location.ToString())));
            ends[parent] = names.Count;
        }

        return new ListColumn(new AnyColumn(names), ends, context.Count);
    }

    private static bool IsListed(string? deprecationReason, Arguments arguments) =>
        deprecationReason is null || arguments.Get<bool>("includeDeprecated");

    private static GraphQLType? Wrapped(GraphQLType type) => type switch
    {
        ListType list => list.ItemType,
        NonNullType nonNull => nonNull.NullableType,
        _ => null,
    };

    // InputObject is INPUT_OBJECT; what is in capitals already stays.
    private static string InCapitals(string name)
    {
        var capitals = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]))
            {
                capitals.Append('_');
            }

            capitals.Append(char.ToUpperInvariant(name[i]));
        }

        return capitals.ToString();
    }
}
