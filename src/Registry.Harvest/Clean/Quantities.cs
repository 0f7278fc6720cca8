using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Store.Text;

namespace Registry.Harvest.Clean;

/// <summary>
/// Numbers with their units folded to the base unit: money to 元 (万元, 亿元, 千元), areas to 平方米 (万平方米, 平方公里, 公顷, 亩), and the
/// scales 十 百 千 万 亿 before any word of counting. What is more or less than a number (约, 超过, 余, a range) is refused.
/// </summary>
public static partial class Quantities
{
    // 1 亩 = 10000/15 平方米, without end: it is rounded to the square millimetre.
    const decimal Mu = 15m, Hectare = 10_000m;

    /// <summary>Reads a written number.</summary>
    /// <param name="written">8950万元, 40万平方米, 1,234.5, 34.2%, 三百家 …</param>
    /// <param name="columnUnit">The unit of the column, where the cell writes none; one written in the cell wins.</param>
    public static Cleaned<Quantity> Read(string written, string? columnUnit = null)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = FoldedName.Of(written);
        var match = Written().Match(text);
        if (!match.Success)
            return Fault(written);
        var number = Number(match.Groups["n"].Value);
        if (!number.IsClean)
            return Fault(written);
        var unit = match.Groups["u"].Value;
        return InBaseUnit(written, number.Value, unit.Length > 0 ? unit : FoldedName.Of(columnUnit ?? ""));
    }

    static Cleaned<Quantity> Fault(string written) =>
        Cleaned.Fault<Quantity>(written.Trim().Length == 0
            ? "found nothing; a number would be right (blank is not zero)."
            : $"found \"{written}\"; a number with or without a unit would be right.");

    static Cleaned<decimal> Number(string digits)
    {
        if (ChineseNumerals.IsFirst(digits[0]))
            return ChineseNumerals.Read(digits);
        return decimal.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? Cleaned.Of(value)
            : Cleaned.Fault<decimal>("no number");
    }

    static Cleaned<Quantity> InBaseUnit(string written, decimal number, string unit)
    {
        var word = unit.TrimStart('十', '百', '千', '万', '亿');
        var scale = Scale(unit[..^word.Length]);
        try
        {
            return Base(word) is var (unitOfBase, times, divided)
                ? Cleaned.Of(new Quantity(divided == 1 ? number * scale * times : Math.Round(number * scale * times / divided, 6), unitOfBase, unit))
                : Cleaned.Of(new Quantity(number * scale, word, unit));
        }
        catch (OverflowException)
        {
            return Cleaned.Fault<Quantity>($"found \"{written}\"; a number below 79 octillion would be right.");
        }
    }

    // 百万, 万亿: scales side by side multiply.
    static decimal Scale(string scales) => scales.Aggregate(1m, (product, scale) => product * scale switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        _ => 100_000_000,
    });

    static (string Unit, decimal Times, decimal Divided)? Base(string word) => word switch
    {
        "元" or "元人民币" or "人民币元" or "rmb" or "cny" => ("元", 1, 1),
        "平方米" or "平米" or "m2" or "平方" => ("平方米", 1, 1),
        "平方公里" or "平方千米" or "km2" => ("平方米", 1_000_000, 1),
        "公顷" or "ha" => ("平方米", Hectare, 1),
        "亩" => ("平方米", Hectare, Mu),
        _ => null,
    };

    // A unit is a word of letters, or %, ‰; (人民币) and the like are left to the source's own mapping.
    [GeneratedRegex(@"^(?:(?<n>[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)|(?<n>[〇零○一二三四五六七八九两十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+))(?<u>(?!.*(?:余|多|左右|以上|以下|上下))[\p{L}]{0,8}?[23]?|%|‰)$")]
    private static partial Regex Written();
}
