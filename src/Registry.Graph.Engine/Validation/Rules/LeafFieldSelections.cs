using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Fields of scalars and enums have no selections, all others have some. <see href="https://spec.graphql.org/September2025/#sec-Leaf-Field-Selections"/></summary>
internal sealed class LeafFieldSelections : IFieldRule
{
    private const string Section = "sec-Leaf-Field-Selections";

    public void Check(FieldNode field, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is null || definition.Type.Named.IsLeaf == field.SelectionSet is null)
        {
            return;
        }

        var (message, at) = field.SelectionSet is { } selectionSet
            ? ($"`{field.Name}` returns a scalar value. Selections on scalars or enums are never allowed, because they are the leaf nodes of any GraphQL query.", selectionSet.Start)
            : ($"`{field.Name}` is an object, interface or union type field. Leaf selections on objects, interfaces, and unions without subfields are disallowed.", field.Start);
        context.Error(
            Section,
            message,
            [at],
            new KeyValuePair<string, object?>("declaringType", definition.DeclaringType.IsBuiltIn ? context.ParentType?.Name : definition.DeclaringType.Name),
            new KeyValuePair<string, object?>("field", field.Name.Value),
            new KeyValuePair<string, object?>("type", definition.Type.ToString()),
            new KeyValuePair<string, object?>("responseName", field.ResponseName));
    }
}
