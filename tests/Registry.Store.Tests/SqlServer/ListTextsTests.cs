using System.Text.Json;
using Dapper;
using Registry.Store.SqlServer;

namespace Registry.Store.Tests.SqlServer;

/// <summary>Texts come out of a list as they were put in.</summary>
public class ListTextsTests
{
    public static TheoryData<string> Texts => ["", "a", "专精特新\"小巨人\"企业", "a\\b", "\\\"", "\\n", "%", "%22", "%2522", "100%25", "a\tb\nc\rd", "\U0002070E野家", "café", "%5C\\%"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_item_has_nothing_that_json_escapes(string text)
    {
        var list = ListTexts.List(JsonSerializer.Serialize(new[] { text }));

        Assert.Equal(ListTexts.Item(text), Assert.Single(JsonSerializer.Deserialize<string[]>(list)!));
        Assert.DoesNotMatch("""\\[^u]""", list);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_in_a_list_is_found(string text)
    {
        using var store = new TemporaryStore();
        using var connection = store.Open();

        var found = connection.ExecuteScalar<string>("select value from json_each(@list)", new { list = JsonSerializer.Serialize(new[] { text }) });

        Assert.Equal(text, found);
    }

    [Fact]
    public void The_schema_writes_items_back_as_statements_do() =>
        Assert.Contains(ListTexts.Text("cast(j.value as nvarchar(4000)) collate Latin1_General_100_BIN2") + " as value", Migration.OfSqlServer[0].Sql, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_row_that_is_there_is_met_by_its_key(string text)
    {
        using var store = new TemporaryStore();
        for (var time = 0; time < 2; time++)
            store.Database.Writer.Write(open => open.Prepare("insert into mention_name (folded, mention_id) values (?, ?) on conflict do nothing").Bind(1, text).Bind(2, 1).Run(), TestContext.Current.CancellationToken);

        Assert.Equal([text], store.Column("select folded from mention_name"));
    }
}
