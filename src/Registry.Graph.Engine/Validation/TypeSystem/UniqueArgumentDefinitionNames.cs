using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Arguments of a field or a directive have different names. <see href="https://spec.graphql.org/September2025/#sec-Objects.Type-Validation"/></summary>
internal sealed class UniqueArgumentDefinitionNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var type in context.Types.OfType<ComplexTypeDefinitionNode>())
        {
            foreach (var field in type.Fields)
            {
                Check(context, $"{type.Name}.{field.Name}", field.Arguments);
            }
        }

        foreach (var directive in context.Directives)
        {
            Check(context, $"@{directive.Name}", directive.Arguments);
        }
    }

    private static void Check(TypeSystemContext context, string owner, InputValueDefinitionNode[] arguments)
    {
        foreach (var group in arguments.GroupBy(argument => argument.Name.Value, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                context.Error($"Argument `{owner}({group.Key}:)` can only be defined once.", [.. group.Select(argument => argument.Name.Start)]);
            }
        }
    }
}
