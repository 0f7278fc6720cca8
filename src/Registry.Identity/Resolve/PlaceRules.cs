using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Identity.Places;
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
    public static PlaceMatch Match(UnresolvedMention mention, Candidate body)
    {
        if (mention.Place is not { } place)
            return Unplaced(mention, body);
        if (body.Places.Count == 0)
            return SaysItsDivision(mention) ? PlaceMatch.Contained : PlaceMatch.Unknown;
        if (body.Places.Contains(place))
            return PlaceMatch.Equal;
        var agreeing = body.Places.Count(other => DivisionCode.Agree(Code(place), Code(other)));
        return agreeing == 0 ? PlaceMatch.Different : agreeing == body.Places.Count ? PlaceMatch.Contained : PlaceMatch.Unknown;
    }

    public static string Code(int place) => place.ToString("000000", CultureInfo.InvariantCulture);

    static PlaceMatch Unplaced(UnresolvedMention mention, Candidate body)
    {
        if (SaysItsDivision(mention))
            return body.Places.Count == 0 ? PlaceMatch.Equal : PlaceMatch.Contained;
        return body.Places.Count == 0 && NeedsNoPlace(mention) ? PlaceMatch.Equal : PlaceMatch.Unknown;
    }

    // 河北省教育厅, 重庆市綦江区科学技术局: there is one, wherever its office is. 市科技局 is every city's.
    static bool SaysItsDivision(UnresolvedMention mention) =>
        mention.Type?.Name == "GovernmentBody" && (BeginsWithDivision().IsMatch(mention.Folded) || IsOfTheState().IsMatch(mention.Folded));

    // A company's registered name, with the place or the brand that makes it one; 移通学院 and 人民医院 are many.
    static bool NeedsNoPlace(UnresolvedMention mention) =>
        mention.Folded.Length >= 8 && mention.Folded.EndsWith("公司", StringComparison.Ordinal);

    [GeneratedRegex("^[\u4e00-\u9fff]{2,10}?(?:省|市|自治区|自治州|自治县|地区|盟|区|县|旗)[\u4e00-\u9fff]{2,}")]
    private static partial Regex BeginsWithDivision();

    [GeneratedRegex("^(?:国家|国务院|中国|中华人民共和国|中共中央|中央).{2,}|^[\u4e00-\u9fff]{2,6}部$")]
    private static partial Regex IsOfTheState();
}
