using Registry.Store.SqlServer;
using Registry.Testing;

namespace Registry.Store.Tests.SqlServer;

/// <summary>Every statement of the store is T-SQL too.</summary>
public class TransactSqlTests
{
    [Theory]
    [InlineData("select a from t where b = ? and c = ?", "select a from t where b = @p1 and c = @p2")]
    [InlineData("select ?2, ?1, ?", "select @p2, @p1, @p3")]
    [InlineData("select '?' from t -- ?", "select '?' from t -- ?")]
    [InlineData("select count(*) from t", "select count_big(*) from t")]
    [InlineData("select k.key, j.rule from t k order by k.key", "select k.[key], j.[rule] from t k order by k.[key]")]
    [InlineData("select a from t order by a limit ?", "select a from t order by a offset 0 rows fetch next @p1 rows only")]
    [InlineData("select a from (select b from u order by b limit 1) t", "select a from (select b from u order by b offset 0 rows fetch next 1 rows only) t")]
    [InlineData("from json_each(@p0) k cross join name n on n.entity_id = k.value", "from items_of(@p0) k join name n on n.entity_id = k.value")]
    [InlineData("from items_of(@p0) k cross join name n on n.entity_id = k.value", "from items_of(@p0) k join name n on n.entity_id = k.value")]
    [InlineData("from items_of(@p0) p cross join zone a\nwhere a.entity_id in (select p.value)", "from items_of(@p0) p cross apply (select distinct ids.id from (select p.value) ids(id)) found cross apply (select top (1) * from zone one where one.entity_id = found.id) a\nwhere 1 = 1")]
    [InlineData("from items_of(@p0) p cross join one_of((select max(a) from t where b = p.value)) last cross join u on u.c <= last.value", "from items_of(@p0) p cross apply (select (select max(a) from t where b = p.value) as value) last join u on u.c <= last.value")]
    [InlineData("from a cross join (select 1 as x) b on b.x = a.x", "from a join (select 1 as x) b on b.x = a.x")]
    [InlineData("from json_each(@p0) p cross join relation t0 where 1 = 1", "from items_of(@p0) p cross join relation t0 where 1 = 1")]
    [InlineData("from json_each(@p0) p cross join zone a left join directory b on b.entity_id = a.entity_id\nwhere a.entity_id in (select p.value union all select d.c from d where d.e = p.value)\nand a.f = 1", "from items_of(@p0) p cross apply (select distinct ids.id from (select p.value union all select d.c from d where d.e = p.value) ids(id)) found cross apply (select top (1) * from zone one where one.entity_id = found.id) a left join directory b on b.entity_id = a.entity_id\nwhere 1 = 1\nand a.f = 1")]
    [InlineData("from json_each(@p0) p cross join zone a\nwhere a.name in (select p.value)", "from items_of(@p0) p cross join zone a\nwhere a.name in (select p.value)")]
    [InlineData("from claim_evidence a\nwhere a.claim_id in (select 1)\norder by a.quote", "from (select distinct ids.id from (select 1) ids(id)) found cross apply (select top (1) * from claim_evidence one where one.claim_id = found.id) a\nwhere 1 = 1\norder by a.quote")]
    [InlineData("select cast(a as integer), cast(b as text) as text", "select cast(a as bigint), cast(b as nvarchar(400)) as text")]
    [InlineData("select instr(t.a, substr(@p1, 1, 2)) > 0", "select iif(substring(@p1, 1, 2) = '', 1, charindex(substring(@p1, 1, 2), t.a)) > 0")]
    [InlineData("select substr(t.a, -length(@p1)) = @p1", "select right(t.a, len(@p1)) = @p1")]
    [InlineData("select 0.5 + 1 + length(a)", "select cast(0.5 as float) + 1 + len(a)")]
    [InlineData("insert into t (a)\nvalues (@a)\nreturning id", "insert into t (a)\noutput inserted.id values (@a)\n")]
    [InlineData("insert into t (a)\nselect max(a) + 1\nfrom t\nreturning id", "insert into t (a)\noutput inserted.id select max(a) + 1\nfrom t\n")]
    [InlineData("select a from t indexed by t_a where a = 1", "select a from t    where a = 1")]
    [InlineData("update t set a = x'00ff'", "update t set a = 0x00ff")]
    public void A_statement_becomes_the_same_in_t_sql(string ours, string expected) => Assert.Equal(expected, TransactSql.Of(ours).Text);

    [Fact]
    public void Every_statement_in_the_source_is_t_sql()
    {
        var statements = Literals.All().Where(statement => RowShape.Of(statement.Sql) is null).ToList();

        Assert.True(statements.Count > 100, $"{statements.Count} statements were found.");
        Assert.Equal("", string.Join("\n\n", statements.SelectMany(statement => Parser.FaultsOf(statement.Sql).Select(fault => $"{statement.Where} {fault}"))));
    }

    [Fact]
    public void Every_migration_is_t_sql_and_has_the_name_of_its_twin()
    {
        Assert.Equal(Migration.All.Select(migration => migration.Title), Migration.OfSqlServer.Select(migration => migration.Title));
        Assert.Empty(Migration.OfSqlServer.SelectMany(migration => SqlServerMigrations.Batches(migration.Sql)).SelectMany(Parser.Faults));
    }

    [Fact]
    public void Both_dialects_come_to_the_same_tables_and_columns_but_for_the_timetable_that_machines_share()
    {
        static IEnumerable<string> Shape(IReadOnlyList<Migration> migrations) => SchemaTable.Of(migrations)
            .Where(table => !table.Name.StartsWith("QRTZ_", StringComparison.Ordinal))
            .OrderBy(table => table.Name, StringComparer.Ordinal)
            .Select(table => $"{table.Name} ({string.Join(", ", table.Columns.Select(column => column.Name))}) {string.Join(", ", table.Key)}");

        Assert.Equal(Shape(Migration.All), Shape(Migration.OfSqlServer));
    }

    [Fact]
    public void What_is_written_for_sql_server_alone_is_t_sql()
    {
        Assert.Empty(SqlFiles.Names.SelectMany(name => Parser.FaultsOf(SqlFiles.Of(name))));
        Assert.Empty(SqlServerMigrations.Texts.Append(ApplicationLock.Text).SelectMany(Parser.Faults));
    }

    [Fact]
    public void The_copy_of_each_table_is_read_by_t_sql_and_written_as_rows()
    {
        Assert.NotEmpty(StoreCopy.Texts);
        foreach (var (select, insert) in StoreCopy.Texts)
        {
            Assert.Empty(Parser.FaultsOf(select));
            Assert.NotNull(RowShape.Of(insert));
        }
    }

    [Fact]
    public void The_keys_of_rows_are_met_by_t_sql()
    {
        foreach (var table in SchemaTable.Of(Migration.OfSqlServer).Where(table => table.Key.Count > 0))
        {
            Assert.Empty(Parser.Faults(PendingWrites.InsertStatement(new RowShape(table.Name, [.. table.Columns.Select(column => column.Name)], OnConflict.Fail), 4)));
            Assert.Empty(Parser.Faults(PendingWrites.KeyStatement(new RowShape(table.Name, table.Key, OnConflict.Replace), TableKeys.Of(table.Name))));
            Assert.Empty(Parser.Faults(PendingWrites.KeyStatement(new RowShape(table.Name, table.Key, OnConflict.Keep), TableKeys.Of(table.Name))));
        }
    }

    [Theory]
    [InlineData("insert into t (a, b) values (?, ?)", "t a,b Fail")]
    [InlineData("insert or replace into t (a, b)\nvalues (?, ?)", "t a,b Replace")]
    [InlineData("insert into t (a, b) values (?, ?) on conflict do nothing", "t a,b Keep")]
    [InlineData("insert into t (a, b) values (?, ?) on conflict (a) do nothing", "t a,b Keep")]
    [InlineData("insert into t (a, b) values (?, 0)", null)]
    [InlineData("insert into t (a) select ?", null)]
    [InlineData("update t set a = ?", null)]
    public void A_statement_that_inserts_one_row_is_known(string sql, string? expected) =>
        Assert.Equal(expected, RowShape.Of(sql) is { } shape ? $"{shape.Table} {string.Join(',', shape.Columns)} {shape.OnConflict}" : null);
}
