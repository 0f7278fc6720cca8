namespace Registry.Identity.Places;

/// <summary>The three ranks that a GB/T 2260 code can tell.</summary>
public enum DivisionRank
{
    /// <summary>Province, municipality (直辖市), autonomous region or special administrative region.</summary>
    Province,

    /// <summary>Prefecture-level city, prefecture, autonomous prefecture or league.</summary>
    Prefecture,

    /// <summary>District, county, county-level city or banner.</summary>
    County,
}

/// <summary>What a GB/T 2260 code says of itself. Codes are six digits; anything else is a fault of the caller.</summary>
public static class DivisionCode
{
    /// <summary>The rank: PROVINCE for XX0000, PREFECTURE for XXYY00, else COUNTY (also where a province administers it directly, XX90ZZ).</summary>
    public static DivisionRank Rank(string code)
    {
        Check(code);
        if (code.EndsWith("0000", StringComparison.Ordinal))
            return DivisionRank.Province;
        return code.EndsWith("00", StringComparison.Ordinal) ? DivisionRank.Prefecture : DivisionRank.County;
    }

    /// <summary>
    /// The code above; null above a province. Districts of a municipality (500153) and counties that a province administers
    /// directly (429004) stand immediately below the province: 5001 and 4290 group codes and are no division.
    /// </summary>
    public static string? Parent(string code) => Rank(code) switch
    {
        DivisionRank.Province => null,
        DivisionRank.Prefecture => Province(code),
        _ => IsDirectlyAdministered(code) ? Province(code) : code[..4] + "00",
    };

    /// <summary>The code of the province.</summary>
    public static string Province(string code)
    {
        Check(code);
        return code[..2] + "0000";
    }

    /// <summary>Whether the code is one of the four municipalities or lies in one: 市级 there is provincial.</summary>
    public static bool IsInMunicipality(string code)
    {
        Check(code);
        return code[..2] is "11" or "12" or "31" or "50";
    }

    /// <summary>Whether the code is one of the five autonomous regions or lies in one.</summary>
    public static bool IsInAutonomousRegion(string code)
    {
        Check(code);
        return code[..2] is "15" or "45" or "54" or "64" or "65";
    }

    /// <summary>Whether a county code has no prefecture between itself and the province.</summary>
    public static bool IsDirectlyAdministered(string code) =>
        Rank(code) == DivisionRank.County && (IsInMunicipality(code) || code.AsSpan(2, 2) is "90" or "00");

    /// <summary>Whether a code is that of a county-level city: GB/T 2260 numbers them 81 to 99, and from 01 below a province (429004).</summary>
    public static bool IsCountyLevelCity(string code) =>
        Rank(code) == DivisionRank.County
        && (code[4] >= '8' || (code.AsSpan(2, 2) is "90" && code[4] <= '1'));

    /// <summary>Whether one division is the other or lies in it.</summary>
    public static bool Contains(string outer, string inner)
    {
        Check(inner);
        return Rank(outer) switch
        {
            DivisionRank.Province => inner.AsSpan(0, 2).SequenceEqual(outer.AsSpan(0, 2)),
            DivisionRank.Prefecture => inner.AsSpan(0, 4).SequenceEqual(outer.AsSpan(0, 4)),
            _ => inner == outer,
        };
    }

    /// <summary>Whether two places can be one body's: they are equal or one contains the other.</summary>
    public static bool Agree(string one, string other) => Contains(one, other) || Contains(other, one);

    static void Check(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 6)
            throw new ArgumentException($"\"{code}\" is no division code; six digits would be right.", nameof(code));
    }
}
