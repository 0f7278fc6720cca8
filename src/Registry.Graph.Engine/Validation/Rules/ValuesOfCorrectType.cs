using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A literal is a value of the type that is asked for. <see href="https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type"/></summary>
internal sealed class ValuesOfCorrectType : IValueRule
{
    private const string Section = "sec-Values-of-Correct-Type";

    public void Check(ValueNode value, GraphQLType? type, ValidationContext context)
    {
        if (type is null || value is VariableNode || IsValid(value, type))
        {
            return;
        }

        context.Error(
            Section,
            "The specified argument value does not match the argument type.",
            value,
            new KeyValuePair<string, object?>("argumentValue", Printer.Print(value)),
            new KeyValuePair<string, object?>("locationType", type.ToString()),
            new KeyValuePair<string, object?>("reason", Reason(value, type)));
    }

    // The parts of lists and objects are looked at one by one, each with its own type.
    private static bool IsValid(ValueNode value, GraphQLType type) => value switch
    {
        NullValueNode => !type.IsNonNull,
        ListValueNode when type.NullableType is ListType => true,
        _ => type.Named switch
        {
            ScalarType scalar => scalar.Format.CoerceLiteral(value, variables: null).IsValid,
            EnumType enumeration => value is EnumValueNode name && enumeration.Values.Contains(name.Value),
            InputObjectType => value is ObjectValueNode,
            _ => true,
        },
    };

    private static string Reason(ValueNode value, GraphQLType type) => type.Named switch
    {
        _ when value is NullValueNode => $"`{type}` has no null.",
        ScalarType scalar => scalar.Format.CoerceLiteral(value, variables: null).Fault!,
        EnumType enumeration => $"`{enumeration}` is one of {string.Join(", ", enumeration.Values.Select(member => member.Name))}.",
        _ => $"`{type.Named}` is an object.",
    };
}
