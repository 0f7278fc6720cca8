using Registry.Store.Reading;

namespace Registry.Store.Tests;

public sealed class PublishingTests : IDisposable
{
    const string Code = "91350100M000100Y43";

    readonly TemporaryStore store = new();

    static Row Zone => new("Zone", "荣昌高新区") { Place = 500153, Level = "NATIONAL" };

    static Row Enterprise => new("Enterprise", "金美新材料科技有限公司") { Code = Code, In = ("Zone", "荣昌高新区") };

    [Fact]
    public void A_published_row_is_a_body_with_its_name_identifier_and_evidence()
    {
        var run = store.Harvest(TemporaryStore.Enterprises, Enterprise);

        Assert.Equal((RunState.Published, 1, 1L), (run.State, run.EntitiesFounded, run.Release));
        Assert.Equal("金美新材料科技有限公司", store.Scalar<string>("select name from enterprise where credit_code = @Code", new { Code }));
        Assert.Equal("91350100M000100Y43 at table 1 row 2 col 2", store.Scalar<string>("""
            select quote || ' at ' || locator
            from claim_evidence
            where claim_id = (select fact_id from identifier where value = @Code)
            """, new { Code }));
    }

    [Fact]
    public void The_same_rows_again_add_no_claim_no_record_and_no_body()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise, Zone);
        var records = store.Scalar<long>("select count(*) from record");

        var again = store.Harvest(TemporaryStore.Enterprises, Enterprise, Zone);

        Assert.Equal((2L, 0L, 0L, 0L), (again.Records, again.ClaimsAdded, again.ClaimsClosed, again.EntitiesFounded));
        Assert.Equal(records, store.Scalar<long>("select count(*) from record"));
    }

    [Fact]
    public void A_row_said_twice_in_one_edition_is_one_claim()
    {
        var run = store.Harvest(TemporaryStore.Enterprises, Enterprise, Enterprise);

        Assert.Equal((2L, 3L), (run.Records, run.ClaimsAdded));
    }

    [Fact]
    public void What_vanishes_from_a_whole_list_is_closed()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise, new Row("Enterprise", "诺诚健华"));

        var next = store.Harvest(TemporaryStore.Enterprises, Enterprise);

        Assert.Equal((0L, 1L), (next.ClaimsAdded, next.ClaimsClosed));
        Assert.Equal("INACTIVE", store.Scalar<string>("select status from enterprise where name = '诺诚健华'"));
    }

    [Fact]
    public void What_vanishes_from_a_flow_of_notices_stays()
    {
        store.Harvest(TemporaryStore.Notices, Enterprise, new Row("Enterprise", "诺诚健华"));

        var next = store.Harvest(TemporaryStore.Notices, Enterprise);

        Assert.Equal(0, next.ClaimsClosed);
        Assert.Null(store.Scalar<string?>("select status from enterprise where name = '诺诚健华'"));
    }

    [Fact]
    public void A_body_that_returns_to_the_list_is_the_same_body_with_a_new_claim()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise, new Row("Enterprise", "诺诚健华"));
        store.Harvest(TemporaryStore.Enterprises, Enterprise);

        var back = store.Harvest(TemporaryStore.Enterprises, Enterprise, new Row("Enterprise", "诺诚健华"));

        Assert.Equal((1L, 0L), (back.ClaimsAdded, back.EntitiesFounded));
        Assert.Null(store.Scalar<string?>("select status from enterprise where name = '诺诚健华'"));
    }

    [Fact]
    public void A_name_that_changes_under_one_identifier_is_borne_as_a_former_name()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise with { In = null });

        store.Harvest(TemporaryStore.Enterprises, Enterprise with { In = null, Name = "金美科技股份有限公司" });

        Assert.Equal(["金美科技股份有限公司"], store.Column("select name from enterprise"));
        Assert.Equal(["FORMER 金美新材料科技有限公司", "LEGAL 金美科技股份有限公司"], store.Column("select concat(kind, ' ', value) from name order by kind"));
    }

    [Fact]
    public void A_relation_stands_at_both_ends_whichever_list_comes_first()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise);
        Assert.Equal(1, store.Scalar<long>("select count(*) from issue where code = 'UNMATCHED' and settled_run is null"));

        store.Harvest(TemporaryStore.Zones, Zone);

        Assert.Equal(["1 荣昌高新区", "-1 金美新材料科技有限公司"], store.Column("""
            select concat(r.predicate, ' ', d.name)
            from relation r
            join directory d on d.entity_id = r.other_id
            order by r.predicate desc
            """));
        Assert.Equal(0, store.Scalar<long>("select count(*) from issue where code = 'UNMATCHED' and settled_run is null"));
    }

    [Fact]
    public void A_symmetric_relation_said_from_both_ends_is_one_fact_with_two_claims()
    {
        store.Harvest(TemporaryStore.Enterprises,
            new Row("University", "重庆大学") { With = ("Enterprise", "金美新材料科技有限公司") },
            new Row("Enterprise", "金美新材料科技有限公司") { With = ("University", "重庆大学") });

        Assert.Equal(2, store.Scalar<long>("select count(*) from relation"));
        Assert.Equal(1, store.Scalar<long>("select count(distinct fact_id) from relation"));
        Assert.Equal(1, store.Scalar<long>("select count(*) from fact_claim"));
    }

    [Fact]
    public void A_body_lies_in_every_division_above_the_zone_it_is_located_in()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise);
        store.Harvest(TemporaryStore.Zones, Zone);

        Assert.Equal(["500000", "500100", "500153"], store.Column("""
            select code
            from within_division w
            join enterprise e on e.entity_id = w.entity_id
            order by code
            """));
        Assert.Equal(500153, store.Scalar<int>("select place from enterprise"));
        Assert.Equal("荣昌高新区", store.Scalar<string>("select z.name from within_entity w join zone z on z.entity_id = w.ancestor_id"));
    }

    [Fact]
    public void When_a_zone_is_said_to_lie_elsewhere_what_lies_in_it_moves_too()
    {
        store.Harvest(TemporaryStore.Zones, Zone with { Place = null, In = ("AdministrativeDivision", "綦江区") });
        store.Harvest(TemporaryStore.Enterprises, Enterprise);
        Assert.Null(store.Scalar<int?>("select place from enterprise"));

        store.Harvest(TemporaryStore.Notices, new Row("AdministrativeDivision", "綦江区") { Code = "500110", Scheme = "GB2260" });

        Assert.Equal(500110, store.Scalar<int>("select place from enterprise"));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_level_and_the_name_of_a_body_stand_with_the_zone_it_lies_in_as_they_are_now()
    {
        const string Standing = "select concat(coalesce(w.level, '-'), ' ', w.name) from within_entity w join enterprise e on e.entity_id = w.entity_id";
        store.Harvest(TemporaryStore.Zones, Zone);
        store.Harvest(TemporaryStore.Enterprises, Enterprise);
        Assert.Equal([$"- {Enterprise.Name}"], store.Column(Standing));

        store.Harvest(TemporaryStore.Notices with { Authority = 9 }, Enterprise with { Level = "NATIONAL" });

        Assert.Equal([$"NATIONAL {Enterprise.Name}"], store.Column(Standing));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_nearest_zone_the_incubator_and_the_first_recognition_of_a_body_stand_with_it_as_they_are_now()
    {
        Near();
        Assert.Equal(["荣昌高新区 - -", "荣昌高新区 甲孵化器 GR1"], store.Column(Nearest("directory")));
        Assert.Equal(["荣昌高新区 甲孵化器 GR1"], store.Column(Nearest("enterprise")));

        store.Harvest(TemporaryStore.Zones, Zone, new Row("Zone", "綦江高新区"), new Row("Incubator", "甲孵化器") { In = ("Zone", "綦江高新区") });

        Assert.Equal(["綦江高新区 甲孵化器 GR1"], store.Column(Nearest("enterprise")));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_store_of_before_is_given_the_nearest_zone_the_incubator_and_the_first_recognition()
    {
        Near();
        foreach (var table in (string[])["directory", "enterprise", "incubator"])
            store.Execute($"update {table} set in_zone = null, at_incubator = null, first_recognition = null");

        store.Execute(Filling("nearest", "update directory"));

        Assert.Equal(["荣昌高新区 甲孵化器 GR1"], store.Column(Nearest("enterprise")));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    void Near()
    {
        store.Harvest(TemporaryStore.Zones, Zone, new Row("Incubator", "甲孵化器") { In = ("Zone", "荣昌高新区") });
        store.Harvest(TemporaryStore.Enterprises,
            new Row("Recognition", "GR1"), new Row("Recognition", "GR2"),
            new Row("Enterprise", "金美新材料科技有限公司") { Code = Code, In = ("Incubator", "甲孵化器"), At = ("Incubator", "甲孵化器"), RecognisedAs = ("Recognition", "GR1") });
    }

    static string Nearest(string table) => $"""
        select concat(coalesce(z.name, '-'), ' ', coalesce(i.name, '-'), ' ', coalesce(r.name, '-'))
        from {table} b
        left join zone z on z.entity_id = b.in_zone
        left join incubator i on i.entity_id = b.at_incubator
        left join recognition r on r.entity_id = b.first_recognition
        where b.in_zone is not null
        order by b.entity_id
        """;

    [Fact]
    public void Many_names_of_one_level_stand_together_with_the_zone_as_they_are_now()
    {
        const string Standing = "select concat(level, ' ', substr(names, 1, 9), ' ', (select count(*) from enterprise)) from name_block";
        var rows = Many();
        store.Harvest(TemporaryStore.Zones, Zone);
        store.Harvest(TemporaryStore.Enterprises, rows);
        Assert.Equal(["NATIONAL 企业100\n企业1 71"], store.Column(Standing));

        rows[1] = rows[1] with { Name = "中企业" };
        store.Harvest(TemporaryStore.Enterprises, rows);
        Assert.Equal(["NATIONAL 中企业\n企业100 71"], store.Column(Standing));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));

        store.Harvest(TemporaryStore.Enterprises, [.. rows.Select((row, at) => at < 10 ? row with { Level = "DISTRICT" } : row)]);
        Assert.Empty(store.Column(Standing));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Of_very_many_names_so_many_stand_together_as_are_looked_through_at_once()
    {
        const string Pieces = "select concat(piece, ' ', substr(names, 1, 6), ' ', length(names) - length(replace(names, char(10), '')) + 1, ' ', length(bodies) - length(replace(bodies, ',', '')) + 1) from name_block order by piece";
        store.Harvest(TemporaryStore.Zones, Zone);
        store.Harvest(TemporaryStore.Enterprises, Many(2_100));
        string[] pieces = ["0 企业1000 1024 1024", "1 企业2024 1024 1024", "2 企业3048 51 51"];
        Assert.Equal(pieces, store.Column(Pieces));

        store.Execute("delete from name_block");
        store.Execute(Filling("name_pieces", "insert into name_block"));
        Assert.Equal(pieces, store.Column(Pieces));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(1_000)]
    public void A_text_is_found_in_all_of_very_many_names_and_the_first_of_them_without_a_count(int most)
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        store.Harvest(TemporaryStore.Enterprises, Many(2_100));
        var holding = store.Column("select concat(entity_id, '') from enterprise where name like '企业30%' and level = 'NATIONAL' order by name");
        using var session = store.Database.Read(TestContext.Current.CancellationToken);
        PlaceNames asked = new(store.Scalar<long>("select entity_id from zone"), 9, "NATIONAL", "企业30");

        var counted = asked.Find(session, most, counts: true)!.Value;
        var first = asked.Find(session, most, counts: false)!.Value;

        Assert.Equal(99, holding.Count);
        Assert.Equal((99, 0), (counted.Count, first.Count));
        Assert.Equal(holding.Take(most), counted.First.Select(key => $"{key.Integer}"));
        Assert.Equal(holding.Take(most), first.First.Select(key => $"{key.Integer}"));
        Assert.Null((asked with { Level = "DISTRICT" }).Find(session, most, counts: true));
    }

    [Fact]
    public void A_store_of_before_is_given_the_names_that_stand_together()
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        store.Harvest(TemporaryStore.Enterprises, Many());
        store.Execute("delete from name_block");

        store.Execute(Filling("name_pieces", "insert into name_block"));

        Assert.Equal(1, store.Scalar<long>("select count(*) from name_block"));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    static Row[] Many(int count = 71)
    {
        var from = count < 1_000 ? 100 : 1_000;
        return [.. Enumerable.Range(from, count).Select(number => new Row("Enterprise", $"企业{number}") { Code = CodeOf(number), In = ("Zone", "荣昌高新区"), Level = number < from + count - 1 ? "NATIONAL" : null })];
    }

    static string CodeOf(int number) => $"C{number}";

    // What a migration does with the rows of a store of before.
    static string Filling(string name, string from)
    {
        var migration = (Registry.Testing.ServerDatabases.AreAsked ? Migration.OfSqlServer : Migration.All).Single(known => known.Name == name).Sql;
        return migration[migration.IndexOf(from, StringComparison.Ordinal)..];
    }

    [Fact]
    public void Two_values_of_an_attribute_stand_side_by_side_and_the_more_authoritative_is_shown()
    {
        store.Harvest(TemporaryStore.Zones with { Authority = 1 }, Zone);

        store.Harvest(TemporaryStore.Notices, Zone with { Level = "PROVINCIAL" });

        Assert.Equal("NATIONAL", store.Scalar<string>("select level from zone"));
        Assert.Equal(["NATIONAL 1", "PROVINCIAL 0"], store.Column("select concat(value, ' ', chosen) from property where attribute = 'level' order by value"));
    }

    [Fact]
    public void When_a_source_gains_authority_its_values_are_shown()
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        store.Harvest(TemporaryStore.Notices, Zone with { Level = "PROVINCIAL" });
        Assert.Equal("PROVINCIAL", store.Scalar<string>("select level from zone"));

        store.Harvest(TemporaryStore.Zones with { Authority = 1 }, Zone);

        Assert.Equal("NATIONAL", store.Scalar<string>("select level from zone"));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_id_of_a_merged_body_answers_with_the_survivor_and_what_was_said_of_it_is_said_of_the_survivor()
    {
        store.Harvest(TemporaryStore.Zones, Zone, new Row("Zone", "荣昌高新技术产业开发区") { In = ("AdministrativeDivision", "荣昌区") });
        store.Harvest(TemporaryStore.Enterprises, Enterprise);
        var gone = store.Scalar<string>("select id from zone where name = '荣昌高新区'");

        using (var run = store.Begin(TemporaryStore.Notices))
        {
            TemporaryStore.Stage(run, new Row("Enterprise", "旗能电铝"));
            run.Publish((publication, cancellation) =>
            {
                PlainResolution.Resolve(publication, cancellation);
                publication.Merge(1, 2, "PERSON", "the short name of the same zone");
            }, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, store.Scalar<long>("select z.entity_id from former_id f join zone z on z.entity_id = f.entity_id where f.id = @gone", new { gone }));
        Assert.Equal(["荣昌高新区", "荣昌高新技术产业开发区"], store.Column("select value from name where entity_id = 2 order by value"));
        Assert.Equal(2, store.Scalar<long>("select other_id from relation where predicate = 1"));
        Assert.Equal(1, store.Scalar<long>("select count(*) from zone"));
        Assert.Equal(2, store.Scalar<long>("select count(*) from judgement where withdrawn_at is not null"));
        Assert.Empty(store.Database.Examine(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_invalid_identifier_is_kept_as_written_and_shown_as_invalid()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise with { Code = "91350100M000100Y4Z", CodeIsValid = false });

        Assert.Equal("91350100M000100Y4Z 0", store.Scalar<string>("select concat(value, ' ', valid) from identifier"));
        Assert.Null(store.Scalar<string?>("select credit_code from enterprise"));
    }

    [Fact]
    public void A_number_that_is_none_stays_a_property_and_leaves_the_column_empty()
    {
        store.Harvest(TemporaryStore.Enterprises, Enterprise with { Property = ("registeredCapital", "约五百万元") });

        Assert.Null(store.Scalar<double?>("select registered_capital from enterprise"));
        Assert.Equal("约五百万元", store.Scalar<string>("select value from property where attribute = 'registeredCapital'"));
    }

    [Fact]
    public void A_name_is_found_by_its_characters_and_by_its_initials()
    {
        store.Harvest(TemporaryStore.Enterprises, new Row("University", "重庆大学"));

        foreach (var query in (string[])["重庆", "cqdx"])
        {
            var ranges = Assert.Single(Store.Text.SearchTerms.OfQuery(query)).Alternatives;
            Assert.Contains(ranges, range => store.Scalar<long>(
                "select count(*) from posting where term = @From or (term > @From and term < @before)", new { range.From, before = range.IsExact ? "" : range.Before }) > 0);
        }
    }

    [Fact]
    public void A_predicate_that_the_vocabulary_does_not_know_is_refused_by_name()
    {
        using var run = store.Begin(TemporaryStore.Zones);

        var fault = Assert.Throws<ArgumentException>(() => TemporaryStore.Stage(run, Zone with { Property = ("colour", "red") }));

        Assert.StartsWith("\"prop:colour\" is no predicate of a claim. It is type, name:KIND, identifier:SCHEME, rel:PREDICATE (canonical direction) or prop:ATTRIBUTE", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => store.Dispose();
}
