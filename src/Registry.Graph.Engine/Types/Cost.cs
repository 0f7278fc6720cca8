using System.Globalization;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>What a schema states of costs by <c>@cost</c> and <c>@listSize</c>. <see href="https://ibm.github.io/graphql-specs/cost-spec.html"/></summary>
public static class Cost
{
    /// <summary>The weight of a type, field, argument or input field; null where none is stated, or where it is no number.</summary>
    public static double? WeightOf(ISchemaMember member) =>
        Argument(member, "cost", "weight") is StringValueNode text
        && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : null;

    /// <summary>What is stated of the length of a field's lists; null where nothing is.</summary>
    public static ListSize? ListSizeOf(FieldDefinition field) => field.AppliedDirectives.Any(directive => directive.Name.Value == "listSize")
        ? new ListSize(
            Number(Argument(field, "listSize", "assumedSize")),
            Names(Argument(field, "listSize", "slicingArguments")),
            Number(Argument(field, "listSize", "slicingArgumentDefaultValue")),
            Names(Argument(field, "listSize", "sizedFields")),
            Argument(field, "listSize", "requireOneSlicingArgument") is not BooleanValueNode { Value: false })
        : null;

    private static ValueNode? Argument(ISchemaMember member, string directive, string argument) => member.AppliedDirectives
        .FirstOrDefault(applied => applied.Name.Value == directive)?.Arguments
        .FirstOrDefault(given => given.Name.Value == argument)?.Value;

    private static int? Number(ValueNode? value) =>
        value is IntValueNode number && int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static string[] Names(ValueNode? value) => value switch
    {
        ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };
}

/// <summary>What a schema states of the length of a field's lists.</summary>
/// <param name="AssumedSize">The length where no slicing argument bounds it.</param>
/// <param name="SlicingArguments">The arguments that bound it.</param>
/// <param name="SlicingArgumentDefaultValue">The bound where a slicing argument is left out.</param>
/// <param name="SizedFields">The fields below this one that return the list; none where the field itself does.</param>
/// <param name="RequireOneSlicingArgument">Whether exactly one slicing argument must be given.</param>
public sealed record ListSize(
    int? AssumedSize,
    IReadOnlyList<string> SlicingArguments,
    int? SlicingArgumentDefaultValue,
    IReadOnlyList<string> SizedFields,
    bool RequireOneSlicingArgument);
