using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Whether arguments and values say the same, whatever the order of names.</summary>
internal static class SameValue
{
    /// <summary>Whether two sets of arguments are the same.</summary>
    public static bool Arguments(ArgumentNode[] first, ArgumentNode[] second) =>
        first.Length == second.Length && (first.Length == 0 || AreSame(first, second));

    private static bool AreSame(ArgumentNode[] first, ArgumentNode[] second) =>
        Array.TrueForAll(first, argument => Array.Exists(second, other => other.Name.Value == argument.Name.Value && Of(argument.Value, other.Value)));

    private static bool Of(ValueNode first, ValueNode second) => (first, second) switch
    {
        (VariableNode one, VariableNode other) => one.Name.Value == other.Name.Value,
        (IntValueNode one, IntValueNode other) => one.Value == other.Value,
        (FloatValueNode one, FloatValueNode other) => one.Value == other.Value,
        (StringValueNode one, StringValueNode other) => one.Value == other.Value,
        (BooleanValueNode one, BooleanValueNode other) => one.Value == other.Value,
        (EnumValueNode one, EnumValueNode other) => one.Value == other.Value,
        (NullValueNode, NullValueNode) => true,
        (ListValueNode one, ListValueNode other) => Items(one.Items, other.Items),
        (ObjectValueNode one, ObjectValueNode other) => Fields(one.Fields, other.Fields),
        _ => false,
    };

    private static bool Items(ValueNode[] first, ValueNode[] second)
    {
        if (first.Length != second.Length)
        {
            return false;
        }

        for (var i = 0; i < first.Length; i++)
        {
            if (!Of(first[i], second[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fields(ObjectFieldNode[] first, ObjectFieldNode[] second) =>
        first.Length == second.Length
        && Array.TrueForAll(first, field => Array.Exists(second, other => other.Name.Value == field.Name.Value && Of(field.Value, other.Value)));
}
