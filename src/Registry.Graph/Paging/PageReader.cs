using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Store.Reading;

namespace Registry.Graph.Paging;

/// <summary>
/// Takes the rows of the pages of all parents, parent after parent, at most one more for each than its page holds, and makes the
/// connections of them. Rows that may come in any order are looked at as they come, and sorted by their keys only where they did not come so.
/// </summary>
internal sealed class PageReader
{
    private readonly ConnectionPlan _plan;
    private readonly PageArguments _page;
    private readonly CursorFormat? _format;
    private readonly RequestMemory _memory;
    private readonly ModelRowsBuilder _nodes;
    private readonly ModelRowsBuilder? _beside;
    private readonly Utf8ColumnBuilder? _cursors;
    private readonly Slice[] _slices;

    /// <param name="plan">What is asked for.</param>
    /// <param name="page">Which page.</param>
    /// <param name="format">The format of the cursors; null where none are asked for.</param>
    /// <param name="memory">The memory of the request.</param>
    /// <param name="count">How many different parents there are.</param>
    public PageReader(ConnectionPlan plan, PageArguments page, CursorFormat? format, RequestMemory memory, int count)
    {
        (_plan, _page, _format, _memory) = (plan, page, format, memory);
        _nodes = plan.Nodes.Start(memory);
        _beside = plan.Beside?.Start(memory);
        _cursors = plan.WantsCursors ? new Utf8ColumnBuilder(memory) : null;
        _slices = new Slice[count];
    }

    /// <summary>Whether rows of a parent may come in any order, and belong in that of their keys.</summary>
    public bool PutsInOrder { get; init; }

    /// <summary>Takes the row at which a statement stands.</summary>
    /// <param name="cursor">The statement.</param>
    /// <param name="parent">The parent that the row belongs to.</param>
    /// <param name="offset">Where the fields of the row begin.</param>
    /// <returns>Whether the row is on the page; else it only tells that there are further ones.</returns>
    public bool Append(RowCursor cursor, int parent, int offset)
    {
        ref var slice = ref _slices[parent];
        if (PutsInOrder && slice.Length > 0 && cursor.Integer(offset) < _nodes.Key(_nodes.Count - 1))
        {
            slice.IsShuffled = true;
        }

        if (slice.Length >= _page.Size)
        {
            slice.HasMore = true;
            if (!slice.IsShuffled)
            {
                return false;
            }
        }

        if (slice.Length++ == 0)
        {
            slice.Start = _nodes.Count;
        }

        _nodes.Append(cursor, offset);
        _beside?.Append(cursor, offset + _plan.Nodes.Columns.Count);
        if (_cursors is not null)
        {
            _format!.Append(_cursors, cursor, offset + _plan.Columns.Count);
        }

        return true;
    }

    /// <summary>
    /// Whether the pages that were read hold all items there are; they then tell the counts themselves, and nothing is counted for them.
    /// </summary>
    public bool TellCounts()
    {
        if (!_plan.WantsItems || _page.After is not null || _page.Before is not null || Array.Exists(_slices, slice => slice.HasMore))
        {
            return false;
        }

        foreach (ref var slice in _slices.AsSpan())
        {
            slice.Total = slice.Length;
        }

        return true;
    }

    /// <summary>Takes the count of a parent's items.</summary>
    public void Count(int parent, long count) => _slices[parent].Total = count;

    /// <summary>The connections.</summary>
    /// <param name="slotOf">Which of the different parents a parent is; below 0 where it has nothing.</param>
    /// <param name="parents">How many parents there are.</param>
    /// <param name="scores">Of a search, how well each row matches.</param>
    /// <param name="facets">What may be counted by level, place and so on.</param>
    public ConnectionRows Build(Func<int, int> slotOf, int parents, Column? scores = null, FacetedSet? facets = null)
    {
        var cursors = _cursors?.Build();
        var totals = _memory.Rent<long>(parents);
        var (next, previous) = (_memory.Rent<bool>(parents), _memory.Rent<bool>(parents));
        var ends = _memory.Rent<int>(parents);
        var (starts, stops) = cursors is null ? default : (new Utf8ColumnBuilder(_memory, parents), new Utf8ColumnBuilder(_memory, parents));
        var items = new List<int>(_nodes.Count);
        for (var i = 0; i < parents; i++)
        {
            var slice = slotOf(i) is var slot and >= 0 ? _slices[slot] : default;
            var from = items.Count;
            var dropped = AddItems(items, slice);
            ends[i] = items.Count;
            totals[i] = slice.Total;
            next[i] = _page.Before is not null || (!_page.Backward && slice.HasMore);
            previous[i] = _page.After is not null || dropped || (_page.Backward && slice.HasMore);
            if (cursors is not null)
            {
                AppendCursor(starts!, cursors, items, from, ends[i], first: true);
                AppendCursor(stops!, cursors, items, from, ends[i], first: false);
            }
        }

        var nodes = _nodes.Build();
        var edges = new EdgeRows(nodes) { Cursors = cursors, Beside = _beside?.Build(), Scores = scores };
        return new ConnectionRows(parents)
        {
            Nodes = new ListColumn(Chosen(nodes, items), ends, parents),
            Edges = new ListColumn(Chosen(edges, items), ends, parents),
            TotalCount = _plan.WantsCount ? new LongColumn(totals, parents) : null,
            HasNextPage = new BooleanColumn(next, parents),
            HasPreviousPage = new BooleanColumn(previous, parents),
            StartCursor = starts?.Build(),
            EndCursor = stops?.Build(),
            Facets = facets,
        };
    }

    // Most often they are all rows in the order in which they were read.
    private static ObjectColumn Chosen(Rows rows, List<int> items)
    {
        var isEach = items.Count == rows.Count;
        for (var i = 0; isEach && i < items.Count; i++)
        {
            isEach = items[i] == i;
        }

        return isEach ? ObjectColumn.Each(rows) : new ObjectColumn(rows, [.. items], items.Count);
    }

    // Rows read from the end are turned round; of the first ones `last` keeps the end.
    private bool AddItems(List<int> items, Slice slice)
    {
        if (_page.Backward)
        {
            for (var row = slice.Start + slice.Length - 1; row >= slice.Start && slice.Length > 0; row--)
            {
                items.Add(row);
            }

            return false;
        }

        if (slice.IsShuffled)
        {
            return AddInOrder(items, slice);
        }

        var kept = Math.Min(slice.Length, _page.Last ?? slice.Length);
        for (var row = slice.Start + slice.Length - kept; row < slice.Start + slice.Length; row++)
        {
            items.Add(row);
        }

        return kept < slice.Length;
    }

    // What is behind the page once they are in order tells that there are further ones, as it does in rows that came so.
    private bool AddInOrder(List<int> items, Slice slice)
    {
        int[] rows = [.. Enumerable.Range(slice.Start, slice.Length).OrderBy(_nodes.Key).Take(_page.Size)];
        var kept = Math.Min(rows.Length, _page.Last ?? rows.Length);
        items.AddRange(rows[^kept..]);
        return kept < rows.Length;
    }

    private static void AppendCursor(Utf8ColumnBuilder column, Utf8Column cursors, List<int> items, int from, int end, bool first)
    {
        if (from == end)
        {
            column.AppendNull();
        }
        else
        {
            column.Append(cursors[items[first ? from : end - 1]]);
        }
    }

    private record struct Slice(int Start, int Length, bool HasMore, bool IsShuffled, long Total);
}
