using Registry.Store.Text;

namespace Registry.Identity.Places;

/// <summary>Levels by the rank of the place where they are written: 市级 in 重庆 is provincial, in 西安 it is the prefecture's.</summary>
public sealed class Levels(Gazetteer gazetteer)
{
    /// <summary>Reads a written level.</summary>
    /// <param name="written">国家级, 省级, 重庆市级, 市级孵化器 … or a word of the vocabulary.</param>
    /// <param name="place">The GB/T 2260 code of the place in which it was written; null when it is not known.</param>
    public LevelReading Read(string written, string? place)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = FoldedName.Of(written);
        if (Enum.TryParse<Level>(text, ignoreCase: true, out var word) && !char.IsAsciiDigit(text[0]))
            return new LevelReading(written, word, null);
        return ByOwnPlace(written, text, place) ?? ByWord(written, text, place);
    }

    // 重庆市级, 荣昌区级, 四川省级: the word brings its place along.
    LevelReading? ByOwnPlace(string written, string text, string? place)
    {
        var end = text.IndexOf('级', StringComparison.Ordinal);
        if (end < 2 || gazetteer.Resolve(text[..end], place) is not { Code: { } code, Rest: "" })
            return null;
        var level = DivisionCode.Rank(code) switch
        {
            DivisionRank.Province => Level.Provincial,
            DivisionRank.Prefecture => Level.Prefecture,
            _ => Level.District,
        };
        return new LevelReading(written, level, null);
    }

    static LevelReading ByWord(string written, string text, string? place)
    {
        var end = text.IndexOf('级', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]) switch
        {
            "国家" or "国" => new(written, Level.National, null),
            "省" or "自治区" or "直辖市" or "直辖市市" => new(written, Level.Provincial, null),
            "地市" or "地" or "州" or "盟" or "设区市" or "设区的市" or "地区" => new(written, Level.Prefecture, null),
            "县" or "区县" or "县区" or "旗" or "县(区)" or "区(县)" or "区/县" or "县/区" or "市辖区" or "县(市、区)" => new(written, Level.District, null),
            "乡" or "镇" or "乡镇" or "街道" or "镇街" or "镇(街道)" => new(written, Level.Township, null),
            "市" => Municipal(written, place),
            "区" => District(written, place),
            _ => new(written, null, $"found \"{written}\"; 国家级, 省级, 自治区级, 市级, 区级, 县级 or 乡镇级 would be right."),
        };
    }

    static LevelReading Municipal(string written, string? place)
    {
        if (place is null)
            return new(written, null, $"\"{written}\" is provincial in a municipality and a prefecture's elsewhere; the place would tell.");
        if (DivisionCode.IsInMunicipality(place))
            return new(written, Level.Provincial, null);
        if (DivisionCode.IsCountyLevelCity(place))
            return DivisionCode.IsDirectlyAdministered(place)
                ? new(written, Level.District, null)
                : new(written, null, $"\"{written}\" in a county-level city ({place}) may be its own level or that of the city above it.");
        return new(written, Level.Prefecture, null);
    }

    // 区级 is the autonomous region's where its own bodies speak (我区), the district's everywhere else.
    static LevelReading District(string written, string? place)
    {
        if (place is null || !DivisionCode.IsInAutonomousRegion(place) || DivisionCode.Rank(place) == DivisionRank.County)
            return new(written, Level.District, null);
        return DivisionCode.Rank(place) == DivisionRank.Province
            ? new(written, Level.Provincial, null)
            : new(written, null, $"\"{written}\" in an autonomous region ({place}) may be the region's level or a district's.");
    }
}
