using Dapper;

namespace Registry.Store;

/// <summary>Publishes what a new day changes: recognitions whose term has ended are EXPIRED from the day after.</summary>
sealed class DayTurning(PredicateNumbers predicates, TimeProvider clock)
{
    /// <summary>Turns to today; gives how many bodies changed. A release is raised only where some did.</summary>
    public int Turn(Writer open)
    {
        var ended = Day.Turn(open, Day.Today(clock));
        if (ended.Count == 0)
            return 0;
        var release = open.Connection.ExecuteScalar<long>("select coalesce(max(release_id), 0) + 1 from release");
        open.Connection.Execute("insert into release (release_id, run_id, published_at) values (@release, null, @Now)", new { release, Now = Instant.Text(clock.GetUtcNow()) });
        using var projection = new Projection(open, predicates, run: 0, firstNew: long.MaxValue);
        projection.Project(ended);
        foreach (var entity in ended)
            open.Prepare("insert into entity_change (release_id, entity_id, founded) values (?, ?, 0)").Bind(1, release).Bind(2, entity).Run();
        return ended.Count;
    }
}
