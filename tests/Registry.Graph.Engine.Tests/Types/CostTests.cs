using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Types;

public sealed class CostTests
{
    private static readonly Schema Schema = Schema.Parse(
        """
        type Query {
          zones(first: Int @cost(weight: "0.5")): [Zone]
            @listSize(assumedSize: 50, slicingArguments: ["first", "last"], slicingArgumentDefaultValue: 10, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
            @cost(weight: "10")
          zone: Zone
        }
        type Zone @cost(weight: "2") { id: ID }
        """);

    [Fact]
    public void A_schema_states_weights()
    {
        Assert.Equal(10, Cost.WeightOf(Schema.Query.Fields["zones"]));
        Assert.Equal(0.5, Cost.WeightOf(Schema.Query.Fields["zones"].Arguments["first"]));
        Assert.Equal(2, Cost.WeightOf(Schema.Types["Zone"]));
        Assert.Null(Cost.WeightOf(Schema.Query.Fields["zone"]));
    }

    [Fact]
    public void A_schema_states_the_length_of_lists()
    {
        var size = Cost.ListSizeOf(Schema.Query.Fields["zones"])!;
        Assert.Equal(50, size.AssumedSize);
        Assert.Equal(["first", "last"], size.SlicingArguments);
        Assert.Equal(10, size.SlicingArgumentDefaultValue);
        Assert.Equal(["edges", "nodes"], size.SizedFields);
        Assert.False(size.RequireOneSlicingArgument);
        Assert.Null(Cost.ListSizeOf(Schema.Query.Fields["zone"]));
    }

    [Fact]
    public void The_directives_of_costs_are_printed_with_the_schema_that_applies_them() =>
        Assert.Contains("directive @listSize(", Schema.Print(), StringComparison.Ordinal);
}
