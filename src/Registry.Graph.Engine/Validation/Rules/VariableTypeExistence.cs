using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>The type of a variable is one of the schema; a scalar of the specification that the schema does not use is none. <see href="https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types"/></summary>
internal sealed class VariableTypeExistence : IVariableDefinitionRule
{
    private const string Section = "sec-Variables-Are-Input-Types";

    public void Check(VariableDefinitionNode definition, ValidationContext context)
    {
        var named = Innermost(definition.Type);
        if (!context.Schema.Types.Contains(named.Name))
        {
            context.Error(
                Section,
                $"Unknown type `{named.Name}`.",
                named,
                new KeyValuePair<string, object?>("variable", definition.Variable.Name.Value),
                new KeyValuePair<string, object?>("variableType", Printer.Print(definition.Type)));
        }
    }

    private static NamedTypeNode Innermost(TypeNode type) => type switch
    {
        ListTypeNode list => Innermost(list.ItemType),
        NonNullTypeNode nonNull => Innermost(nonNull.NullableType),
        _ => (NamedTypeNode)type,
    };
}
