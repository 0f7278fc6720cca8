using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Names that start with two underscores are those of introspection. <see href="https://spec.graphql.org/September2025/#sec-Names.Reserved-Names"/></summary>
internal sealed class ReservedNames : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            Check(context, type, type.Position);
        }

        IEnumerable<SchemaMember> members =
        [
            .. context.ComplexTypes.SelectMany(type => type.Fields),
            .. context.Types.OfType<EnumType>().SelectMany(type => type.Values),
            .. context.Inputs,
            .. context.Directives,
        ];
        foreach (var member in members)
        {
            Check(context, member, member.Position);
        }
    }

    private static void Check(SchemaContext context, ISchemaMember member, int at)
    {
        if (member.Name.StartsWith("__", StringComparison.Ordinal))
        {
            context.Error($"The name of `{member.Coordinate}` must not start with two underscores, which are reserved for introspection.", at);
        }
    }
}
