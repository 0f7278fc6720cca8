using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

public sealed class BatchingTests
{
    private static readonly GraphQLHttpOptions Both = new() { AllowRequestBatching = true, AllowVariableBatching = true, MaxBatchSize = 4 };

    [Theory]
    [InlineData("""[{"query":"{ asked }"},{"query":"mutation { ask }"}]""", """[{"requestIndex":0,"data":{"asked":1}},{"requestIndex":1,"data":{"ask":2}}]""")]
    [InlineData("""[{"query":"{ asked }"}]""", """[{"requestIndex":0,"data":{"asked":1}}]""")]
    [InlineData("""[{"query":"{ nothing }"},{},{"query":"{ asked }"}]""", """[{"requestIndex":0,"errors":[{"message":"The field `nothing` does not exist on the type `Query`.","locations":[{"line":1,"column":3}],"extensions":{"type":"Query","field":"nothing","responseName":"nothing","specifiedBy":"https://spec.graphql.org/September2025/#sec-Field-Selections"}}]},{"requestIndex":1,"errors":[{"message":"Either the parameter query or the parameter id has to be set.","extensions":{"code":"HC0013"}}]},{"requestIndex":2,"data":{"asked":1}}]""")]
    [InlineData("""{"query":"query($t: String) { echo(text: $t) }","variables":[{"t":"a"},{},{"t":"c"}]}""", """[{"variableIndex":0,"data":{"echo":"a"}},{"variableIndex":1,"data":{"echo":null}},{"variableIndex":2,"data":{"echo":"c"}}]""")]
    [InlineData("""[{"query":"query($t: String) { echo(text: $t) }","variables":[{"t":"a"},{"t":"b"}]},{"query":"{ __typename }"}]""", """[{"requestIndex":0,"variableIndex":0,"data":{"echo":"a"}},{"requestIndex":0,"variableIndex":1,"data":{"echo":"b"}},{"requestIndex":1,"data":{"__typename":"Query"}}]""")]
    public async Task Each_result_of_a_batch_says_which_request_and_which_variables_it_answers(string body, string answer)
    {
        await using var server = await AskedServer.Start(Both);

        Assert.Equal((200, answer), await server.Answer(body));
    }

    [Fact]
    public async Task The_results_of_a_batch_are_parts_or_events_where_those_are_accepted()
    {
        await using var server = await AskedServer.Start(Both);
        const string Batch = """[{"query":"{ echo }"},{"query":"{ __typename }"}]""";

        var parts = await server.Answer(Batch, ("Accept", "multipart/mixed"));
        var events = await server.Answer(Batch, ("Accept", "text/event-stream"));

        const string Head = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n";
        Assert.Equal($$$"""{{{Head}}}{"requestIndex":0,"data":{"echo":null}}{{{Head}}}{"requestIndex":1,"data":{"__typename":"Query"}}""" + "\r\n-----\r\n", parts.Body);
        Assert.Equal("event: next\ndata: {\"requestIndex\":0,\"data\":{\"echo\":null}}\n\nevent: next\ndata: {\"requestIndex\":1,\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\ndata:\n\n", events.Body);
    }

    [Theory]
    [InlineData("[]", "A batch has at least one request, but an empty list was found.")]
    [InlineData("""[{"query":"{ asked }"},7]""", "The body of a request is an object, but a number was found.")]
    [InlineData("""[[{"query":"{ asked }"}]]""", "The body of a request is an object, but an array was found.")]
    [InlineData("""{"query":"{ asked }","variables":[]}""", "`variables` has at least one set, but an empty list was found.")]
    [InlineData("""{"query":"{ asked }","variables":[{},null]}""", "`variables` is a list of objects, but something else was found in it.")]
    [InlineData("""[{"query":"{ asked }"},{"query":"{ asked }","variables":[{},{},{},{}]}]""", "A batch may have 4 operations; this one has more.")]
    public async Task A_batch_that_makes_no_sense_is_refused_as_a_whole(string body, string message)
    {
        await using var server = await AskedServer.Start(Both);

        var (status, answer) = await server.Answer(body);

        Assert.Equal((400, $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"HC0009"}}]}"""), (status, answer));
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData("""[{"query":"{ asked }"}""")]
    [InlineData("""[{"query":"{ asked }"}] x""")]
    public async Task A_batch_that_is_no_json_is_refused_as_a_whole(string body)
    {
        await using var server = await AskedServer.Start(Both);

        Assert.Equal((400, """{"errors":[{"message":"Invalid JSON document.","extensions":{"code":"HC0012"}}]}"""), await server.Answer(body));
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData("""[{"query":"{ asked }"}]""")]
    [InlineData("""{"query":"{ asked }","variables":[{}]}""")]
    public async Task Batches_are_off_unless_they_are_turned_on(string body)
    {
        await using var server = await AskedServer.Start(new GraphQLHttpOptions());

        Assert.Equal(400, (await server.Answer(body)).Status);
        Assert.Equal(0, server.Asked);
    }
}
