using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>An argument is defined on its field or directive. <see href="https://spec.graphql.org/September2025/#sec-Argument-Names"/></summary>
internal sealed class ArgumentNames : IArgumentsRule
{
    private const string Section = "sec-Argument-Names";

    public void Check(Node owner, ArgumentNode[] arguments, Members<InputValueDefinition>? definitions, ValidationContext context)
    {
        if (definitions is null)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (!definitions.Contains(argument.Name.Value))
            {
                context.Error(
                    Section,
                    $"The argument `{argument.Name}` does not exist.",
                    argument,
                    [.. ArgumentOwner.Extensions(owner, context), new("argument", argument.Name.Value)]);
            }
        }
    }
}
