using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Members of a type that want different names.</summary>
internal static class UniqueMembers
{
    /// <summary>Reports the names that come twice, or that the extended type has already.</summary>
    public static void Check(TypeSystemContext context, string type, string kind, IEnumerable<Name> names, Predicate<string> isExtended)
    {
        var known = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (isExtended(name.Value))
            {
                context.Error($"{kind} `{type}.{name}` is defined in the schema already.", name.Start);
            }
            else if (!known.TryAdd(name.Value, name))
            {
                context.Error($"{kind} `{type}.{name}` can only be defined once.", known[name.Value].Start, name.Start);
            }
        }
    }
}
