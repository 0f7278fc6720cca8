using Dapper;
using Registry.Testing;

namespace Registry.Store.Tests;

public sealed class VocabularyTests
{
    static readonly Vocabulary vocabulary = Vocabulary.Current;

    [Fact]
    public void No_two_types_share_a_number_a_name_a_prefix_or_a_plural()
    {
        Assert.Distinct(vocabulary.Types.Select(type => type.Number));
        Assert.Distinct(vocabulary.Types.Select(type => type.Name));
        Assert.Distinct(vocabulary.Types.Select(type => type.Prefix));
        Assert.Distinct(vocabulary.Types.Select(type => type.Plural));
    }

    [Fact]
    public void Every_predicate_has_an_inverse_and_a_number_of_its_own()
    {
        Assert.Distinct(vocabulary.Predicates.Select(predicate => predicate.Number));
        Assert.Distinct(vocabulary.Predicates.SelectMany(predicate => predicate.Symmetric ? [predicate.Name] : new[] { predicate.Name, predicate.Inverse }));
        Assert.All(vocabulary.Predicates, predicate => Assert.Equal(predicate.Symmetric, predicate.Name == predicate.Inverse));
    }

    [Fact]
    public void A_predicate_is_known_by_the_name_of_either_direction()
    {
        Assert.Equal(1, vocabulary.Relation("locatedIn")!.Value.Number);
        Assert.Equal(-1, vocabulary.Relation("hosts")!.Value.Number);
        Assert.Null(vocabulary.Relation("near"));
    }

    [Theory]
    [InlineData("type", true)]
    [InlineData("name:LEGAL", true)]
    [InlineData("name:NICK", false)]
    [InlineData("identifier:ANY_SCHEME", true)]
    [InlineData("identifier:", false)]
    [InlineData("rel:locatedIn", true)]
    [InlineData("rel:hosts", false)]
    [InlineData("prop:degreeLevel", true)]
    [InlineData("prop:level", true)]
    [InlineData("prop:colour", false)]
    [InlineData("types", false)]
    public void A_claim_says_what_the_vocabulary_knows_in_its_canonical_direction(string predicate, bool known) =>
        Assert.Equal(known, vocabulary.Knows(predicate));

    [Fact]
    public void Every_type_has_its_table_with_a_column_for_each_attribute()
    {
        using var store = new TemporaryStore();
        foreach (var type in vocabulary.Types)
        {
            using var row = store.Open().ExecuteReader($"select * from {type.Table} where 1 = 0");
            var columns = Enumerable.Range(0, row.FieldCount).Select(row.GetName);
            string[] common = ["entity_id", "id", "name", "name_key", "name_sort", "level", "level_raw", "status", "place"];
            string[] nearest = ["in_zone", "at_incubator", "first_recognition"];
            Assert.Equal([.. common, .. type.Properties.Select(property => property.Column), .. nearest], columns);
        }
    }

    [Fact]
    public void Every_table_of_the_read_model_is_rebuilt()
    {
        ServerDatabases.SkipUnlessSqlite("its list of tables.");
        using var store = new TemporaryStore();
        string[] ledger =
        [
            "setting", "source", "run", "lease", "batch", "document", "proposal", "snapshot", "snapshot_part", "sighting", "layout", "layout_column",
            "record", "predicate", "mention", "mention_name", "mention_identifier", "claim", "entity", "judgement", "issue", "release",
            "event", "entity_change", "migration",
        ];

        var tables = store.Column("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'");

        Assert.Equal(ReadModel.Tables.Concat(ledger).Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Relation_states_and_bases_are_numbered_as_their_words_stand()
    {
        Assert.Equal(vocabulary.RelationStatuses.Select(word => word.Name), Enum.GetNames<RelationStatus>().Select(Upper));
        Assert.Equal(vocabulary.RelationBases.Select(word => word.Name), Enum.GetNames<RelationBasis>().Select(Upper));
    }

    static string Upper(string name) => string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? "_" + letter : letter.ToString())).ToUpperInvariant();
}
