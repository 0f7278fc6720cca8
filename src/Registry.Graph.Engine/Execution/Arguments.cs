namespace Registry.Graph.Engine.Execution;

/// <summary>
/// The coerced values of a field's arguments, defaults filled in. An argument that was neither given nor has a default is absent, which
/// is not the same as null. <see href="https://spec.graphql.org/September2025/#CoerceArguments()"/>
/// </summary>
public readonly struct Arguments
{
    private readonly IReadOnlyDictionary<string, object?>? _values;

    /// <summary>Values by the arguments' names.</summary>
    public Arguments(IReadOnlyDictionary<string, object?> values) => _values = values;

    /// <summary>The number of arguments present.</summary>
    public int Count => _values?.Count ?? 0;

    /// <summary>The value of an argument: null where it is null or absent.</summary>
    public object? this[string name] => _values?.GetValueOrDefault(name);

    /// <summary>Whether the argument was given, be it with null, or has a default.</summary>
    public bool Has(string name) => _values?.ContainsKey(name) ?? false;

    /// <summary>The value of an argument as a type; the type's default where it is null or absent.</summary>
    /// <typeparam name="T">The type that the value has.</typeparam>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public T? Get<T>(string name) => this[name] is { } value ? (T)value : default;

    /// <summary>The arguments by name.</summary>
    public IReadOnlyDictionary<string, object?> All => _values ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;
}
