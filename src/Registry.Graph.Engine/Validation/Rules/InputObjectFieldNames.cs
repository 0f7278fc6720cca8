using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A field of an input object is defined. <see href="https://spec.graphql.org/September2025/#sec-Input-Object-Field-Names"/></summary>
internal sealed class InputObjectFieldNames : IValueRule
{
    private const string Section = "sec-Input-Object-Field-Names";

    public void Check(ValueNode value, GraphQLType? type, ValidationContext context)
    {
        if (value is not ObjectValueNode input || type?.Named is not InputObjectType definition)
        {
            return;
        }

        foreach (var field in input.Fields)
        {
            if (!definition.Fields.Contains(field.Name.Value))
            {
                context.Error(
                    Section,
                    $"The specified input object field `{field.Name}` does not exist.",
                    field,
                    new KeyValuePair<string, object?>("type", definition.Name),
                    new KeyValuePair<string, object?>("field", field.Name.Value));
            }
        }
    }
}
