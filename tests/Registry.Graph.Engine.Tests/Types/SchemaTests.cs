using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Types;

public sealed class SchemaTests
{
    private const string Sdl =
        """"
        """
        Zones, and who sits in them.

        Two paragraphs.
        """
        schema @owner(name: "registry") {
          query: Query
        }

        directive @owner(
          """The name."""
          name: String!
        ) repeatable on SCHEMA | OBJECT

        scalar Long @specifiedBy(url: "https://example.org/long")

        """What has an id."""
        interface Node {
          id: ID!
        }

        type Zone implements Node @owner(name: "a") @owner(name: "b") {
          id: ID!
          area: Long @deprecated(reason: "Use `size`.")
          level: Level
        }

        type Query {
          """The zones."""
          zones(
            """How many."""
            first: Int = 10
            where: ZoneFilterInput
          ): [Zone!]! @cost(weight: "10")
          place(at: PlaceInput!): Thing
        }

        union Thing = Zone | Query

        enum Level {
          NATIONAL
          MUNICIPAL @deprecated
        }

        input ZoneFilterInput {
          and: [ZoneFilterInput!]
          name: String = "say \"hi\""
        }

        input PlaceInput @oneOf {
          code: String
          id: ID
        }
        """";

    private static readonly Schema Schema = Schema.Parse(Sdl);

    [Fact]
    public void A_schema_prints_as_a_text_that_gives_the_same_schema()
    {
        var printed = Schema.Print();
        Assert.Equal(printed, Schema.Parse(printed).Print());
        foreach (var line in Sdl.Split('\n'))
        {
            Assert.Contains(line, printed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Extensions_are_merged_into_their_types()
    {
        var schema = Schema.Parse(
            """
            type Query { a: A }
            scalar A
            extend scalar A @specifiedBy(url: "u")
            extend type Query implements I { b: U }
            interface I { b: U }
            union U = Query
            type V { e: E }
            extend union U = V
            enum E { X }
            extend enum E { Y }
            extend schema { mutation: V }
            """);
        Assert.Equal(["a", "b"], schema.Query.Fields.Select(field => field.Name));
        Assert.Equal("u", ((ScalarType)schema.Types["A"]).SpecifiedByUrl);
        Assert.Equal(["Query"], schema.Types["I"].PossibleTypes.Select(type => type.Name));
        Assert.Equal(["Query", "V"], schema.Types["U"].PossibleTypes.Select(type => type.Name));
        Assert.Equal(["X", "Y"], ((EnumType)schema.Types["E"]).Values.Select(value => value.Name));
        Assert.Same(schema.Types["V"], schema.Mutation);
    }

    [Fact]
    public void A_type_wrapped_alike_is_the_same_type()
    {
        Assert.Same(Schema.TypeOf(Parser.ParseType("[Zone!]!")), Schema.Query.Fields["zones"].Type);
        Assert.Null(Schema.TypeOf(Parser.ParseType("[Nothing]")));
    }

    [Fact]
    public void Built_in_scalars_that_nothing_refers_to_are_no_part_of_the_schema()
    {
        Assert.True(Schema.Types.Contains("Int"));
        Assert.False(Schema.Types.Contains("Float"));
        Assert.True(Schema.Types.Contains("__Schema"));
    }

    [Fact]
    public void Meta_fields_are_found_where_the_specification_has_them()
    {
        Assert.Same(Schema.TypeNameField, Schema.FieldOf(Schema.Types["Thing"], "__typename"));
        Assert.Same(Schema.SchemaField, Schema.FieldOf(Schema.Query, "__schema"));
        Assert.Null(Schema.FieldOf(Schema.Types["Zone"], "__schema"));
        Assert.Null(Schema.FieldOf(Schema.Types["Level"], "__typename"));
    }

    [Fact]
    public void Bindings_can_be_attached_until_the_schema_is_sealed()
    {
        var schema = Schema.Parse("type Query { a: Int }");
        schema.Query.Fields["a"].Binding = "resolver";
        schema.Seal();
        Assert.Equal("resolver", schema.Query.Fields["a"].Binding);
        var exception = Assert.Throws<InvalidOperationException>(() => schema.Query.Fields["a"].Binding = "other");
        Assert.Equal("The schema is sealed: what `Query.a` is bound to can no longer be changed.", exception.Message);
    }

    [Fact]
    public void Deprecations_have_their_reason_or_the_default_one()
    {
        Assert.Equal("Use `size`.", ((ObjectType)Schema.Types["Zone"]).Fields["area"].DeprecationReason);
        Assert.Equal("No longer supported", ((EnumType)Schema.Types["Level"]).Values["MUNICIPAL"].DeprecationReason);
        Assert.Null(((ObjectType)Schema.Types["Zone"]).Fields["id"].DeprecationReason);
    }

    [Fact]
    public void Every_fault_of_a_schema_is_named_with_its_place()
    {
        var exception = Assert.Throws<SchemaException>(() => Schema.Parse("type Query {\n  a: Nothing\n  b(c: Missing): Int\n}"));
        Assert.Equal(
            """
            The schema is not valid:
            - The type `Nothing` is not defined. (line 2, column 6)
            - The type `Missing` is not defined. (line 3, column 8)
            """,
            exception.Message);
    }
}
