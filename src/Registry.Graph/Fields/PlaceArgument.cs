using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>The arguments <c>place</c> and <c>types</c> of root fields.</summary>
internal static class PlaceArgument
{
    /// <summary>The place that was asked for; null where none was.</summary>
    /// <exception cref="FieldException">There is no such place.</exception>
    public static Place? Read(FieldContext context, GraphSession session) =>
        context.Arguments["place"] is null ? null : Required(context, session, "place");

    /// <summary>The place or other body that an argument means which is always given.</summary>
    /// <exception cref="FieldException">There is no such place.</exception>
    public static Place Required(FieldContext context, GraphSession session, string argument)
    {
        var asked = context.Arguments.Get<string>(argument)!;
        return session.PlaceOf(asked) ?? throw new FieldException(
            $"No place is known by `{asked}`; a place is a GB/T 2260 code such as `500153`, or the id of a division, zone or other body.",
            GraphCodes.PlaceUnknown,
            [new("argument", argument), new("value", asked)]);
    }

    /// <summary>The numbers of the types that were asked for; null where none were.</summary>
    public static IReadOnlyList<long>? Types(FieldContext context, GraphModel model) =>
        context.Arguments["types"] is IReadOnlyList<object?> types ? [.. types.Select(type => model.TypeNumbers[(string)type!])] : null;
}
