using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Arguments of a directive that is applied have different names. <see href="https://spec.graphql.org/September2025/#sec-Argument-Uniqueness"/></summary>
internal sealed class UniqueArgumentNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var directive in context.Applied.SelectMany(applied => applied.Directives))
        {
            foreach (var group in directive.Arguments.GroupBy(argument => argument.Name.Value, StringComparer.Ordinal))
            {
                if (group.Skip(1).Any())
                {
                    context.Error($"There can be only one argument named `{group.Key}`.", [.. group.Select(argument => argument.Start)]);
                }
            }
        }
    }
}
