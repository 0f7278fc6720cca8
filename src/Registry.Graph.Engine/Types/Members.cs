using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Registry.Graph.Engine.Types;

/// <summary>Members in the order of their definition, to be found by name.</summary>
/// <typeparam name="T">What the members are.</typeparam>
public sealed class Members<T> : IReadOnlyList<T>
    where T : class, ISchemaMember
{
    private readonly T[] _items;
    private readonly FrozenDictionary<string, T> _byName;

    // Of members with the same name, which only a schema that is assumed valid has, the first is found.
    internal Members(IEnumerable<T> items)
    {
        _items = [.. items];
        _byName = _items.DistinctBy(item => item.Name).ToFrozenDictionary(item => item.Name, StringComparer.Ordinal);
    }

    /// <summary>No members.</summary>
    internal static Members<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The member of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string name] =>
        _byName.TryGetValue(name, out var member) ? member : throw new KeyNotFoundException($"There is no member `{name}`.");

    /// <summary>The member of a name, or null.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether there is a member of a name, and which.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out T? member) => _byName.TryGetValue(name, out member);

    /// <summary>Whether there is a member of a name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The members in order.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
