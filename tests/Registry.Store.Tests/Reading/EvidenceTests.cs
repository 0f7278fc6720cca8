namespace Registry.Store.Tests.Reading;

/// <summary>What is shown as the evidence of a claim.</summary>
public class EvidenceTests
{
    const string Evidence = """
        select concat(e.quote, ' @ ', e.locator)
        from claim_evidence e
        join claim c on c.claim_id = e.claim_id
        join predicate p on p.predicate_id = c.predicate_id
        where p.name = @predicate
        """;

    [Fact]
    public void What_a_cell_says_is_quoted_from_the_cell()
    {
        using var store = new TemporaryStore();
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区") { Place = 500153, Level = "NATIONAL" });

        Assert.Equal(["NATIONAL @ table 1 row 2 col 5"], store.Column(Evidence, new { predicate = "prop:level" }));
    }

    [Fact]
    public void What_no_single_cell_says_is_quoted_from_the_row_and_where_it_begins()
    {
        using var store = new TemporaryStore();
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区") { Place = 500153, Level = "NATIONAL", Short = "高新区" });

        Assert.Equal(["荣昌高新区 | 500153 | NATIONAL @ table 1 row 2"], store.Column(Evidence, new { predicate = "name:SHORT" }));
    }
}
