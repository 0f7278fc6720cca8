using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>The type of a variable is an input type. <see href="https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types"/></summary>
internal sealed class VariablesAreInputTypes : IVariableDefinitionRule
{
    private const string Section = "sec-Variables-Are-Input-Types";

    public void Check(VariableDefinitionNode definition, ValidationContext context)
    {
        if (context.Schema.TypeOf(definition.Type) is { IsInputType: false })
        {
            context.Error(
                Section,
                $"The type of variable `{definition.Variable.Name}` is not an input type.",
                definition.Type,
                new KeyValuePair<string, object?>("variable", definition.Variable.Name.Value),
                new KeyValuePair<string, object?>("variableType", Printer.Print(definition.Type)));
        }
    }
}
