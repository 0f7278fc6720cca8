using System.Globalization;
using System.Text;

namespace Registry.Store;

/// <summary>
/// Writes the names of what lies in a body, one block for each type and level, a line for each name in their order, and beside them the numbers of
/// the bodies: what is looked for within names is then found in one piece of text. They are a function of <c>within_entity</c> alone.
/// </summary>
/// <param name="writer">The transaction under way.</param>
sealed class NameBlocks(Writer writer)
{
    // Fewer names are looked through one by one as quickly. The migration that makes the table says the same number.
    const int Fewest = 64;

    readonly HashSet<long> touched = [];
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
        List<(long Type, string Level, string Names, string Bodies)> blocks = [];
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
        foreach (var (type, level, text, numbers) in blocks)
        {
            writer.Prepare("insert into name_block (ancestor_id, type, level, names, bodies) values (?, ?, ?, ?, ?)")
                .Bind(1, ancestor).Bind(2, type).Bind(3, level).Bind(4, text).Bind(5, numbers).Run();
        }
    }

    void Add(string name, long body)
    {
        hasTwoLines |= name.Contains('\n', StringComparison.Ordinal);
        names.Append(count == 0 ? "" : "\n").Append(name);
        bodies.Append(count == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{body}");
        count++;
    }

    void End(List<(long, string, string, string)> blocks)
    {
        if (count >= Fewest && !hasTwoLines)
            blocks.Add((of.Type, of.Level, names.ToString(), bodies.ToString()));
        names.Clear();
        bodies.Clear();
        (count, hasTwoLines) = (0, false);
    }
}
