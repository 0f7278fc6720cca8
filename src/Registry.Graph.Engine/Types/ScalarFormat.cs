using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>How the values of a scalar are read and written. <see href="https://spec.graphql.org/September2025/#sec-Scalars.Custom-Scalars"/></summary>
public abstract class ScalarFormat
{
    /// <summary>Reads a literal of a document; variables occur in it only where the format takes lists and objects.</summary>
    /// <param name="literal">Any value but null.</param>
    /// <param name="variables">The variables' values; null while validating, when a variable stands for any value.</param>
    public abstract Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables);

    /// <summary>Reads the value of a variable.</summary>
    /// <param name="json">Any value but null.</param>
    public abstract Coerced CoerceVariable(JsonElement json);

    /// <summary>Writes a value of a result.</summary>
    /// <returns>False, and nothing is written, where the value is none of this scalar.</returns>
    public abstract bool TryWrite(Utf8JsonWriter writer, object value);
}

/// <summary>A value that was read, or the reason why it could not be.</summary>
/// <param name="Value">The value; null where there is a fault.</param>
/// <param name="Fault">What would have been right; null where the value could be read.</param>
public readonly record struct Coerced(object? Value, string? Fault)
{
    /// <summary>Whether the value could be read.</summary>
    public bool IsValid => Fault is null;

    /// <summary>A value that was read.</summary>
    public static Coerced To(object? value) => new(value, null);

    /// <summary>A value that could not be read.</summary>
    public static Coerced Not(string fault) => new(null, fault);
}
