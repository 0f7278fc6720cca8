using System.Collections.Concurrent;
using Dapper;

namespace Registry.Store;

/// <summary>
/// Who harvests which source: one row a source. A lease holds until its time is over or its process is gone; while the
/// process lives on this machine it holds an hour longer, since a long publication of another source can keep it from saying so. A process
/// that lives and has not said so for that long has given the run up and could not write it down: its disk was full.
/// </summary>
/// <param name="store">The store's file.</param>
/// <param name="clock">The clock.</param>
/// <param name="duration">How long a lease holds without a heartbeat.</param>
sealed class Leases(string store, TimeProvider clock, TimeSpan duration)
{
    // Runs that this process has in hand: of its own runs, those alone are alive.
    static readonly ConcurrentDictionary<(string Store, long Run), bool> inHand = [];

    /// <summary>How long a lease holds without a heartbeat, unless the store is opened with another time.</summary>
    public static TimeSpan Ordinary { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a lease holds without a heartbeat.</summary>
    public TimeSpan Duration => duration;

    /// <summary>How often a run says that it is at work: five heartbeats may be missed.</summary>
    public TimeSpan Heartbeat => duration / 6;

    /// <summary>How long a lease of a living process on this machine holds after its time.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromHours(1);

    /// <summary>Takes the source for a run.</summary>
    /// <exception cref="SourceLeasedException">Another holds it.</exception>
    public void Take(Writer writer, string path, long source, long run)
    {
        if (Find(writer, source) is { } held && Holds(held.run_id, held.holder, held.lease_until))
            throw new SourceLeasedException(path, Holder.Parse(held.holder).Readable, Instant.Of(held.lease_until));
        var now = clock.GetUtcNow();
        writer.Connection.Execute("""
            delete from lease
            where source_id = @source;
            insert into lease (source_id, run_id, holder, taken_at, lease_until)
            values (@source, @run, @Holder, @Now, @Until);
            """, new { source, run, Holder = Holder.Current.ToString(), Now = Instant.Text(now), Until = Instant.Text(now + Duration) });
        inHand[(store, run)] = true;
    }

    /// <summary>The run is no longer in this process's hand.</summary>
    public void Forget(long run) => inHand.TryRemove((store, run), out _);

    /// <summary>Throws unless the run still holds its source.</summary>
    public static void Require(Writer writer, string path, long source, long run)
    {
        var holder = writer.Prepare("select run_id from lease where source_id = ?").Bind(1, source);
        var holds = holder.Step() && holder.Long(0) == run;
        holder.Reset();
        if (!holds)
            throw new LeaseLostException(path, run);
    }

    /// <summary>Says that the run is at work.</summary>
    public void Renew(Writer writer, long source, long run) =>
        writer.Connection.Execute(
            "update lease set lease_until = @Until where source_id = @source and run_id = @run",
            new { source, run, Until = Instant.Text(clock.GetUtcNow() + Duration) });

    public static void Release(Writer writer, long source, long run) =>
        writer.Connection.Execute("delete from lease where source_id = @source and run_id = @run", new { source, run });

    /// <summary>Runs that are under way by their rows, but whose lease no longer holds.</summary>
    public IReadOnlyList<long> Abandoned(Writer writer) => [.. writer.Connection.Query<(long Run, string? Holder, string? Until)>("""
        select r.run_id, l.holder, l.lease_until
        from run r
        left join lease l on l.run_id = r.run_id
        where r.state = 'RUNNING'
        order by r.run_id
        """).Where(run => !Holds(run.Run, run.Holder, run.Until)).Select(run => run.Run)];

    /// <summary>Whether a lease still holds: its process lives or, where we cannot see it, its time is not over.</summary>
    public bool Holds(long run, string? holder, string? until)
    {
        if (holder is null || until is null)
            return false;
        var who = Holder.Parse(holder);
        if (who == Holder.Current)
            return inHand.ContainsKey((store, run));
        var over = clock.GetUtcNow() - Instant.Of(until);
        return who.IsAlive() switch
        {
            true => over < Silence,
            false => false,
            null => over < TimeSpan.Zero,
        };
    }

    static LeaseRow? Find(Writer writer, long source) =>
        writer.Connection.QuerySingleOrDefault<LeaseRow>("select run_id, holder, lease_until from lease where source_id = @source", new { source });

    sealed class LeaseRow
    {
        public long run_id { get; init; }
        public string holder { get; init; } = "";
        public string lease_until { get; init; } = "";
    }
}
