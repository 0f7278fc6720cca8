namespace Registry.Graph.Tests;

public sealed class SubscriptionTests : IDisposable
{
    private readonly AskedStore _store = new(Rows());
    private readonly CancellationTokenSource _leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_harvest_elsewhere_is_told_step_by_step()
    {
        await using var told = Follow("subscription { harvestProgress { phase records claims message run { id state records source { id } } } }");
        var first = told.MoveNextAsync();
        _store.HarvestElsewhere([.. Rows(), New]);
        Assert.Equal(
            """{"data":{"harvestProgress":{"phase":"PUBLISHED","records":5,"claims":3,"message":null,"run":{"id":"run-2","state":"PUBLISHED","records":5,"source":{"id":"cn/made"}}}}}""",
            await Next(first, told));
    }

    [Fact]
    public async Task Only_the_harvests_of_the_source_that_was_asked_for_are_told()
    {
        await using var told = Follow("""subscription { harvestProgress(source: "cn/made") { at run { source { id } } } }""");
        var first = told.MoveNextAsync();
        _store.HarvestElsewhere([.. Rows(), New]);
        Assert.Contains("\"id\":\"cn/made\"", await Next(first, told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_not_known_is_an_error() => Assert.Equal(
        """{"errors":[{"message":"No source is known by `cn/none`; a source is known by its id, such as `cn/universities`.","extensions":{"code":"SOURCE_UNKNOWN","argument":"source","value":"cn/none"}}]}""",
        await Only("""subscription { harvestProgress(source: "cn/none") { phase } }"""));

    [Fact]
    public async Task A_place_that_is_not_known_is_an_error() =>
        Assert.Contains("\"code\":\"PLACE_UNKNOWN\"", await Only("""subscription { entityChanged(place: "999999") { id } }"""), StringComparison.Ordinal);

    [Fact]
    public async Task What_a_release_founds_and_changes_is_told_as_it_then_is()
    {
        await using var told = Follow("subscription { entityChanged { kind release entity { __typename name level } } }");
        var first = told.MoveNextAsync();
        _store.HarvestElsewhere([.. Rows().SkipLast(1), Rows().Last() with { Properties = [("level", "NATIONAL")] }, New]);
        Assert.Equal(
            """{"data":{"entityChanged":{"kind":"CHANGED","release":2,"entity":{"__typename":"Zone","name":"高新区","level":"NATIONAL"}}}}""",
            await Next(first, told));
        Assert.Equal(
            """{"data":{"entityChanged":{"kind":"FOUNDED","release":2,"entity":{"__typename":"Incubator","name":"新孵化器","level":null}}}}""",
            await Next(told.MoveNextAsync(), told));
    }

    [Theory]
    [InlineData("types: [INCUBATOR]")]
    [InlineData("types: [INCUBATOR, UNIVERSITY], place: \"500153\"")]
    [InlineData("types: [INCUBATOR], place: \"500000\"")]
    public async Task Types_and_place_choose_which_changes_are_told(string arguments)
    {
        await using var told = Follow($"subscription {{ entityChanged({arguments}) {{ entity {{ name }} }} }}");
        var first = told.MoveNextAsync();
        _store.HarvestElsewhere([.. Rows(), New]);
        Assert.Equal("""{"data":{"entityChanged":{"entity":{"name":"新孵化器"}}}}""", await Next(first, told));
    }

    [Fact]
    public async Task What_lies_elsewhere_is_not_told()
    {
        await using var elsewhere = Follow("""subscription { entityChanged(place: "500110") { entity { name } } }""");
        var first = elsewhere.MoveNextAsync();
        _store.HarvestElsewhere([.. Rows(), New]);
        _store.HarvestElsewhere([.. Rows(), New, New with { Name = "綦江孵化器", Relations = [("locatedIn", "AdministrativeDivision", "綦江区")] }]);
        Assert.Equal("""{"data":{"entityChanged":{"entity":{"name":"綦江孵化器"}}}}""", await Next(first, elsewhere));
    }

    [Fact]
    public async Task A_body_that_vanished_from_its_list_has_changed()
    {
        _store.HarvestElsewhere([.. Rows(), New]);
        await using var told = Follow("subscription { entityChanged(types: [INCUBATOR]) { kind release entity { name ... on Incubator { zone { name } } } } }");
        var first = told.MoveNextAsync();
        _store.HarvestElsewhere(Rows());
        Assert.Equal("""{"data":{"entityChanged":{"kind":"CHANGED","release":3,"entity":{"name":"新孵化器","zone":null}}}}""", await Next(first, told));
    }

    [Fact]
    public async Task More_changes_than_a_page_are_told_each_once()
    {
        await using var told = Follow("subscription { entityChanged(types: [ENTERPRISE]) { entity { name } } }");
        var next = told.MoveNextAsync();
        List<string> names = [.. Enumerable.Range(0, 1200).Select(i => $"企业{i}")];
        _store.HarvestElsewhere([.. Rows(), .. names.Select(name => new Listed("Enterprise", name))]);
        List<string> heard = [];
        foreach (var _ in names)
        {
            heard.Add(await Next(next, told));
            next = told.MoveNextAsync();
        }

        Assert.Equal(names.Select(name => "{\"data\":{\"entityChanged\":{\"entity\":{\"name\":\"" + name + "\"}}}}").Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
        Assert.False(next.IsCompleted);
        await _leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task One_look_at_the_store_serves_all_and_nobody_looks_when_the_last_has_left()
    {
        await using var one = Follow("subscription { harvestProgress { phase } }");
        await using var other = Follow("subscription { entityChanged { id } }");
        Task<bool>[] waiting = [one.MoveNextAsync().AsTask(), other.MoveNextAsync().AsTask()];
        Assert.Equal(2, _store.Watch.Followers);
        await _leaving.CancelAsync();
        foreach (var next in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        }

        Assert.Equal(0, _store.Watch.Followers);
    }

    public void Dispose()
    {
        _leaving.Dispose();
        _store.Dispose();
    }

    private static Listed New => new("Incubator", "新孵化器") { Relations = [("locatedIn", "Zone", "高新区")] };

    private static IEnumerable<Listed> Rows() =>
    [
        new("AdministrativeDivision", "重庆市", 500000) { Identifier = ("GB2260", "500000") },
        new("AdministrativeDivision", "荣昌区", 500153) { Identifier = ("GB2260", "500153"), Relations = [("partOf", "AdministrativeDivision", "重庆市")] },
        new("AdministrativeDivision", "綦江区", 500110) { Identifier = ("GB2260", "500110"), Relations = [("partOf", "AdministrativeDivision", "重庆市")] },
        new("Zone", "高新区", 500153) { Relations = [("locatedIn", "AdministrativeDivision", "荣昌区")] },
    ];

    private IAsyncEnumerator<string> Follow(string subscription) => _store.Subscribe(subscription, _leaving.Token).GetAsyncEnumerator(_leaving.Token);

    private async Task<string> Only(string subscription)
    {
        await using var told = Follow(subscription);
        Assert.True(await told.MoveNextAsync());
        var response = told.Current;
        Assert.False(await told.MoveNextAsync());
        return response;
    }

    private static async Task<string> Next(ValueTask<bool> next, IAsyncEnumerator<string> told)
    {
        Assert.True(await next.AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        return told.Current;
    }
}
