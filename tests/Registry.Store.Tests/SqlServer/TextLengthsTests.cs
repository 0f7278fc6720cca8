using Registry.Store.SqlServer;
using Registry.Testing;

namespace Registry.Store.Tests.SqlServer;

/// <summary>A text that an index of SQL Server cannot hold is refused in words.</summary>
public class TextLengthsTests
{
    static readonly RowShape shape = RowShape.Of("insert into mention_name (folded, mention_id) values (?, ?)")!;

    [Fact]
    public void A_text_is_held_up_to_its_columns_length_and_refused_beyond()
    {
        TextLengths.Check(shape, [[new string('区', 800), 1L], [null, 2L]]);

        var fault = Assert.Throws<StoreException>(() => TextLengths.Check(shape, [[new string('区', 801), 1L]]));

        Assert.Equal($"A text of 801 characters is too long for mention_name.folded, which holds 800 on SQL Server: {new string('区', 40)}... Shorten it in the source's mapping, or keep the store in SQLite.", fault.Message);
    }

    [Fact]
    public void A_text_of_any_length_is_held_where_no_index_needs_it() =>
        TextLengths.Check(RowShape.Of("insert into record (record_id, cells) values (?, ?)")!, [[1L, new string('区', 100_000)]]);

    [Fact]
    public void A_name_of_700_characters_is_published_and_a_run_with_a_longer_one_fails()
    {
        ServerDatabases.SkipUnlessServer();
        using var store = new TemporaryStore();
        var longest = new string('区', 700);
        store.Harvest(TemporaryStore.Zones, new Row("Zone", longest));

        var fault = Assert.Throws<StoreException>(() => store.Harvest(TemporaryStore.Enterprises, new Row("Enterprise", new string('名', 750))));

        Assert.Matches(@"^A text of 75\d characters is too long for \w+\.\w+, which holds \d+ on SQL Server: .*名+\.\.\. ", fault.Message);
        Assert.Equal(1, store.Database.Release(TestContext.Current.CancellationToken));
        Assert.Equal([longest], store.Column("select name from directory"));
    }
}
