using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>How the place of a mention stands to the places of a body.</summary>
enum PlaceMatch
{
    /// <summary>The body has been mentioned at this place, or neither has a place and the name needs none.</summary>
    Equal,

    /// <summary>One contains the other, at every place that the body has been mentioned at.</summary>
    Contained,

    /// <summary>It is not known whether the places agree, or they agree with some of the body's places and not with others.</summary>
    Unknown,

    /// <summary>They are different places.</summary>
    Different,
}

/// <summary>Whether a mention and a body can be at one place.</summary>
static partial class PlaceRules
{
    public static PlaceMatch Match(Mention mention, Candidate body)
    {
        if (mention.Place is not { } place)
            return Unplaced(mention, body);
        if (body.Places.Count == 0)
            return SaysItsDivision(mention) ? PlaceMatch.Contained : PlaceMatch.Unknown;
        if (body.Places.Contains(place))
            return PlaceMatch.Equal;
        var agreeing = body.Places.Count(other => Contains(place, other) || Contains(other, place));
        return agreeing == 0 ? PlaceMatch.Different : agreeing == body.Places.Count ? PlaceMatch.Contained : PlaceMatch.Unknown;
    }

    public static string Code(int place) => place.ToString("000000", CultureInfo.InvariantCulture);

    // DivisionCode.Contains on numbers: this is asked for each pair of one name.
    static bool Contains(int outer, int inner) => outer % 10_000 == 0 ? outer / 10_000 == inner / 10_000
        : outer % 100 == 0 ? outer / 100 == inner / 100
        : outer == inner;

    static PlaceMatch Unplaced(Mention mention, Candidate body)
    {
        if (IsOnNationalList(mention, body))
            return body.Places.Count == 0 ? PlaceMatch.Equal : PlaceMatch.Contained;
        if (SaysItsDivision(mention))
            return body.Places.Count == 0 ? PlaceMatch.Equal : PlaceMatch.Contained;
        return body.Places.Count == 0 && NeedsNoPlace(mention) ? PlaceMatch.Equal : PlaceMatch.Unknown;
    }

    // 河北省教育厅, 重庆市綦江区科学技术局, 教育部: there is one, wherever its office is. 市科技局 and 宣传部 are every city's.
    static bool SaysItsDivision(Mention mention) =>
        mention.Type?.Name == "GovernmentBody" && (BeginsWithProvince().IsMatch(mention.Folded) || IsOfTheState().IsMatch(mention.Folded));

    // The ministry allows no two universities of one name: 重庆大学 is the one on its list, wherever it is spoken of.
    static bool IsOnNationalList(Mention mention, Candidate body) =>
        mention.Type?.Name == "University" && body.Type.Name == "University" && body.Names.Contains(mention.Folded) && body.Identifiers.Any(identifier => identifier.Scheme == "SCHOOL_CODE");

    // A company's registered name, with the place or the brand that makes it one; 移通学院 and 人民医院 are many.
    static bool NeedsNoPlace(Mention mention) =>
        (mention.Folded.Length >= 8 && mention.Folded.EndsWith("公司", StringComparison.Ordinal)) || IsTitleOrHonour(mention);

    // The title of a document, the words of an honour: long ones are borne once.
    static bool IsTitleOrHonour(Mention mention) => mention.Folded.Length >= 12 && mention.Type?.Name is "Policy" or "Designation";

    [GeneratedRegex("^(?:(?:北京|天津|上海|重庆)市"
        + "|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
        + "|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区).{2,}")]
    private static partial Regex BeginsWithProvince();

    [GeneratedRegex("^(?:国家|国务院|中国|中华人民共和国|中共中央).{2,}"
        + "|^(?:外交|国防|教育|科技|科学技术|工业和信息化|国家安全|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设"
        + "|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部$")]
    private static partial Regex IsOfTheState();
}
