using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Execution;

public sealed class SubscriptionTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_responds_to_each_event_until_its_source_ends() =>
        Assert.Equal(
            ["""{"data":{"changed":{"n":1}}}""", """{"data":{"changed":{"n":2}}}""", """{"data":{"changed":{"n":3}}}"""],
            await Responses("subscription { changed(upTo: 3) { n } }"));

    [Fact]
    public async Task An_event_that_fails_does_not_end_the_subscription() =>
        Assert.Equal(
            [
                """{"data":{"changed":{"odd":1}}}""",
                """{"errors":[{"message":"2 is even","locations":[{"line":1,"column":36}],"path":["changed","odd"]}],"data":{"changed":{"odd":null}}}""",
                """{"data":{"changed":{"odd":3}}}""",
            ],
            await Responses("subscription { changed(upTo: 3) {  odd } }"));

    [Fact]
    public async Task A_source_that_fails_ends_the_subscription_with_an_error() =>
        Assert.Equal(
            ["""{"data":{"changed":{"n":1}}}""", """{"errors":[{"message":"Unexpected Execution Error","extensions":{"code":"HC0008"}}]}"""],
            await Responses("subscription { changed(upTo: -1) { n } }"));

    [Fact]
    public async Task Each_event_and_each_refusal_is_counted()
    {
        // What other tests do at the same time is counted by the same meter, but not in this flow of control.
        var isHere = new AsyncLocal<bool> { Value = true };
        List<string> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "registry.graphql.requests")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (isHere.Value)
            {
                counted.Add($"{count} {tags[0].Value} {tags[1].Value}");
            }
        });
        listener.Start();

        await Responses("subscription { changed(upTo: 2) { odd } }");
        await Responses("subscription { changed(upTo: -1) { n } }");
        await Responses("subscription {");

        Assert.Equal(["1 subscription done", "1 subscription errors", "1 subscription done", "1 unknown refused", "1 unknown refused"], counted);
    }

    [Theory]
    [InlineData("{ a }", """{"data":{"a":null}}""")]
    [InlineData("subscription($n: Int!) { changed(upTo: $n) { n } }", """{"errors":[{"message":"Variable `n` is required.","locations":[{"line":1,"column":14}],"extensions":{"code":"HC0018","variable":"n"}}]}""")]
    [InlineData("subscription {", """{"errors":[{"message":"Expected a `Name`-token, but found a `EndOfFile`-token.","locations":[{"line":1,"column":15}],"extensions":{"code":"HC0011"}}]}""")]
    public async Task What_is_no_subscription_responds_once(string query, string response) =>
        Assert.Equal([response], await Responses(query));

    [Fact]
    public async Task A_subscription_that_is_executed_once_is_refused()
    {
        using var engine = Engine(() => { });
        using var response = await engine.Execute(GraphQLRequest.Of("subscription { changed(upTo: 1) { n } }"), Cancellation);
        Assert.Equal(ResponseKind.Refused, response.Kind);
        Assert.Equal("A subscription needs a transport that carries its events, such as text/event-stream.", response.Errors.Single().Message);
    }

    [Fact]
    public async Task A_subscriber_that_leaves_ends_the_source()
    {
        var isEnded = false;
        using var engine = Engine(() => isEnded = true);
        await foreach (var response in engine.Subscribe(GraphQLRequest.Of("subscription { changed(upTo: 1000000) { n } }"), Cancellation))
        {
            response.Dispose();
            break;
        }

        Assert.True(isEnded);
    }

    [Fact]
    public void A_field_of_the_subscription_type_needs_a_source()
    {
        var schema = Schema.Parse("type Query { a: Int } type Subscription { changed: Int }");
        var bindings = new Bindings()
            .Field("Query", "a", Resolver.Of(_ => Column.AllNull(1)))
            .Field("Subscription", "changed", Resolver.Of(_ => Column.AllNull(1)));
        var fault = Assert.Throws<ArgumentException>(() => new GraphQLEngine(schema, bindings));
        Assert.StartsWith("The bindings do not fit the schema: Subscription.changed has no source stream.", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> Responses(string query)
    {
        var responses = new List<string>();
        using var engine = Engine(() => { });
        await foreach (var response in engine.Subscribe(GraphQLRequest.Of(query), Cancellation))
        {
            using (response)
            {
                responses.Add(await response.ToJson());
            }
        }

        return responses;
    }

    private static GraphQLEngine Engine(Action ended)
    {
        var schema = Schema.Parse("type Query { a: Int } type Subscription { changed(upTo: Int!): Change } type Change { n: Int odd: Int }");
        return new GraphQLEngine(schema, new Bindings()
            .Field("Query", "a", Resolver.Of(_ => Column.AllNull(1)))
            .Events("changed", (context, cancellationToken) => Count(context.Arguments.Get<int>("upTo"), ended, cancellationToken))
            .Field("Subscription", "changed", Resolver.Of(context => ObjectColumn.Each(context.Parents<Change>())))
            .Field("Change", "n", Resolver.Held<Change>(change => new LongColumn([change.Number], 1)))
            .Field("Change", "odd", Resolver.Held<Change>(change =>
                change.Number % 2 == 0 ? throw new FieldException($"{change.Number} is even") : new LongColumn([change.Number], 1))));
    }

    private static async IAsyncEnumerable<Rows> Count(int upTo, Action ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var n = 1; n <= Math.Abs(upTo); n++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return new Change(n);
            }

            if (upTo < 0)
            {
                throw new InvalidDataException("secret");
            }
        }
        finally
        {
            ended();
        }
    }

    private sealed class Change(long number) : Rows(1)
    {
        public long Number => number;
    }
}
