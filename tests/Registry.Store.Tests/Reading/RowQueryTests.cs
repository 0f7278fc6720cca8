using Registry.Store.Reading;
using Registry.Testing;

namespace Registry.Store.Tests.Reading;

/// <summary>Conditions, orders and pages against what they mean, for many shapes over rows that tie and lack values.</summary>
public class RowQueryTests
{
    const int Shapes = 150;

    static readonly Comparator[] comparators = Enum.GetValues<Comparator>();
    static readonly TextPosition[] positions = Enum.GetValues<TextPosition>();

    [Fact]
    public void A_condition_keeps_the_rows_for_which_it_holds_and_counts_them()
    {
        var random = new Random(20261122);
        using var table = new EnterpriseTable(200, random);
        using var session = table.Begin(TestContext.Current.CancellationToken);
        for (var shape = 0; shape < Shapes; shape++)
        {
            var query = RowQuery.Of(EnterpriseTable.Table) with { Where = RandomCondition(random, depth: 3), Order = RandomOrder(random) };
            var expected = Expected(table, query);

            Assert.Equal(expected, Keys(session, query));
            Assert.Equal(expected.Count, Count(session, query));
        }
    }

    [Fact]
    public void Pages_from_the_start_give_each_row_of_the_order_once()
    {
        var random = new Random(1);
        using var table = new EnterpriseTable(120, random);
        using var session = table.Begin(TestContext.Current.CancellationToken);
        for (var shape = 0; shape < Shapes; shape++)
        {
            var query = RowQuery.Of(EnterpriseTable.Table) with { Where = RandomCondition(random, depth: 1), Order = RandomOrder(random) };
            Assert.Equal(Expected(table, query), Walk(session, query, random.Next(1, 40), backward: false));
        }
    }

    [Fact]
    public void Pages_from_the_end_give_the_same_order_backwards()
    {
        var random = new Random(2);
        using var table = new EnterpriseTable(120, random);
        using var session = table.Begin(TestContext.Current.CancellationToken);
        for (var shape = 0; shape < Shapes; shape++)
        {
            var query = RowQuery.Of(EnterpriseTable.Table) with { Where = RandomCondition(random, depth: 1), Order = RandomOrder(random) };
            var expected = Expected(table, query);
            expected.Reverse();
            Assert.Equal(expected, Walk(session, query, random.Next(1, 40), backward: true));
        }
    }

    [Fact]
    public void Questions_of_one_shape_have_one_text()
    {
        static string Text(string name, string level) => (RowQuery.Of(EnterpriseTable.Table) with
        {
            Where = new AllOf(
            [
                new Holds(EnterpriseTable.Table["name"], TextPosition.Anywhere, name),
                new OneOf(EnterpriseTable.Table["level"], [.. Enumerable.Repeat(SqlValue.Of(level), name.Length)]),
            ]),
            Cut = new Cut(name.Length),
        }).Rows().Text;

        Assert.Equal(Text("重庆", "NATIONAL"), Text("綦江齿轮", "DISTRICT"));
    }

    [Fact]
    public void A_cancelled_request_interrupts_the_statement_that_runs()
    {
        ServerDatabases.SkipOnBabelfish("it does not heed the attention that interrupts a statement.");
        var random = new Random(3);
        using var table = new EnterpriseTable(400, random);
        using var cancellation = new CancellationTokenSource();
        using var session = table.Begin(cancellation.Token);
        // 400 to the power of four rows: without an interruption this runs for hours.
        var endless = new SqlText().Add("select count(*) from enterprise a cross join enterprise b cross join enterprise c cross join enterprise d where a.name < b.name and c.name < d.name");

        using var cursor = session.Run(endless);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(20));

        Assert.Throws<OperationCanceledException>(() => cursor.Step());
    }

    [Fact]
    public void A_session_sees_one_state_of_the_store_while_others_write()
    {
        var random = new Random(4);
        using var table = new EnterpriseTable(10, random);
        using var session = table.Begin(TestContext.Current.CancellationToken);
        var query = RowQuery.Of(EnterpriseTable.Table);
        var before = Keys(session, query);

        table.Delete(before[0]);

        Assert.Equal(before, Keys(session, query));
        using var later = table.Begin(TestContext.Current.CancellationToken);
        Assert.Equal(before.Count - 1, Keys(later, query).Count);
    }

    static List<long> Expected(EnterpriseTable table, RowQuery query) =>
        Naive.Ordered(table.Rows.Where(row => query.Where is null || Naive.Holds(query.Where, row)), query.Order);

    static List<long> Keys(ReadSession session, RowQuery query) => [.. Read(session, query).Select(row => row.Key)];

    static long Count(ReadSession session, RowQuery query)
    {
        using var cursor = session.Run(query.Count());
        Assert.True(cursor.Step());
        return cursor.Integer(0);
    }

    static List<long> Walk(ReadSession session, RowQuery query, int size, bool backward)
    {
        List<long> met = [];
        Seat? seat = null;
        while (true)
        {
            var cut = new Cut(size, backward, After: backward ? null : seat, Before: backward ? seat : null);
            var page = Read(session, query with { Cut = cut });
            met.AddRange(page.Select(row => row.Key));
            if (page.Count < size)
                return met;
            seat = page[^1].Seat;
        }
    }

    static List<(long Key, Seat Seat)> Read(ReadSession session, RowQuery query)
    {
        var asked = query with { Columns = [query.Table.Key], WithSeats = true };
        List<(long, Seat)> rows = [];
        using var cursor = session.Run(asked.Rows());
        while (cursor.Step())
            rows.Add((cursor.Integer(0), new Seat([.. asked.FullOrder.Select((_, i) => cursor.Value(i + 1))])));
        return rows;
    }

    static IReadOnlyList<SortKey> RandomOrder(Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => new SortKey(RandomField(random), random.Next(2) == 0)).DistinctBy(key => key.Field)];

    static Field RandomField(Random random) => EnterpriseTable.Fields[random.Next(EnterpriseTable.Fields.Count)];

    static Condition RandomCondition(Random random, int depth)
    {
        var field = RandomField(random);
        return random.Next(depth > 0 ? 8 : 5) switch
        {
            0 => new Absent(field),
            1 => new OneOf(field, [.. Enumerable.Range(0, random.Next(4)).Select(_ => EnterpriseTable.RandomValue(field, random))]),
            2 => new Holds(EnterpriseTable.Fields[random.Next(3)], positions[random.Next(positions.Length)], random.Next(8) == 0 ? "" : EnterpriseTable.RandomName(random)),
            3 or 4 => new Compared(field, comparators[random.Next(comparators.Length)], EnterpriseTable.RandomValue(field, random)),
            5 => new Not(RandomCondition(random, depth - 1)),
            6 => new AllOf([.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomCondition(random, depth - 1))]),
            _ => new AnyOf([.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomCondition(random, depth - 1))]),
        };
    }
}
