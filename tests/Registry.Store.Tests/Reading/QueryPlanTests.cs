using Registry.Store.Reading;
using SQLitePCL;
using Model = Registry.Store.Reading.ReadModel;
using Registry.Testing;

namespace Registry.Store.Tests.Reading;

/// <summary>What the graph asks most goes by indexes: no table is read from end to end for a page, a level or a look-up.</summary>
public class QueryPlanTests
{
    // SQLITE_STMTSTATUS_REPREPARE, https://www.sqlite.org/c3ref/c_stmtstatus_counter.html
    const int PlannedAgain = 5;

    static readonly Model model = Model.Current;
    static readonly Table enterprises = model["Enterprise"];

    public static TheoryData<string> Questions => [.. Texts().Keys];

    [Theory, MemberData(nameof(Questions))]
    public void No_table_is_read_from_end_to_end(string question)
    {
        ServerDatabases.SkipUnlessSqlite("how it runs a statement.");
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(TestContext.Current.CancellationToken);
        var steps = Steps(session, Texts()[question]);

        Assert.Equal([], steps.Where(IsScan));
    }

    [Fact]
    public void A_statement_is_planned_once_whatever_the_limit_bound_to_it()
    {
        ServerDatabases.SkipUnlessSqlite("how it plans a statement.");
        using var table = new EnterpriseTable(1, new Random(5));
        using var reader = SqliteReader.Open(table.File, null);
        var statement = reader.Prepare("select entity_id from enterprise order by entity_id limit @p0");
        for (var limit = 1; limit <= 3; limit++)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_bind_int64(statement.Handle, 1, limit));
            Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement.Handle));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_reset(statement.Handle));
        }

        Assert.Equal(0, raw.sqlite3_stmt_status(statement.Handle, PlannedAgain, 0));
    }

    [Fact]
    public void A_list_of_a_level_in_a_zone_by_name_is_read_in_order_and_counted_without_a_look_at_the_bodies()
    {
        ServerDatabases.SkipUnlessSqlite("how it runs a statement.");
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(TestContext.Current.CancellationToken);
        var list = OfLevel(new InPlace(enterprises.Key, new Place(IsDivision: false, 7, 7), [9]));

        var page = Steps(session, list.Rows());
        Assert.Contains("SEARCH t1 USING COVERING INDEX within_entity_by_level (ancestor_id=? AND type=? AND level=?)", page);
        Assert.DoesNotContain(page, step => step.Contains("ORDER BY", StringComparison.Ordinal));
        Assert.Equal(["SEARCH t1 USING COVERING INDEX within_entity_by_level (ancestor_id=? AND type=? AND level=?)"], Steps(session, list.Count()));
    }

    [Theory]
    [InlineData("the enterprises of incubators")]
    [InlineData("the enterprises within zones")]
    [InlineData("bodies by ids of their own")]
    [InlineData("bodies by their keys, in the order of these")]
    [InlineData("the enterprises related to bodies, with their relations")]
    [InlineData("how many enterprises lie within zones")]
    public void Rows_in_the_order_of_a_list_are_not_sorted(string question)
    {
        ServerDatabases.SkipUnlessSqlite("how it runs a statement.");
        using var table = new EnterpriseTable(1, new Random(5));
        using var session = table.Begin(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Steps(session, Texts()[question]), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    static RowQuery OfLevel(InPlace place) => RowQuery.Of(enterprises) with
    {
        Columns = [enterprises["id"]],
        Cut = new Cut(21),
        Place = place,
        Order = [new SortKey(enterprises["name"])],
        Where = new AllOf([new Compared(enterprises["level"], Comparator.Equal, SqlValue.Of("NATIONAL")), new Holds(enterprises["name"], TextPosition.Anywhere, "智能")]),
    };

    static List<string> Steps(ReadSession session, SqlText sql)
    {
        var explained = new SqlText().Add("explain query plan ").Add(sql.Text);
        List<string> steps = [];
        using var cursor = session.Run(explained);
        while (cursor.Step())
            steps.Add(cursor.Value(3).Text);
        return steps;
    }

    // What a search found and scored before, of which all is read.
    static readonly string[] own = ["SCAN f", "SCAN t1", "SCAN t4"];

    // A step through an index in the order that is asked for ends with the page; keys come from items_of, and what stands in brackets was
    // made by the statement itself.
    static bool IsScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains("USING INDEX", StringComparison.Ordinal)
        && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
        && !step.StartsWith("SCAN (", StringComparison.Ordinal)
        && step != "SCAN CONSTANT ROW"
        && !own.Contains(step, StringComparer.Ordinal);

    static Dictionary<string, SqlText> Texts()
    {
        var page = RowQuery.Of(enterprises) with { Columns = [enterprises["id"]], Cut = new Cut(11) };
        SortKey[] byName = [new SortKey(enterprises["name"])];
        var after = new Seat([SqlValue.Of("重庆"), SqlValue.Of(7)]);
        var inDivision = new InPlace(enterprises.Key, new Place(IsDivision: true, 500153, 3), [9]);
        var inZone = new InPlace(enterprises.Key, new Place(IsDivision: false, 7, 7), [9]);
        var ofLevel = OfLevel(inZone);
        var zone = model["Zone"];
        SqlValue[] parents = [SqlValue.Of(1), SqlValue.Of(2)];
        RowQuery Level(Link link) => RowQuery.Of(link) with { Columns = [link.Child.Key], Cut = new Cut(6) };
        return new Dictionary<string, SqlText>
        {
            ["the first page by name"] = (page with { Order = byName }).Rows(),
            ["a later page by name"] = (page with { Order = byName, Cut = new Cut(11, After: after) }).Rows(),
            ["a page from the end"] = (page with { Order = byName, Cut = new Cut(11, Backward: true, Before: after) }).Rows(),
            ["what lies in a division"] = (page with { Place = inDivision }).Rows(),
            ["how many lie in a division"] = (page with { Place = inDivision }).Count(),
            ["what lies in a division, by name"] = (page with { Place = inDivision, Order = byName }).Rows(),
            ["what lies in a zone, by name"] = (page with { Place = inZone, Order = byName }).Rows(),
            ["what is of a level in a zone, by name"] = ofLevel.Rows(),
            ["how many are of a level in a zone"] = ofLevel.Count(),
            ["the names of a level in a zone"] = new SqlText().Add(PlaceNames.Block.Text),
            ["bodies by their keys, in the order of these"] = (page with { Order = byName }).RowsOfKeys(Keys.Of(parents)),
            ["bodies by ids of their own"] = (page with { Cut = null }).RowsOfOwnIds(Keys.OfIds([SqlValue.Of("ent-1"), SqlValue.Of("ent-2")])),
            ["a body by an id of its own"] = (page with { Where = new HasOwnId(enterprises.Key, SqlValue.Of("ent-1"), SqlValue.Of(1)) }).Rows(),
            ["the enterprises related to bodies, with their relations"] = (Level(new ByRelation(model.Bodies.Key, enterprises, model.Relations, -23, 9)) with { Columns = [enterprises.Key, model.Relations["validFrom"]] }).RowsOf(parents),
            ["what is related to bodies, with its relations"] = (Level(new ByRelation(model.Bodies.Key, model.Bodies, model.Relations, -23, null)) with { Columns = [model.Bodies.Key, model.Relations["validFrom"]] }).RowsOf(parents),
            ["a body by its only id"] = (page with { Where = new HasOneId(enterprises.Key, SqlValue.Of("ent-1"), SqlValue.Of(1)) }).Rows(),
            ["a body by its id"] = (page with { Where = new HasId(enterprises.Key, [SqlValue.Of("ent-1")]) }).Rows(),
            ["bodies by their ids"] = Lookups.ById(["zone-1", "ent-2"]),
            ["a body by an identifier"] = Lookups.ByIdentifier("USCC", ["x"]),
            ["a division by its code"] = Lookups.DivisionByCode("500153"),
            ["the divisions of bodies"] = RowQuery.Of(new ByField(enterprises["placeCode"], model.Divisions["code"])).RowsOf([SqlValue.Of("500153"), SqlValue.Of("500110")]),
            ["what is located in bodies"] = Level(new ByRelation(model.Bodies.Key, model.Bodies, model.Relations, -1, null)).RowsOf(parents),
            ["the enterprises of incubators"] = Level(new ByRelations(model["Incubator"].Key, enterprises, [-3, -1], 9)).RowsOf(parents),
            ["the enterprises within zones"] = Level(new WithinEntity(zone.Key, enterprises, model.WithinEntities, 9)).RowsOf(parents),
            ["how many enterprises lie within zones"] = Level(new WithinEntity(zone.Key, enterprises, model.WithinEntities, 9)).CountOf(parents),
            ["the zones around bodies"] = RowQuery.Of(new ByField(enterprises["inZone"], zone.Key)).RowsOf(parents),
            ["the relations of bodies"] = Level(new ByField(model.Bodies.Key, model.Relations["from"])).RowsOf(parents),
            ["the names of bodies"] = RowQuery.Of(new ByField(model.Bodies.Key, model.Names["entityId"])).RowsOf(parents),
            ["the evidence of facts"] = RowQuery.Of(new ClaimsOfFact(model.Names.Key, model.Evidence)).RowsOf(parents),
            ["the evidence of bodies"] = RowQuery.Of(new ClaimsOfBody(model.Bodies.Key, model.Evidence)).RowsOf(parents),
            ["enterprises of national incubators"] = (page with
            {
                Where = new Linked(
                    new ByRelation(enterprises.Key, model["Incubator"], model.Relations, 3, 2), Quantifier.Some,
                    new Compared(model["Incubator"]["level"], Comparator.Equal, SqlValue.Of("NATIONAL"))),
                Order = byName,
            }).Rows(),
            ["a search by characters"] = new SearchQuery(model, "重庆大学") { Cut = new Cut(11) }.Rows(),
            ["a search by initials"] = new SearchQuery(model, "cqdx") { Cut = new Cut(11), Types = [9, 11] }.Rows(),
        };
    }
}
