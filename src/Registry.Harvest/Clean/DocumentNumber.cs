using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Store.Text;

namespace Registry.Harvest.Clean;

/// <summary>文号 of an official document: 国科发火〔2022〕94号. Its three parts are its key.</summary>
/// <param name="Issuer">机关代字: 国科发火, 渝府办发.</param>
/// <param name="Year">The year in brackets.</param>
/// <param name="Number">序号.</param>
public readonly partial record struct DocumentNumber(string Issuer, int Year, int Number)
{
    /// <summary>Reads a written document number, whatever the kind of its brackets.</summary>
    public static Cleaned<DocumentNumber> Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var match = Written().Match(FoldedName.Of(written));
        return match.Success
            ? Cleaned.Of(new DocumentNumber(match.Groups["issuer"].Value, Integer(match.Groups["year"].Value), Integer(match.Groups["number"].Value)))
            : Cleaned.Fault<DocumentNumber>(Reason(written));
    }

    /// <summary>The number as the standard for official documents writes it (GB/T 9704-2012, 7.2.5): 〔 〕, no leading zeros.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Issuer}〔{Year}〕{Number}号");

    // Text extraction drops 〔 〕 and digits: 渝经信科技〔202322 cannot be told apart again.
    static string Reason(string written) => HasBrackets().IsMatch(FoldedName.Of(written))
        ? $"found \"{written}\"; the issuer's word, the year in brackets and a number with 号 would be right."
        : $"found \"{written}\", whose brackets around the year were lost; a number such as 国科发火〔2022〕94号 would be right.";

    static int Integer(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<issuer>[\p{L}·]{1,20})\((?<year>(?:19|20)\d{2})(?:年)?\)第?0*(?<number>\d{1,6})号$")]
    private static partial Regex Written();

    [GeneratedRegex(@"\(\d{4}年?\)")]
    private static partial Regex HasBrackets();
}
