using Registry.Store.Reading;
using Registry.Testing;

namespace Registry.Store.Tests.Reading;

/// <summary>Lists as parameters: a statement gets back what was put in, in its order, with its positions or keys.</summary>
public class ItemListTests
{
    static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<long[]> Numbers => new(
        [],
        [7],
        [3, -1, 3, 0, long.MaxValue, long.MinValue, 3],
        [.. Enumerable.Range(0, 5_000).Select(i => (long)(i * 7919 % 5003))]);

    [Theory, MemberData(nameof(Numbers))]
    public void Numbers_come_with_their_positions_in_their_order(long[] numbers)
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);

        Assert.Equal(numbers.Select((number, i) => ((long)i, SqlValue.Of(number))), Items(session, Keys.Of(numbers)));
        Assert.Equal(numbers.Length, Keys.Of(numbers).Count);
    }

    [Fact]
    public void Values_of_any_kind_come_as_they_were()
    {
        ServerDatabases.SkipUnlessSqlite("values of several kinds in one list; on a server all are text.");
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);
        SqlValue[] values = [SqlValue.Of("重庆𠮷"), SqlValue.Of(""), SqlValue.Of(-5), SqlValue.Of(0.25), SqlValue.Null, SqlValue.Of("a\"\\%22\n")];

        Assert.Equal(values.Select((value, i) => ((long)i, value)), Items(session, Keys.Of(values)));
    }

    [Fact]
    public void Texts_come_as_they_were()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);
        SqlValue[] values = [SqlValue.Of("重庆𠮷"), SqlValue.Of("ent-1"), SqlValue.Of("a\"\\%22\n")];

        Assert.Equal(values.Select((value, i) => ((long)i, value)), Items(session, Keys.Of(values)));
    }

    [Fact]
    public void Ids_come_once_each_in_the_order_of_the_keys_that_they_tell()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);
        List<(long Key, string Id)> ids = [.. new[] { 900, 7, 12_345, 1 }.Select(number => ((long)number, PublicId.Of(Vocabulary.Current.Type("Enterprise")!, number))), (PublicId.NumberOf("nothing"), "nothing"), (PublicId.NumberOf("?"), "?")];
        var list = Keys.OfIds([.. ids.Concat(ids.Take(2)).Select(id => SqlValue.Of(id.Id))]);

        Assert.Equal(ids.OrderBy(id => id.Key).ThenBy(id => id.Id, StringComparer.Ordinal).Select(id => (id.Key, SqlValue.Of(id.Id))), Items(session, list));
        Assert.Equal(ids.Count, list.Count);
    }

    [Fact]
    public void One_statement_may_read_two_lists_and_one_of_them_for_each_item_of_the_other()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);
        var sql = new SqlText().Add("select a.value, b.value\nfrom items_of(").Add(Keys.Of([1, 2, 3])).Add(") a cross join items_of(").Add(Keys.Of([2, 3, 4]))
            .Add(") b\nwhere a.value <> b.value and a.value in (select value from items_of(").Add(Keys.Of([3, 1])).Add("))\norder by a.key, b.key");
        List<(long, long)> rows = [];
        using var cursor = session.Run(sql);
        while (cursor.Step())
            rows.Add((cursor.Integer(0), cursor.Integer(1)));

        Assert.Equal([(1, 2), (1, 3), (1, 4), (3, 2), (3, 4)], rows);
    }

    [Fact]
    public void A_list_may_be_read_again_after_it_was_left_in_the_midst()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);
        var template = SqlTemplate.Of(new SqlText().Add("select key, value\nfrom items_of(").Add(SqlValue.Blank(0)).Add(") i\norder by i.key"));
        using (var left = session.Run(template, Keys.Of([.. Enumerable.Range(0, 1_000).Select(i => (long)i)])))
        {
            Assert.True(left.Step());
        }

        using var again = session.Run(template, Keys.Of([8, 9]));
        Assert.True(again.Step());
        Assert.Equal((0, 8), (again.Integer(0), again.Integer(1)));
        Assert.True(again.Step());
        Assert.Equal((1, 9), (again.Integer(0), again.Integer(1)));
        Assert.False(again.Step());
    }

    [Fact]
    public void Null_is_an_empty_list()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);

        Assert.Empty(Items(session, SqlValue.Null));
    }

    [Theory]
    [InlineData("5b315d")]
    [InlineData("0900000000000000")]
    [InlineData("01000000000000000000000000000000")]
    [InlineData("010000000000000000000000000000000300000000000000ffff000000000000")]
    [InlineData("010000000000000000000000000000000300000000000000ffffffffffffffff")]
    public void Bytes_that_are_no_list_are_refused(string bytes)
    {
        ServerDatabases.SkipUnlessSqlite("a table of our own in it.");
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);

        var fault = Assert.ThrowsAny<System.Data.Common.DbException>(() => Items(session, SqlValue.Of(Convert.FromHexString(bytes))));
        Assert.Contains("no list", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_read_their_lists_side_by_side()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        Parallel.For(0, 8, thread =>
        {
            for (var round = 0; round < 20; round++)
            {
                using var session = table.Begin(cancellation);
                long[] numbers = [.. Enumerable.Range(0, 200 + thread).Select(i => (long)(i * thread))];
                Assert.Equal(numbers.Select((number, i) => ((long)i, SqlValue.Of(number))), Items(session, Keys.Of(numbers)));
                if (round % 5 == 0)
                    GC.Collect();
            }
        });
    }

    [Fact]
    public void As_json_a_list_is_an_array_and_ids_are_an_object()
    {
        Assert.Equal("[]", Keys.Of(ReadOnlySpan<long>.Empty).ToString());
        Assert.Equal("[5,-1]", Keys.Of([5, -1]).ToString());
        Assert.Equal("""["a",0.5,null,2]""", Keys.Of([SqlValue.Of("a"), SqlValue.Of(0.5), SqlValue.Null, SqlValue.Of(2)]).ToString());
        Assert.Equal("""{"0":"x"}""", Keys.OfIds([SqlValue.Of("x"), SqlValue.Of("x")]).ToString());
    }

    [Fact]
    public void One_of_gives_a_number_that_is_worked_out_for_each_row_before_it()
    {
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(cancellation);
        var sql = new SqlText().Add("select p.value, c.value\nfrom items_of(").Add(Keys.Of([5, 7, 9]))
            .Add(") p cross join one_of(iif(p.value = 7, -1, (select max(q.value) + 0 from items_of(").Add(Keys.Of([1, 2, 3])).Add(") q where q.value < p.value))) c\norder by p.key");
        List<(long, long)> rows = [];
        using var cursor = session.Run(sql);
        while (cursor.Step())
            rows.Add((cursor.Integer(0), cursor.Integer(1)));

        Assert.Equal([(5, 3), (7, -1), (9, 3)], rows);
    }

    static List<(long Key, SqlValue Value)> Items(ReadSession session, SqlValue list)
    {
        List<(long, SqlValue)> items = [];
        using var cursor = session.Run(new SqlText().Add("select key, value\nfrom items_of(").Add(list).Add(") i\norder by i.key"));
        while (cursor.Step())
            items.Add((cursor.Integer(0), ServerDatabases.AreAsked && long.TryParse(cursor.Value(1).Text, out var number) ? SqlValue.Of(number) : cursor.Value(1)));
        return items;
    }
}
