using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>An argument whose type has no null, and which has no default, is given. <see href="https://spec.graphql.org/September2025/#sec-Required-Arguments"/></summary>
internal sealed class RequiredArguments : IArgumentsRule
{
    private const string Section = "sec-Required-Arguments";

    public void Check(Node owner, ArgumentNode[] arguments, Members<InputValueDefinition>? definitions, ValidationContext context)
    {
        if (definitions is null)
        {
            return;
        }

        foreach (var definition in definitions.AsSpan())
        {
            if (definition.IsRequired && !Array.Exists(arguments, argument => argument.Name.Value == definition.Name))
            {
                context.Error(
                    Section,
                    $"The argument `{definition.Name}` is required.",
                    owner,
                    [.. ArgumentOwner.Extensions(owner, context), new("argument", definition.Name), new("type", definition.Type.ToString())]);
            }
        }
    }
}
