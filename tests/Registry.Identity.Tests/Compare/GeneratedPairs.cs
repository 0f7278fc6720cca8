using Registry.Identity.Names;

namespace Registry.Identity.Tests.Compare;

/// <summary>A pair made from a published name by one general deed.</summary>
sealed record GeneratedPair(string Deed, string One, string Other);

/// <summary>
/// Pairs made from published lists by general deeds: the same name as careless hands write it, and names of bodies that are near
/// one another and not the same. They hold the rules to names that nobody looked at when the rules were made.
/// </summary>
static class GeneratedPairs
{
    static readonly string[] Provinces =
    [
        "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南",
        "四川", "贵州", "云南", "陕西", "甘肃", "青海",
    ];

    public static IEnumerable<GeneratedPair> Same(IReadOnlyList<string> names)
    {
        string[] blanks = ["\u3000", "\u00a0", "\u200b", "\n"];
        foreach (var (at, name) in names.Index())
        {
            if (name.Contains('(', StringComparison.Ordinal))
            {
                yield return new("bracket width", name, name.Replace('(', '（').Replace(')', '）'));
                yield return new("blanks about brackets", name, name.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal));
            }
            if (name.Any(char.IsAsciiLetterOrDigit))
                yield return new("full width", name, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c)));
            yield return new("a blank inside", name, name.Insert(name.Length / 2, blanks[at % blanks.Length]));
            if (name.EndsWith("有限公司", StringComparison.Ordinal) && !name.EndsWith("股份有限公司", StringComparison.Ordinal))
                yield return new("legal form", name, name[..^4] + "有限责任公司");
            if (NameReader.Read(name).Place is { } place && name.StartsWith(place.Short, StringComparison.Ordinal))
                foreach (var pair in OfPlace(name, place))
                    yield return pair;
        }
    }

    static IEnumerable<GeneratedPair> OfPlace(string name, NamePlace place)
    {
        if (place.Kind == "市" && name.Length > place.Short.Length + 5)
            yield return new("市 dropped", name, place.Short + name[(place.Short.Length + 1)..]);
        var province = Provinces.FirstOrDefault(known => NameReader.Read(known + "省甲").Place!.Province == place.Province);
        if (province is not null && place.Rank != Identity.Places.DivisionRank.Province && place.Province != 0)
            yield return new("province before", name, $"{province}省{name}");
    }

    public static IEnumerable<GeneratedPair> OfZones(IEnumerable<string> zones)
    {
        foreach (var zone in zones.Where(zone => zone.EndsWith("高新技术产业开发区", StringComparison.Ordinal)))
        {
            yield return new("short form of a zone", zone, zone[..^9] + "高新区");
            yield return new("national zone", zone, zone[..^9] + "国家高新技术产业开发区");
        }
    }

    /// <summary>Pairs of different names that are near: they share two neighbouring characters that few others have.</summary>
    public static IEnumerable<GeneratedPair> Near(string deed, IReadOnlyList<string> names, int widest)
    {
        var blocks = names.SelectMany(name => Enumerable.Range(0, name.Length - 1).Select(at => (Pair: name.Substring(at, 2), name)).Distinct())
            .GroupBy(pair => pair.Pair, pair => pair.name, StringComparer.Ordinal).Where(block => block.Count() <= widest);
        var given = new HashSet<(string, string)>();
        foreach (var block in blocks)
            foreach (var one in block)
                foreach (var other in block)
                    if (string.CompareOrdinal(one, other) < 0 && given.Add((one, other)))
                        yield return new(deed, one, other);
    }

    /// <summary>Parts made from wholes: they are never the whole, nor one another.</summary>
    public static IEnumerable<GeneratedPair> Parts(IEnumerable<string> companies, IEnumerable<string> universities, IEnumerable<string> zones)
    {
        foreach (var company in companies)
        {
            yield return new("branch", company, company + "临沂分公司");
            yield return new("two branches", company + "第三分公司", company + "第四分公司");
        }
        foreach (var university in universities)
        {
            yield return new("campus", university, university + "东校区");
            yield return new("college of its own", university, university + "滨海学院");
            yield return new("hospital", university, university + "附属第二医院");
        }
        foreach (var zone in zones)
            yield return new("committee", zone, zone + "管理委员会");
    }
}
