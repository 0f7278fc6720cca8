using System.Globalization;
using Registry.Store;

namespace Registry.Graph.Tests;

/// <summary>
/// Made-up bodies in two real districts: eight zones, of which zone n has n incubators, each with a number of enterprises; a university
/// with its institutes; recognitions.
/// </summary>
public sealed class Chongqing : IDisposable
{
    public AskedStore Store { get; } = new(Rows());

    public void Dispose() => Store.Dispose();

    internal static IEnumerable<Listed> Rows()
    {
        yield return Division("重庆市", "500000", null);
        yield return Division("荣昌区", "500153", "重庆市");
        yield return Division("綦江区", "500110", "重庆市");
        for (var zone = 0; zone < 8; zone++)
        {
            yield return new Listed("Zone", $"高新区{zone}", zone % 2 == 0 ? 500153 : 500110)
            {
                Properties = [("level", zone == 0 ? "NATIONAL" : "PROVINCIAL"), ("area", zone.ToString(CultureInfo.InvariantCulture)), ("approvedOn", "2018-02")],
                Relations = [("locatedIn", "AdministrativeDivision", zone % 2 == 0 ? "荣昌区" : "綦江区")],
            };
            for (var incubator = 0; incubator < zone; incubator++)
            {
                foreach (var row in Incubator(zone, incubator))
                {
                    yield return row;
                }
            }
        }

        yield return new Listed("University", "重庆大学", 500000)
        {
            Identifier = ("SCHOOL_CODE", "4150010611"),
            Short = "重大",
            Properties = [("degreeLevel", "UNDERGRADUATE")],
            Relations = [("locatedIn", "AdministrativeDivision", "重庆市"), ("cooperatesWith", "Enterprise", "企业1-0-0")],
        };
        yield return new Listed("University", "重庆电信学院", 500110) { Relations = [("locatedIn", "AdministrativeDivision", "綦江区")] };
        yield return new Listed("ResearchInstitute", "重庆大学荣昌研究院", 500153)
        {
            Properties = [("independentLegalPerson", "true")],
            Relations = [("foundedBy", "University", "重庆大学"), ("locatedIn", "Zone", "高新区0")],
        };
        yield return new Listed("ResearchInstitute", "机械传动国家重点实验室", 500000) { Relations = [("affiliatedTo", "University", "重庆大学")] };
        yield return new Listed("Enterprise", "规划中的企业")
        {
            Relations = [("locatedIn", "Zone", "高新区3")],
            Status = RelationStatus.Planned,
        };
        yield return new Listed("Recognition", "国家级众创空间备案 1-0")
        {
            Properties = [("scheme", "国家众创空间"), ("mode", "FILED"), ("state", "PENDING"), ("level", "NATIONAL")],
        };
    }

    private static IEnumerable<Listed> Incubator(int zone, int incubator)
    {
        var name = $"孵化器{zone}-{incubator}";
        yield return new Listed("Incubator", name)
        {
            Properties = incubator % 2 == 0 ? [("level", "NATIONAL"), ("floorArea", "1200.5")] : [],
            Relations = (zone, incubator) == (1, 0)
                ? [("locatedIn", "Zone", $"高新区{zone}"), ("recognisedAs", "Recognition", "国家级众创空间备案 1-0")]
                : [("locatedIn", "Zone", $"高新区{zone}")],
        };
        for (var enterprise = 0; enterprise < (zone * 3 + incubator * 2) % 11; enterprise++)
        {
            yield return new Listed("Enterprise", $"企业{zone}-{incubator}-{enterprise}")
            {
                Properties = enterprise % 3 == 0 ? [("industry", "装备制造"), ("foundedOn", "2019"), ("registeredCapital", "1000000")] : [],
                Relations = [("incubatedAt", "Incubator", name), ("locatedIn", "Zone", $"高新区{zone}")],
            };
        }
    }

    private static Listed Division(string name, string code, string? parent) => new("AdministrativeDivision", name, int.Parse(code, CultureInfo.InvariantCulture))
    {
        Identifier = ("GB2260", code),
        Properties = [("rank", parent is null ? "PROVINCE" : "COUNTY")],
        Relations = parent is null ? [] : [("partOf", "AdministrativeDivision", parent)],
    };
}
