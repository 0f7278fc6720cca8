using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Types have different names. <see href="https://spec.graphql.org/September2025/#sec-Schema"/></summary>
internal sealed class UniqueTypeNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        var known = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (var type in context.Types.Where(type => !type.IsExtension))
        {
            var name = type.Name;
            if (context.Extended?.Types.Contains(name.Value) == true)
            {
                context.Error($"The type `{name}` is defined in the schema already.", name.Start);
            }
            else if (!known.TryAdd(name.Value, name))
            {
                context.Error($"There can be only one type named `{name}`.", known[name.Value].Start, name.Start);
            }
        }
    }
}
