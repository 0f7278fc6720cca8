using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Queries have a root type, and every kind of operation one of its own. <see href="https://spec.graphql.org/September2025/#sec-Root-Operation-Types"/></summary>
internal sealed class RootOperationTypes : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        if (context.Schema.RootType(OperationType.Query) is null)
        {
            context.Error("A schema has a root type of queries: an object type `Query`, or the one that `schema { query: ... }` names.", 0);
        }

        var roots = Enum.GetValues<OperationType>().Select(context.Schema.RootType).OfType<ObjectType>();
        foreach (var type in roots.GroupBy(type => type).Where(group => group.Skip(1).Any()).Select(group => group.Key))
        {
            context.Error($"The type `{type}` is the root of several kinds of operations; each kind has a root type of its own.", type.Position);
        }
    }
}
