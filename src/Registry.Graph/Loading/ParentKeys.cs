using System.Numerics;
using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>The keys that lead from the parents of a field onwards, each once, and which parent has which.</summary>
internal sealed class ParentKeys
{
    private readonly int[] _slots;
    private readonly List<SqlValue> _keys;

    private ParentKeys(int[] slots, List<SqlValue> keys) => (_slots, _keys) = (slots, keys);

    /// <summary>The number of different keys.</summary>
    public int Count => _keys.Count;

    /// <summary>The keys.</summary>
    public IReadOnlyList<SqlValue> Values => _keys;

    public SqlValue this[int slot] => _keys[slot];

    /// <summary>All keys as one value.</summary>
    public SqlValue Together() => Keys.Of(_keys);

    /// <summary>The place of a parent's key among the keys; -1 where the parent has none.</summary>
    public int SlotOf(int parent) => _slots[parent];

    public static ParentKeys Of(Parents parents, Field key, RequestMemory memory)
    {
        var slots = memory.Rent<int>(parents.Count);
        var keys = new List<SqlValue>(parents.Count);
        var column = key == key.Table.Key ? null : parents.Rows.Column(key);
        if (column is null && (parents.Count == 1 || parents.IsEveryRow))
        {
            return OfRows(parents, slots, keys);
        }

        if (column is null or LongColumn)
        {
            return OfNumbers(parents, column as LongColumn, memory, slots, keys);
        }

        Dictionary<SqlValue, int> known = new(parents.Count);
        for (var i = 0; i < parents.Count; i++)
        {
            var row = parents.Row(i);
            var value = ValueOf(column, row);
            if (value.IsNull)
            {
                slots[i] = -1;
                continue;
            }

            if (!known.TryGetValue(value, out slots[i]))
            {
                known.Add(value, slots[i] = keys.Count);
                keys.Add(value);
            }
        }

        return new ParentKeys(slots, keys);
    }

    // Each row has a key of its own.
    private static ParentKeys OfRows(Parents parents, int[] slots, List<SqlValue> keys)
    {
        for (var i = 0; i < parents.Count; i++)
        {
            slots[i] = i;
            keys.Add(SqlValue.Of(parents.Rows.Key(parents.Row(i))));
        }

        return new ParentKeys(slots, keys);
    }

    // The keys met before stand in a table by their hashes, one more than their places, with room for as many again.
    private static ParentKeys OfNumbers(Parents parents, LongColumn? column, RequestMemory memory, int[] slots, List<SqlValue> keys)
    {
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)parents.Count * 2);
        var known = memory.RentCleared<int>(room);
        for (var i = 0; i < parents.Count; i++)
        {
            var row = parents.Row(i);
            if (column is not null && column.IsNull(row))
            {
                slots[i] = -1;
                continue;
            }

            var key = column is null ? parents.Rows.Key(row) : column[row];
            var at = (int)((ulong)key * 0x9e3779b97f4a7c15 >> 32) & (room - 1);
            while (known[at] != 0 && keys[known[at] - 1].Integer != key)
            {
                at = (at + 1) & (room - 1);
            }

            if (known[at] == 0)
            {
                keys.Add(SqlValue.Of(key));
                known[at] = keys.Count;
            }

            slots[i] = known[at] - 1;
        }

        return new ParentKeys(slots, keys);
    }

    /// <summary>The statement that reads what the keys lead to.</summary>
    public SqlText Rows(RowQuery query) => query.RowsOf(_keys);

    /// <summary>The statement that counts what the keys lead to.</summary>
    public SqlText Counts(RowQuery query) => query.CountOf(_keys);

    private static SqlValue ValueOf(Column column, int row) => column.IsNull(row) ? SqlValue.Null : Value(column, row);

    private static SqlValue Value(Column column, int row) => column switch
    {
        LongColumn numbers => SqlValue.Of(numbers[row]),
        Utf8Column texts => SqlValue.Of(Encoding.UTF8.GetString(texts[row])),
        _ => throw new InvalidOperationException($"A {column.GetType().Name} holds no keys."),
    };
}
