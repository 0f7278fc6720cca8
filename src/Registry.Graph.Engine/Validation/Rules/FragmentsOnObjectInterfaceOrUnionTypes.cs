using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>The type condition of a fragment is a type with selections. <see href="https://spec.graphql.org/September2025/#sec-Fragments-on-Object-Interface-or-Union-Types"/></summary>
internal sealed class FragmentsOnObjectInterfaceOrUnionTypes : ITypeConditionRule
{
    private const string Section = "sec-Fragments-on-Object-Interface-or-Union-Types";

    public void Check(NamedTypeNode condition, ValidationContext context)
    {
        if (context.Schema.Types.Find(condition.Name) is { IsComposite: false })
        {
            context.Error(
                Section,
                "Fragments can only be declared on unions, interfaces, and objects.",
                condition,
                new KeyValuePair<string, object?>("typeCondition", condition.Name));
        }
    }
}
