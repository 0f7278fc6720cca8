using System.Globalization;
using System.Text;

namespace Registry.Store;

/// <summary>
/// Writes the names of what lies in a body, one block for each type and level, a line for each name in their order, and beside them the numbers of
/// the bodies: what is looked for within names is then found in a few pieces of text. They are a function of <c>within_entity</c> alone.
/// </summary>
/// <param name="writer">The transaction under way.</param>
sealed class NameBlocks(Writer writer)
{
    // Fewer names are looked through one by one as quickly. The migration that makes the table says the same number.
    const int Fewest = 64;

    // Where the first that hold a text are asked for, no more is read than a piece or two. The migration says the same number.
    const int NamesOfAPiece = 1024;

    readonly HashSet<long> touched = [];
    readonly List<Piece> pieces = [];
    readonly StringBuilder names = new();
    readonly StringBuilder bodies = new();
    (long Type, string Level) of;
    int count;
    bool hasTwoLines;

    /// <summary>Says that something else lies in a body now, or is called otherwise.</summary>
    public void Touch(long ancestor) => touched.Add(ancestor);

    /// <summary>Brings the blocks of the bodies that were touched up to date.</summary>
    public void Write()
    {
        foreach (var ancestor in touched.Order())
        {
            writer.Breathe();
            writer.Prepare("delete from name_block where ancestor_id = ?").Bind(1, ancestor).Run();
            Write(ancestor);
        }
        touched.Clear();
    }

    void Write(long ancestor)
    {
        var rows = writer.Prepare("""
            select type, level, name, entity_id
            from within_entity
            where ancestor_id = ? and level is not null
            order by type, level, name, entity_id
            """).Bind(1, ancestor);
        List<Piece> blocks = [];
        while (rows.Step())
        {
            if (count == 0 || rows.Long(0) != of.Type || rows.Text(1) != of.Level)
            {
                End(blocks);
                of = (rows.Long(0), rows.Text(1));
            }
            Add(rows.Text(2), rows.Long(3));
        }
        End(blocks);
        foreach (var piece in blocks)
        {
            writer.Prepare("insert into name_block (ancestor_id, type, level, piece, names, bodies) values (?, ?, ?, ?, ?, ?)")
                .Bind(1, ancestor).Bind(2, piece.Type).Bind(3, piece.Level).Bind(4, piece.Number).Bind(5, piece.Names).Bind(6, piece.Bodies).Run();
        }
    }

    void Add(string name, long body)
    {
        hasTwoLines |= name.Contains('\n', StringComparison.Ordinal);
        if (count % NamesOfAPiece == 0)
            EndPiece();
        names.Append(names.Length == 0 ? "" : "\n").Append(name);
        bodies.Append(bodies.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{body}");
        count++;
    }

    void EndPiece()
    {
        if (bodies.Length > 0)
            pieces.Add(new(of.Type, of.Level, pieces.Count, names.ToString(), bodies.ToString()));
        names.Clear();
        bodies.Clear();
    }

    void End(List<Piece> blocks)
    {
        EndPiece();
        if (count >= Fewest && !hasTwoLines)
            blocks.AddRange(pieces);
        pieces.Clear();
        (count, hasTwoLines) = (0, false);
    }

    readonly record struct Piece(long Type, string Level, int Number, string Names, string Bodies);
}
