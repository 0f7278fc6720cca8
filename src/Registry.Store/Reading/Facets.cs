using System.Globalization;
using System.Text;

namespace Registry.Store.Reading;

/// <summary>Says by which fields the rows of each table are counted.</summary>
internal static class Facets
{
    // The day whose year is that of a body of the type.
    private static readonly Dictionary<string, string> DayOf = new(StringComparer.Ordinal)
    {
        ["Zone"] = "approvedOn",
        ["Enterprise"] = "foundedOn",
        ["ResearchInstitute"] = "foundedOn",
        ["University"] = "foundedOn",
        ["Organization"] = "foundedOn",
        ["Recognition"] = "issuedOn",
        ["Observation"] = "periodTo",
        ["Target"] = "deadline",
    };

    // Where no list states a year of a carrier, it is that of its first recognition.
    private static readonly Dictionary<string, string?> Carriers = new(StringComparer.Ordinal)
    {
        ["Incubator"] = null,
        ["MakerSpace"] = "filedYear",
        ["StarCreation"] = null,
        ["Accelerator"] = null,
        ["UniversitySciencePark"] = "recognisedYear",
        ["Carrier"] = null,
        ["SmeBase"] = null,
    };

    /// <summary>Lets the rows of all tables of a model be counted.</summary>
    public static void AddTo(ReadModel model, Vocabulary vocabulary)
    {
        foreach (var type in vocabulary.Types)
        {
            var table = model[type.Name];
            var number = type.Number.ToString(CultureInfo.InvariantCulture);
            AddToBodies(table).CountedBy(FacetKind.Type, new Field(table, "type", number, FieldKind.Word, Nullable: false, model.Bodies["type"].Words));
            if (YearOf(model, type, vocabulary) is { } year)
            {
                table.CountedBy(FacetKind.Year, new Field(table, "year", year, FieldKind.Integer, Nullable: true));
            }
        }

        AddToBodies(model.Bodies)
            .CountedBy(FacetKind.Type, model.Bodies["type"])
            .CountedBy(FacetKind.Year, new Field(model.Bodies, "year", YearOfAny(model, vocabulary), FieldKind.Integer, Nullable: true));
        AddToRecords(model);
    }

    /// <summary>The fields that hold the division of a rank in which a body lies, by the rank.</summary>
    public static IReadOnlyDictionary<string, Field> ByRank(Vocabulary vocabulary) =>
        vocabulary.Attribute(vocabulary.Type("AdministrativeDivision")!, "rank")!.Words!.ToDictionary(rank => rank, OfRank, StringComparer.Ordinal);

    private static Field OfRank(string rank)
    {
        var table = $"""
            (select w.entity_id, cast(w.code as text) as code from within_division w where exists (
            select 1 from administrative_division a where a.code = cast(w.code as text) and a.rank = '{rank}' and a.entity_id <> w.entity_id))
            """;
        return new Table(table, "entity_id").With("code", FieldKind.Text, nullable: true)["code"];
    }

    // What a recognition has for a state is how far it got.
    private static Table AddToBodies(Table table) => table
        .CountedBy(FacetKind.Level, table["level"])
        .CountedBy(FacetKind.Status, table.Fields.GetValueOrDefault("state") ?? table["status"])
        .CountedBy(FacetKind.Place, table["placeCode"]);

    private static void AddToRecords(ReadModel model)
    {
        model.Relations
            .CountedBy(FacetKind.Type, model.Relations["predicate"])
            .CountedBy(FacetKind.Status, model.Relations["status"])
            .CountedBy(FacetKind.Year, OfDay(model.Relations["validFrom"]));
        model.Sources
            .CountedBy(FacetKind.Type, model.Sources["coverage"])
            .CountedBy(FacetKind.Status, model.Sources["health"]);
        model.Documents.CountedBy(FacetKind.Year, OfDay(model.Documents["publishedOn"]));
        model.Runs
            .CountedBy(FacetKind.Type, model.Runs["kind"])
            .CountedBy(FacetKind.Status, model.Runs["state"])
            .CountedBy(FacetKind.Year, OfDay(model.Runs["startedAt"]));
        model.Proposals
            .CountedBy(FacetKind.Type, model.Proposals["kind"])
            .CountedBy(FacetKind.Status, model.Proposals["state"])
            .CountedBy(FacetKind.Year, OfDay(model.Proposals["proposedAt"]));
        model.UnsureJudgements.CountedBy(FacetKind.Type, model.UnsureJudgements["rule"]);
        model.Issues
            .CountedBy(FacetKind.Level, model.Issues["severity"])
            .CountedBy(FacetKind.Type, model.Issues["code"])
            .CountedBy(FacetKind.Year, OfDay(model.Issues["since"]));
    }

    private static Field OfDay(Field day) => new(day.Table, "year", Year(day.Sql), FieldKind.Integer, Nullable: true);

    private static string Year(string day) => $"cast(substr({day}, 1, 4) as integer)";

    private static string? YearOf(ReadModel model, EntityType type, Vocabulary vocabulary)
    {
        if (DayOf.TryGetValue(type.Name, out var day))
        {
            return Year(model[type.Name][day].Sql);
        }

        if (type.Name == "Policy")
        {
            return model["Policy"]["year"].Sql;
        }

        if (!Carriers.TryGetValue(type.Name, out var stated))
        {
            return null;
        }

        var recognised = $"""
            (select min({Year("g.issued_on")}) from relation r join recognition g on g.entity_id = r.other_id
            where r.entity_id = $.entity_id and r.predicate = {vocabulary.Relation("recognisedAs")!.Value.Number})
            """;
        return stated is null ? recognised : $"coalesce({model[type.Name][stated].Sql}, {recognised})";
    }

    private static string YearOfAny(ReadModel model, Vocabulary vocabulary)
    {
        var sql = new StringBuilder("case $.type");
        foreach (var type in vocabulary.Types)
        {
            if (YearOf(model, type, vocabulary) is { } year)
            {
                sql.Append(CultureInfo.InvariantCulture, $" when {type.Number} then (select ")
                    .Append(year.Replace("$", "y", StringComparison.Ordinal))
                    .Append(CultureInfo.InvariantCulture, $" from {type.Table} y where y.entity_id = $.entity_id)");
            }
        }

        return sql.Append(" end").ToString();
    }
}
