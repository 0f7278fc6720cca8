using System.Text;
using System.Text.Json;
using ExcelDataReader;
using Registry.Identity.Identifiers;
using Registry.Identity.Places;

namespace Registry.Harvest.Tests.Clean;

/// <summary>The ministry's lists of universities, whole, against the rules for their codes and places.</summary>
public sealed class UniversityListTests
{
    public static TheoryData<string, int> Editions => new()
    {
        { "data/universities/moe_2017-05-31_普通高等学校名单.xls", 2631 },
        { "data/universities/moe_2025-06-20_普通高等学校名单.xls", 2919 },
    };

    [Theory, MemberData(nameof(Editions))]
    public void Every_school_code_is_valid(string file, int count)
    {
        var codes = Rows(file).Select(row => row.Code).ToList();
        Assert.Equal(count, codes.Count);
        Assert.All(codes, code => Assert.Null(SchoolCode.Read(code).Fault));
    }

    [Theory, MemberData(nameof(Editions))]
    public void Every_place_is_a_division(string file, int count)
    {
        var gazetteer = Gazetteer();
        var placed = 0;
        var missed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in Rows(file))
        {
            if (gazetteer.Resolve(row.Place).IsFound)
                placed++;
            else
                missed.Add(row.Place);
        }
        // 莱芜市 was merged into 济南市 in 2019.
        Assert.Subset(new HashSet<string> { "莱芜市" }, missed);
        Assert.InRange(placed, count - 5, count);
    }

    static Gazetteer Gazetteer()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(ForeignData.At("data/divisions/list.json")));
        return new Gazetteer(list.RootElement.EnumerateObject().Select(row => new Division(row.Name, row.Value.GetString()!, null)).ToList());
    }

    // 序号, 学校名称, 学校标识码, 主管部门, 所在地, 办学层次, 备注; only rows of schools have a number first.
    static IEnumerable<(string Code, string Place)> Rows(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = File.OpenRead(ForeignData.At(file));
        using var reader = ExcelReaderFactory.CreateReader(stream);
        while (reader.Read())
            if (reader.FieldCount > 4 && reader.GetValue(0) is double && reader.GetValue(2) is { } code)
                yield return (Convert.ToString(code, System.Globalization.CultureInfo.InvariantCulture)!, reader.GetString(4));
    }
}
