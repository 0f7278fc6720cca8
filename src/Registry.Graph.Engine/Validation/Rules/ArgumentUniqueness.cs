using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Arguments of a field or a directive have different names. <see href="https://spec.graphql.org/September2025/#sec-Argument-Uniqueness"/></summary>
internal sealed class ArgumentUniqueness : IArgumentsRule
{
    private const string Section = "sec-Argument-Uniqueness";

    public void Check(Node owner, ArgumentNode[] arguments, Members<InputValueDefinition>? definitions, ValidationContext context)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        foreach (var group in arguments.GroupBy(argument => argument.Name.Value, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                context.Error(
                    Section,
                    "More than one argument with the same name in an argument set is ambiguous and invalid.",
                    [.. group.Select(argument => argument.Start)],
                    [.. ArgumentOwner.Extensions(owner, context), new("argument", group.Key)]);
            }
        }
    }
}
