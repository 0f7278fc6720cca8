using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A field is defined on the type that it is selected from. <see href="https://spec.graphql.org/September2025/#sec-Field-Selections"/></summary>
internal sealed class FieldSelections : IFieldRule
{
    private const string Section = "sec-Field-Selections";

    public void Check(FieldNode field, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is not null || context.ParentType is not { } type)
        {
            return;
        }

        var message = type is UnionType
            ? "A union type cannot declare a field directly. Use inline fragments or fragments instead."
            : $"The field `{field.Name}` does not exist on the type `{type}`.";
        context.Error(
            Section,
            message,
            field,
            new KeyValuePair<string, object?>("type", type.Name),
            new KeyValuePair<string, object?>("field", field.Name.Value),
            new KeyValuePair<string, object?>("responseName", field.ResponseName));
    }
}
