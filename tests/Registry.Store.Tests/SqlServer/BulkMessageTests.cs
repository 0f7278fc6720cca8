using Registry.Store.SqlServer;
using Registry.Testing;

namespace Registry.Store.Tests.SqlServer;

/// <summary>Where a packet ends in the message of a bulk copy.</summary>
public class BulkMessageTests
{
    const int PacketSize = 8000;
    const int Payload = PacketSize - 8;

    static readonly RowShape postings = RowShape.Of("insert into posting (term, type, entity_id) values (?, ?, ?)")!;

    [Theory]
    [InlineData(100, true)]
    [InlineData(Payload, true)]
    [InlineData(Payload + 1, false)]
    [InlineData(Payload + 8, false)]
    [InlineData(Payload + 9, true)]
    [InlineData((2 * Payload) - 1, true)]
    [InlineData(2 * Payload, true)]
    [InlineData((5 * Payload) + 6, false)]
    public void The_last_token_is_cut_where_one_to_eight_bytes_are_left_for_the_last_packet(long length, bool isWhole) =>
        Assert.Equal(isWhole, BulkMessage.EndsWhole(length, PacketSize));

    [Fact]
    public void Rows_go_in_one_message_unless_its_last_token_would_be_cut_and_then_in_two()
    {
        HashSet<int> messages = [];
        for (var letters = 1; letters <= 800; letters++)
        {
            var rows = Rows(letters);
            var cut = BulkMessage.Of(postings, rows, PacketSize).ToList();

            Assert.Equal(rows, cut.SelectMany(part => part));
            messages.Add(cut.Count);
        }

        Assert.Equal([1, 2], messages.Order());
    }

    [Theory]
    [InlineData("posting", "term", "insert into posting (term, type, entity_id) values (?, ?, ?)", "t", "1", "i")]
    [InlineData("name", "name_key", "insert into name (fact_id, entity_id, kind, value, name_key, principal, valid_from) values (?, ?, ?, ?, ?, ?, ?)", "i", "1", "LEGAL", "区", "t", "1", null)]
    public void Rows_of_any_length_arrive_whole_wherever_a_packet_ends(string table, string text, string sql, params string?[] row)
    {
        ServerDatabases.SkipUnlessServer();
        using var store = new TemporaryStore();
        using var engine = Engine.Of(store.Address, TimeProvider.System, TimeSpan.FromMinutes(1));
        var shape = RowShape.Of(sql)!;
        List<object?[]> Longer(int letters) => [.. Enumerable.Range(0, 12).Select(i => row.Select(cell => Cell(cell, i, letters)).ToArray())];
        var cut = Enumerable.Range(1, 800).First(letters => BulkMessage.Of(shape, Longer(letters), PacketSize).Count() == 2);
        for (var letters = cut - 4; letters < cut + 10; letters++)
        {
            engine.Writer.Write(open =>
            {
                open.Execute($"delete from {table}");
                var insert = open.Prepare(sql);
                foreach (var cells in Longer(letters))
                    Bind(insert, cells).Run();
            }, TestContext.Current.CancellationToken);

            Assert.Equal(Longer(letters).Sum(cells => cells.Max(cell => (cell as string)?.Length ?? 0)), store.Scalar<long>($"select sum(length({text})) from {table}"));
        }
    }

    static List<object?[]> Rows(int letters) => [.. Enumerable.Range(0, 12).Select(i => new[] { Cell("t", i, letters), 1L, (long)i })];

    // The first row's text is the one that grows.
    static object? Cell(string? cell, int row, int letters) => cell switch
    {
        "t" => new string('区', row == 0 ? letters : 300),
        "i" => (long)row,
        "1" => 1L,
        _ => cell,
    };

    static Statement Bind(Statement statement, object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
            _ = cells[i] is long number ? statement.Bind(i + 1, number) : statement.Bind(i + 1, (string?)cells[i]);
        return statement;
    }
}
