namespace Registry.Store.Sqlite;

/// <summary>
/// Indexes of the read model whose order is not that of the bodies, such as those by name. Where at least as many bodies come
/// as there are, they are dropped and made anew from sorted rows at the end: a million rows put one by one into the middle of
/// an index rewrite each of its pages many times.
/// </summary>
sealed class DeferredIndexes(SqliteWriter writer)
{
    // Below, what is dropped and made anew is no dearer than what is saved.
    const int Many = 20_000;

    readonly List<string> dropped = [];

    /// <summary>Drops the indexes of the tables that grow at least twofold by the bodies from this number on. Gives whether the bodies themselves do.</summary>
    public bool Drop(long first)
    {
        var coming = Coming(first);
        var areMany = IsMany(coming.Values.Sum(), "directory");
        if (areMany)
        {
            foreach (var table in (string[])["directory", "name", "identifier"])
                DropOf(table, but: "entity_id");
            // By code, and not by body as the others.
            DropOf("within_division", but: "code");
        }
        foreach (var (type, bodies) in coming)
        {
            var table = Vocabulary.Current.Type(type).Table;
            if (IsMany(bodies, table))
                DropOf(table, but: "entity_id");
        }
        return areMany;
    }

    /// <summary>Makes the dropped indexes anew.</summary>
    public void Create()
    {
        if (dropped.Count == 0)
            return;
        SqliteFile.Execute(writer.Connection, SqliteFile.CacheForSorting);
        try
        {
            foreach (var sql in dropped)
            {
                writer.Breathe();
                SqliteFile.Execute(writer.Connection, sql);
            }
        }
        finally
        {
            SqliteFile.Execute(writer.Connection, SqliteFile.CacheOfWriter);
        }
    }

    Dictionary<int, long> Coming(long first)
    {
        var rows = writer.Prepare("select type, count(*) from entity where entity_id >= ? group by type order by type").Bind(1, first);
        Dictionary<int, long> coming = [];
        while (rows.Step())
            coming.Add(rows.Int(0), rows.Long(1));
        return coming;
    }

    bool IsMany(long coming, string table)
    {
        if (coming < Many)
            return false;
        using var count = new NativeStatement(writer, writer.Connection.Handle!, $"select count(*) from {table}");
        count.Step();
        return coming >= count.Long(0);
    }

    // Those in the order in which rows come stay.
    void DropOf(string table, string but)
    {
        var rows = writer.Prepare("""
            select s.name, s.sql
            from sqlite_schema s
            where s.type = 'index' and s.tbl_name = ? and s.sql is not null
                and (select i.name from pragma_index_info(s.name) i where i.seqno = 0) <> ?
            order by s.name
            """).Bind(1, table).Bind(2, but);
        List<string> names = [];
        while (rows.Step())
        {
            names.Add(rows.Text(0));
            dropped.Add(rows.Text(1));
        }
        foreach (var name in names)
            SqliteFile.Execute(writer.Connection, $"drop index {name}");
    }
}
