using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Input objects that refer to one another can be given by a finite value, and their defaults end. <see href="https://spec.graphql.org/September2025/#sec-Input-Objects.Circular-References"/></summary>
internal sealed class CircularReferences : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        var search = new Search(context);
        foreach (var type in context.InputObjects)
        {
            search.From(type);
        }

        foreach (var field in context.InputObjects.SelectMany(type => type.Fields))
        {
            if (HasDefaultCycle(field, new ObjectValueNode(0, []), []))
            {
                context.Error($"The default value of `{field}` leads back to itself.", field.Position);
            }
        }
    }

    // https://spec.graphql.org/September2025/#InputObjectDefaultValueHasCycle()
    private static bool HasDefaultCycle(InputObjectType type, ValueNode value, HashSet<InputValueDefinition> visited) => value switch
    {
        ListValueNode list => Array.Exists(list.Items, item => HasDefaultCycle(type, item, visited)),
        ObjectValueNode input => type.Fields.Any(field => HasDefaultCycle(field, input, visited)),
        _ => false,
    };

    private static bool HasDefaultCycle(InputValueDefinition field, ObjectValueNode value, HashSet<InputValueDefinition> visited)
    {
        if (field.Type.Named is not InputObjectType type)
        {
            return false;
        }

        var given = Array.Find(value.Fields, one => one.Name.Value == field.Name);
        if (given is not null)
        {
            return HasDefaultCycle(type, given.Value, visited);
        }

        return field.DefaultLiteral is not null && (visited.Contains(field) || HasDefaultCycle(type, field.DefaultLiteral, [.. visited, field]));
    }

    /// <summary>A search in depth along fields that can be neither null nor an empty list: only a chain of those has no end.</summary>
    private sealed class Search(SchemaContext context)
    {
        private readonly HashSet<InputObjectType> _done = [];
        private readonly List<(InputObjectType Type, InputValueDefinition Field)> _path = [];

        public void From(InputObjectType type)
        {
            if (!_done.Add(type))
            {
                return;
            }

            foreach (var field in type.Fields)
            {
                if (field.Type is NonNullType { NullableType: InputObjectType next })
                {
                    _path.Add((type, field));
                    Follow(next);
                    _path.RemoveAt(_path.Count - 1);
                }
            }
        }

        private void Follow(InputObjectType next)
        {
            var start = _path.FindIndex(step => step.Type == next);
            if (start < 0)
            {
                From(next);
                return;
            }

            var cycle = string.Join(", ", _path[start..].Select(step => $"`{step.Field}`"));
            context.Error($"The input object `{next}` cannot be given: it asks for itself through {cycle}.", next.Position);
        }
    }
}
