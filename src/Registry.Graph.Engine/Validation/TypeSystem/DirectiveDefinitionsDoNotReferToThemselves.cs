using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A directive is not applied to its own arguments, nor to what they are made of. <see href="https://spec.graphql.org/September2025/#sec-Type-System.Directives.Type-Validation"/></summary>
internal sealed class DirectiveDefinitionsDoNotReferToThemselves : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var directive in context.Directives)
        {
            if (Reaches(context.Schema, directive, directive.Name, []))
            {
                context.Error($"The directive `{directive}` must not refer to itself, directly or through the types of its arguments.", directive.Position);
            }
        }
    }

    private static bool Reaches(Schema schema, DirectiveDefinition directive, string target, HashSet<object> visited) =>
        visited.Add(directive) && directive.Arguments.Any(argument => Reaches(schema, argument, target, visited));

    private static bool Reaches(Schema schema, InputValueDefinition input, string target, HashSet<object> visited) =>
        Applies(schema, input, target, visited) || Reaches(schema, input.Type.Named, target, visited);

    private static bool Reaches(Schema schema, NamedType type, string target, HashSet<object> visited) => visited.Add(type) && (
        Applies(schema, type, target, visited)
        || type switch
        {
            InputObjectType input => input.Fields.Any(field => Reaches(schema, field, target, visited)),
            EnumType enumeration => enumeration.Values.Any(value => Applies(schema, value, target, visited)),
            _ => false,
        });

    private static bool Applies(Schema schema, ISchemaMember member, string target, HashSet<object> visited) =>
        member.AppliedDirectives.Any(applied => applied.Name.Value == target
            || (schema.Directives.Find(applied.Name.Value) is { } directive && Reaches(schema, directive, target, visited)));
}
