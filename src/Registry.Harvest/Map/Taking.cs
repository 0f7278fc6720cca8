using Registry.Harvest.Catalog;

namespace Registry.Harvest.Map;

/// <summary>A value bound to the columns of a layout.</summary>
internal sealed class Taking
{
    private readonly int[] columns;
    private readonly Piece? constant;
    private readonly Taking[] parts;
    private readonly string? joinedWith;
    private readonly Step[] steps;

    private Taking(int[] columns, Piece? constant, Taking[] parts, string? joinedWith, Step[] steps)
    {
        this.columns = columns;
        this.constant = constant;
        this.parts = parts;
        this.joinedWith = joinedWith;
        this.steps = steps;
    }

    /// <summary>Binds a value.</summary>
    public static Taking Of(Value value, Binding binding)
    {
        Step[] steps = [.. value.Functions.Select(f => Step.Of(f, binding))];
        return value.Origin switch
        {
            Origin.Column column => new(binding.Columns(column.Name), null, [], null, steps),
            Origin.Constant { Text: var text } => new([], new(text, text, -1), [], null, steps),
            Origin.First first => new([], null, [.. first.Values.Select(v => Of(v, binding))], null, steps),
            Origin.Join join => new([], null, [.. join.Values.Select(v => Of(v, binding))], join.With, steps),
            _ => throw new InvalidOperationException($"origin {value.Origin} has no binding"),
        };
    }

    /// <summary>Binds a value that may be missing.</summary>
    public static Taking? OfOptional(Value? value, Binding binding) => value is null ? null : Of(value, binding);

    /// <summary>Adds what the record gives to <paramref name="pieces"/>.</summary>
    public void Take(Row row, List<Piece> pieces)
    {
        int start = pieces.Count;
        Start(row, pieces);
        foreach (Step step in steps)
        {
            if (pieces.Count == start)
            {
                return;
            }

            step.Apply(row, pieces, start);
        }
    }

    /// <summary>The first text that the record gives.</summary>
    public bool TryTake(Row row, List<Piece> scratch, out Piece piece)
    {
        int start = scratch.Count;
        Take(row, scratch);
        bool any = scratch.Count > start;
        piece = any ? scratch[start] : default;
        scratch.RemoveRange(start, scratch.Count - start);
        return any;
    }

    private void Start(Row row, List<Piece> pieces)
    {
        if (constant is { } text)
        {
            pieces.Add(text);
            return;
        }

        foreach (int column in columns)
        {
            if (row.TryRead(column, out Piece piece))
            {
                pieces.Add(piece);
            }
        }

        if (joinedWith is not null)
        {
            Join(row, pieces, joinedWith);
            return;
        }

        int start = pieces.Count;
        for (int i = 0; i < parts.Length && pieces.Count == start; i++)
        {
            parts[i].Take(row, pieces);
        }
    }

    private void Join(Row row, List<Piece> pieces, string with)
    {
        int start = pieces.Count;
        foreach (Taking part in parts)
        {
            part.Take(row, pieces);
        }

        if (pieces.Count > start + 1)
        {
            List<Piece> joined = pieces.GetRange(start, pieces.Count - start);
            string text = string.Join(with, joined.Select(p => p.Text));
            pieces.RemoveRange(start, joined.Count);
            pieces.Add(new(text, text, joined[0].Cell)
            {
                Flags = joined.Aggregate(default(Store.ClaimFlags), static (flags, p) => flags | p.Flags),
                Note = joined.Find(static p => p.Note is not null).Note,
            });
        }
    }
}
