using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Directives have different names. <see href="https://spec.graphql.org/September2025/#sec-Schema"/></summary>
internal sealed class UniqueDirectiveNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        var known = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (var directive in context.Directives)
        {
            var name = directive.Name;
            if (context.Extended?.Directives.Contains(name.Value) == true)
            {
                context.Error($"The directive `@{name}` is defined in the schema already.", name.Start);
            }
            else if (!known.TryAdd(name.Value, name))
            {
                context.Error($"There can be only one directive named `@{name}`.", known[name.Value].Start, name.Start);
            }
        }
    }
}
