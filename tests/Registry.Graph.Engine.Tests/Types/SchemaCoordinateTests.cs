using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Types;

public sealed class SchemaCoordinateTests
{
    private static readonly Schema Schema = Schema.Parse(
        """
        directive @tag(name: String) on OBJECT
        type Query { zones(first: Int): [Int] level: Level at(input: PlaceInput): Int }
        enum Level { NATIONAL }
        input PlaceInput { code: String }
        """);

    [Theory]
    [InlineData("Query")]
    [InlineData("Query.zones")]
    [InlineData("Query.zones(first:)")]
    [InlineData("Level.NATIONAL")]
    [InlineData("PlaceInput.code")]
    [InlineData("@tag")]
    [InlineData("@tag(name:)")]
    [InlineData("@deprecated(reason:)")]
    [InlineData("__Type.fields(includeDeprecated:)")]
    public void A_coordinate_names_a_part_of_the_schema(string text)
    {
        Assert.True(SchemaCoordinate.TryParse(text, out var coordinate));
        Assert.Equal(text, coordinate.ToString());
        Assert.Equal(text, coordinate.Resolve(Schema)!.Coordinate);
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Query.nothing")]
    [InlineData("Query.zones(nothing:)")]
    [InlineData("Nothing.zones(first:)")]
    [InlineData("Level.LOCAL")]
    [InlineData("@nothing(name:)")]
    public void A_coordinate_of_what_the_schema_lacks_names_nothing(string text)
    {
        Assert.True(SchemaCoordinate.TryParse(text, out var coordinate));
        Assert.Null(coordinate.Resolve(Schema));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("Query.")]
    [InlineData(".zones")]
    [InlineData("Query zones")]
    [InlineData("Query. zones")]
    [InlineData("Query(first:)")]
    [InlineData("Query.zones(first)")]
    [InlineData("Query.zones(:)")]
    [InlineData("Query.zones(first:) ")]
    [InlineData("@tag.name")]
    [InlineData("1Query")]
    public void A_text_of_another_form_is_no_coordinate(string text) => Assert.False(SchemaCoordinate.TryParse(text, out _));
}
