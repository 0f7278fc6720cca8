using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Fields of an input object have different names. <see href="https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness"/></summary>
internal sealed class InputObjectFieldUniqueness : IValueRule
{
    private const string Section = "sec-Input-Object-Field-Uniqueness";

    public void Check(ValueNode value, GraphQLType? type, ValidationContext context)
    {
        if (value is not ObjectValueNode { Fields.Length: > 1 } input)
        {
            return;
        }

        var known = new Dictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
        foreach (var field in input.Fields)
        {
            if (!known.TryAdd(field.Name.Value, field))
            {
                context.Error(
                    Section,
                    $"There can be only one input field named `{field.Name}`.",
                    [known[field.Name.Value].Start, field.Start],
                    new KeyValuePair<string, object?>("field", field.Name.Value));
            }
        }
    }
}
