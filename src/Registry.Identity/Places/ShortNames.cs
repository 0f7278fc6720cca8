namespace Registry.Identity.Places;

/// <summary>A division's name without the word for its kind and the peoples it is named for: 秀山土家族苗族自治县 is 秀山.</summary>
static class ShortNames
{
    // Longest first.
    static readonly string[] Kinds =
        ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "左旗", "右旗", "省", "市", "区", "县", "旗", "盟"];

    // 左旗 and 右旗 belong to the name itself: 阿拉善左旗 is not 阿拉善.
    static readonly string[] KeptKinds = ["左旗", "右旗"];

    // Written without 族 in the name of a division.
    static readonly string[] PeoplesWithout族 = ["维吾尔", "蒙古", "哈萨克", "柯尔克孜", "塔吉克", "锡伯"];

    static readonly string[] Peoples =
    [
        "各族", "壮族", "满族", "回族", "苗族", "维吾尔族", "土家族", "彝族", "蒙古族", "藏族", "布依族", "侗族", "瑶族", "朝鲜族", "白族",
        "哈尼族", "哈萨克族", "黎族", "傣族", "畲族", "傈僳族", "仡佬族", "东乡族", "拉祜族", "水族", "佤族", "纳西族", "羌族", "土族",
        "仫佬族", "锡伯族", "柯尔克孜族", "达斡尔族", "景颇族", "毛南族", "撒拉族", "布朗族", "塔吉克族", "阿昌族", "普米族", "鄂温克族",
        "怒族", "京族", "基诺族", "德昂族", "保安族", "俄罗斯族", "裕固族", "乌孜别克族", "门巴族", "鄂伦春族", "独龙族", "塔塔尔族",
        "赫哲族", "高山族", "珞巴族",
    ];

    /// <summary>The short form; null where the name has none of two characters or more.</summary>
    public static string? Of(string name)
    {
        var kind = Array.Find(Kinds, kind => name.EndsWith(kind, StringComparison.Ordinal));
        if (kind is null || Array.IndexOf(KeptKinds, kind) >= 0 || name.Length - kind.Length < 2)
            return null;
        var stem = name[..^kind.Length];
        return kind.StartsWith("自治", StringComparison.Ordinal) ? WithoutPeoples(stem) : stem;
    }

    /// <summary>The word that stands for an autonomous division in the middle form (临夏州, 秀山县, 莫力达瓦旗); null for other divisions.</summary>
    public static string? KindAlone(string name) =>
        name.EndsWith("自治州", StringComparison.Ordinal) || name.EndsWith("自治县", StringComparison.Ordinal) || name.EndsWith("自治旗", StringComparison.Ordinal)
            ? name[^1..]
            : null;

    static string WithoutPeoples(string stem)
    {
        while (EndingOf(stem) is { } people && stem.Length - people.Length >= 2)
            stem = stem[..^people.Length];
        // 鄂温克族自治旗 is named for its people alone: 鄂温克.
        return stem.Length > 2 && stem[^1] == '族' ? stem[..^1] : stem;
    }

    static string? EndingOf(string stem) =>
        Array.Find(Peoples, people => stem.EndsWith(people, StringComparison.Ordinal))
        ?? Array.Find(PeoplesWithout族, people => stem.EndsWith(people, StringComparison.Ordinal));
}
