namespace Registry.Store.Reading;

/// <summary>Up to where something has happened in the store.</summary>
/// <param name="Step">The newest step of a harvest; 0 before the first.</param>
/// <param name="Release">The newest release; 0 before the first.</param>
public readonly record struct Latest(long Step, long Release);

/// <summary>A body changed by a release, as a place in the order of changes.</summary>
/// <param name="Release">The release.</param>
/// <param name="Key">The key of the body; of no body, the place before the first change of the release.</param>
public readonly record struct ChangePosition(long Release, long Key)
{
    /// <summary>The place behind the last change of a release.</summary>
    public static ChangePosition Behind(long release) => new(release + 1, 0);
}

/// <summary>Statements that tell what happened since they were last asked.</summary>
public static class News
{
    /// <summary>Reads the newest step of a harvest and the newest release.</summary>
    public static SqlText Latest() => new SqlText().Add("""
        select coalesce((select max(event_id) from event), 0), coalesce((select max(release_id) from release), 0)
        """);

    /// <summary>Reads the keys of the steps of harvests behind one step and up to another, in their order.</summary>
    /// <param name="after">The step before the first.</param>
    /// <param name="until">The last step.</param>
    /// <param name="source">The id of the source that is harvested; any where null.</param>
    /// <param name="limit">How many at most.</param>
    public static SqlText Steps(long after, long until, string? source, int limit)
    {
        var sql = new SqlText().Add("select v.event_id\nfrom event v\nwhere v.event_id > ").Add(SqlValue.Of(after))
            .Add(" and v.event_id <= ").Add(SqlValue.Of(until));
        if (source is not null)
        {
            sql.Add("\nand (select s.path from run r join source s on s.source_id = r.source_id where r.run_id = v.run_id) = ").Add(SqlValue.Of(source));
        }

        return sql.Add("\norder by v.event_id\nlimit ").Add(SqlValue.Of(limit));
    }

    /// <summary>
    /// Reads the bodies that releases changed: the release, the key of the body, its id, and whether the release founded it; release after release.
    /// </summary>
    /// <param name="after">The place before the first.</param>
    /// <param name="until">The last release.</param>
    /// <param name="types">The numbers of the types of bodies; any where null.</param>
    /// <param name="place">Where the bodies lie now; anywhere where null.</param>
    /// <param name="limit">How many at most.</param>
    public static SqlText Changes(ChangePosition after, long until, IReadOnlyList<long>? types, Place? place, int limit)
    {
        var sql = new SqlText().Add("""
            select c.release_id, c.entity_id, e.public_id, c.founded
            from entity_change c
            cross join entity e on e.entity_id = c.entity_id
            """).Add(place is null ? "" : "\ncross join directory d on d.entity_id = c.entity_id")
            .Add("\nwhere c.release_id >= ").Add(SqlValue.Of(after.Release)).Add(" and (c.release_id > ").Add(SqlValue.Of(after.Release))
            .Add(" or c.entity_id > ").Add(SqlValue.Of(after.Key)).Add(") and c.release_id <= ").Add(SqlValue.Of(until));
        if (types is not null)
        {
            sql.Add("\nand e.type in (select value from items_of(").Add(Keys.Of([.. types])).Add("))");
        }

        if (place is { } within)
        {
            sql.Add("\nand ");
            new InPlace(ReadModel.Current.Bodies.Key, within, null).Write(sql, "d");
        }

        return sql.Add("\norder by c.release_id, c.entity_id\nlimit ").Add(SqlValue.Of(limit));
    }
}
