using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// Coerced values by name in the order given: of arguments, of variables, of an input object. There are never more of them than a type
/// has fields, and most often two or three, so they are looked for one after the other.
/// </summary>
/// <param name="capacity">How many values are expected.</param>
internal sealed class InputValues(int capacity) : IReadOnlyDictionary<string, object?>
{
    private KeyValuePair<string, object?>[] _entries = capacity == 0 ? [] : new KeyValuePair<string, object?>[capacity];

    public static InputValues None { get; } = new(0);

    public int Count { get; private set; }

    public IEnumerable<string> Keys => this.Select(entry => entry.Key);

    public IEnumerable<object?> Values => this.Select(entry => entry.Value);

    public object? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no value of `{key}`.");
        set => Set(key, value);
    }

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : _entries[index].Value;
        return index >= 0;
    }

    public ReadOnlySpan<KeyValuePair<string, object?>> AsSpan() => _entries.AsSpan(0, Count);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _entries[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Set(string key, object? value)
    {
        var index = IndexOf(key);
        if (index >= 0)
        {
            _entries[index] = KeyValuePair.Create(key, value);
            return;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(2, Count * 2));
        }

        _entries[Count++] = KeyValuePair.Create(key, value);
    }

    private int IndexOf(string key)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_entries[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
