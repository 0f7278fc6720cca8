using System.Globalization;
using Registry.Graph.Engine;
using Registry.Store;

namespace Registry.Graph.Tests;

/// <summary>
/// Made-up figures and aims of two districts: a statistical bulletin and two press reports that agree, differ and doubt, and a plan with its
/// tasks and the units that lead them.
/// </summary>
public sealed class Plans : IDisposable
{
    private static readonly Source Press = new("cn/press", "Press", "A newspaper", "CC0-1.0", Coverage.Flow) { Authority = 60 };
    private static readonly Source Bulletin = new("cn/bulletin", "Bulletin", "An office", "CC0-1.0", Coverage.Flow) { Authority = 10 };

    public AskedStore Store { get; } = new(Fill, EngineOptions.Default with { MaxFieldCost = 1e9, MaxTypeCost = 1e9 }, new Standing());

    public void Dispose() => Store.Dispose();

    private static void Fill(Database store)
    {
        Publish(store, Press, "2022-03", [.. Bodies(), .. Early()]);
        Publish(store, Bulletin, "2022-02", [.. Bodies(), .. Official()]);
        Publish(store, Press, "2022-11", [.. Bodies(), .. Late(), .. Plan()]);
    }

    private static void Publish(Database store, Source source, string month, IReadOnlyList<Listed> rows) =>
        AskedStore.Harvest(store, source, new Document($"https://publisher.example/{source.Path}/{month}", $"{source.Title} {month}") { PublishedOn = month }, rows);

    private static IEnumerable<Listed> Bodies() =>
    [
        new("AdministrativeDivision", "重庆市", 500000) { Identifier = ("GB2260", "500000"), Properties = [("rank", "PROVINCE")] },
        new("AdministrativeDivision", "綦江区", 500110) { Identifier = ("GB2260", "500110"), Properties = [("rank", "COUNTY")], Relations = [("partOf", "AdministrativeDivision", "重庆市")] },
        new("AdministrativeDivision", "荣昌区", 500153) { Identifier = ("GB2260", "500153"), Properties = [("rank", "COUNTY")], Relations = [("partOf", "AdministrativeDivision", "重庆市")] },
        new("Zone", "綦江高新区", 500110) { Relations = [("locatedIn", "AdministrativeDivision", "綦江区")] },
        new("GovernmentBody", "区科技局", 500110) { Relations = [("locatedIn", "AdministrativeDivision", "綦江区")] },
        new("Indicator", "高新技术企业数") { Identifier = ("INDICATOR_CODE", "hte_total"), Properties = [("code", "hte_total"), ("unit", "家")] },
        new("Indicator", "面积") { Identifier = ("INDICATOR_CODE", "area"), Properties = [("code", "area"), ("unit", "平方公里")] },
    ];

    private static IEnumerable<Listed> Early() =>
    [
        Figure("甲", "綦江区", "hte_total", 123, "2021", "CUMULATIVE"),
        Figure("乙", "綦江区", "hte_total", 120, "2020", "CUMULATIVE", "ABOUT"),
        Figure("丙", "綦江区", "area", 288, "2021", null, suspect: true),
        Figure("丁", "綦江区", "hte_total", 150, "2023", "CUMULATIVE", "FORECAST"),
        Figure("戊", "荣昌区", "hte_total", 80, "2021", "IN_FORCE"),
        Figure("己", "綦江高新区", "hte_total", 60, "2021", "IN_FORCE", "AT_LEAST"),
    ];

    private static IEnumerable<Listed> Official() =>
    [
        Figure("庚", "綦江区", "hte_total", 121, "2021", "CUMULATIVE"),
        Figure("辛", "綦江区", "hte_total", 97, "2020", "CUMULATIVE", "AT_LEAST"),
    ];

    private static IEnumerable<Listed> Late() =>
    [
        Figure("壬", "綦江区", "area", 28.8, "2021", null),
        Figure("癸", "荣昌区", "hte_total", 85, "2021", "IN_FORCE"),
        Figure("子", "綦江高新区", "hte_total", 60, "2021", "IN_FORCE", "AT_LEAST"),
    ];

    private static IEnumerable<Listed> Plan() =>
    [
        new("Policy", "双倍增行动计划", 500110) { Properties = [("year", "2022")] },
        Aim("目标一", "綦江区", "hte_total", 140, "2022", "CUMULATIVE", "MORE_THAN"),
        Aim("目标二", "綦江区", "hte_total", 200, "2023", "IN_FORCE"),
        Aim("目标三", "綦江区", "hte_total", 300, "2027", "IN_FORCE"),
        Aim("目标四", "綦江高新区", "hte_total", 60, "2023", "IN_FORCE"),
        Aim("目标五", "荣昌区", "hte_total", 300, "2023", "IN_FORCE"),
        Aim("目标六", "荣昌区", "area", 30, "2023", null),
        Aim("目标七", "綦江区", "area", null, null, null),
        new("Task", "精准培育高新技术企业")
        {
            Properties = [("number", "5")],
            Relations = [("serves", "Target", "目标三"), ("leadUnit", "GovernmentBody", "区科技局"), ("partOf", "Policy", "双倍增行动计划")],
        },
    ];

    private static Listed Figure(
        string name, string subject, string indicator, double value, string period, string? definition, string qualifier = "EXACT", bool suspect = false) => new("Observation", name)
        {
            Properties =
            [
                ("indicatorCode", indicator), ("value", value.ToString(CultureInfo.InvariantCulture)), ("unit", indicator == "area" ? "平方公里" : "家"), ("period", period), ("periodKind", "YEAR"),
                ("periodFrom", period), ("periodTo", period), ("qualifier", qualifier),
                .. definition is null ? [] : new[] { ("definition", definition) },
                .. suspect ? new[] { ("suspect", "true"), ("doubt", "SUSPECT_NUMBER"), ("proposal", "28.8"), ("suspectReason", "另一文件为 28.8") } : [],
            ],
            Relations = [("about", subject.EndsWith("高新区", StringComparison.Ordinal) ? "Zone" : "AdministrativeDivision", subject)],
            Identified = ("measures", "Indicator", "INDICATOR_CODE", indicator),
        };

    private static Listed Aim(
        string name, string subject, string indicator, double? value, string? deadline, string? definition, string comparison = "AT_LEAST") => new("Target", name)
        {
            Properties =
            [
                ("indicatorCode", indicator), ("unit", indicator == "area" ? "平方公里" : "家"), ("operator", comparison), ("targetKind", value is null ? "DESIGNATION" : "FIGURE"),
                .. value is { } number ? new[] { ("value", number.ToString(CultureInfo.InvariantCulture)) } : [],
                .. deadline is null ? [] : new[] { ("deadline", deadline) },
                .. definition is null ? [] : new[] { ("definition", definition) },
            ],
            Relations = [("about", subject.EndsWith("高新区", StringComparison.Ordinal) ? "Zone" : "AdministrativeDivision", subject), ("setBy", "Policy", "双倍增行动计划")],
            Identified = ("measures", "Indicator", "INDICATOR_CODE", indicator),
        };

    /// <summary>The last day of November 2026.</summary>
    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
