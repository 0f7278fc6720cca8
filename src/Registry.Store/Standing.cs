using System.Text;
using Registry.Store.Reading;

namespace Registry.Store;

/// <summary>
/// What a store has come to: two readings that are equal saw the same facts and the same runs. A store that was put back to a backup
/// stands where the backup stood, whatever it has published since under the same numbers.
/// </summary>
/// <param name="Release">The release that answers; 0 before the first.</param>
/// <param name="PublishedAt">When it was published; empty before the first.</param>
/// <param name="Run">The run that began last; 0 before the first.</param>
/// <param name="Running">How many runs have not ended.</param>
/// <param name="Waiting">How many statements wait for a person.</param>
public sealed record Standing(long Release, string PublishedAt, long Run, long Running, long Waiting)
{
    const string Text = """
        select
            coalesce((select max(release_id) from release), 0),
            coalesce((select published_at from release order by release_id desc limit 1), ''),
            coalesce((select max(run_id) from run), 0),
            (select count(*) from run where state = 'RUNNING'),
            (select count(*) from proposal where state = 'WAITING')
        """;

    // Two look-ups by key and counts over indexes that hold only what runs now and what waits: some ten microseconds.
    internal static Standing Of(ReadSession session)
    {
        using var row = session.Run(new SqlText().Add(Text));
        row.Step();
        return new Standing(row.Integer(0), Encoding.UTF8.GetString(row.Bytes(1)), row.Integer(2), row.Integer(3), row.Integer(4));
    }
}
