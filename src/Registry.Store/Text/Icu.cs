using System.Globalization;
using System.Text;

namespace Registry.Store.Text;

/// <summary>The library that folding, the pinyin order and the initials for search rest upon (International Components for Unicode).</summary>
public static class Icu
{
    const string Remedy =
        "Install ICU (Debian and Ubuntu: libicu72 or a later libicu package; Alpine: icu-libs and icu-data-full; Red Hat: libicu) "
        + "and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";

    /// <summary>The collation of the pinyin order, zh-CN.</summary>
    internal static CompareInfo Chinese { get; } = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Returns when ICU gives Chinese order and compatibility folding.</summary>
    /// <exception cref="PlatformNotSupportedException">ICU is missing or switched off; the message says what to install.</exception>
    public static void Require()
    {
        if (FaultOf(CultureInfo.GetCultureInfo("zh-CN").CompareInfo) is { } fault)
            throw new PlatformNotSupportedException(fault);
    }

    /// <summary>What is wrong with a collation as the pinyin order, in words with the remedy; null when nothing is.</summary>
    public static string? FaultOf(CompareInfo collation)
    {
        ArgumentNullException.ThrowIfNull(collation);
        // By code point 八 (516B) stands before 北 (5317) before 阿 (963F); in pinyin 阿 is first.
        if (!(collation.Compare("阿", "八") < 0 && collation.Compare("八", "北") < 0))
            return $"The collation \"{collation.Name}\" does not order Chinese by pinyin: ICU or its zh data is missing. {Remedy}";
        if ("Ａ（".Normalize(NormalizationForm.FormKC) != "A(")
            return $"Full-width characters are not folded: ICU is missing. {Remedy}";
        return null;
    }
}
