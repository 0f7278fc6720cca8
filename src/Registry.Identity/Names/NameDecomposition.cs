using System.Text.RegularExpressions;
using Registry.Identity.Places;
using Registry.Store.Text;

namespace Registry.Identity.Names;

/// <summary>
/// Cuts names into place, brand, trade, form and branch by the divisions of GB/T 2260 and by the tables forms.txt, trades.txt
/// and branches.txt. The names of divisions and trades are also parts of brands (长安汽车), so what is cut is a reading to
/// compare by, never the name itself.
/// </summary>
public sealed partial class NameDecomposition(Gazetteer gazetteer)
{
    // A brand keeps two characters: 重庆食品 is not all place and trade.
    const int Brand = 2;

    static readonly WordList Forms = WordList.Load("forms.txt");
    static readonly WordList Trades = WordList.Load("trades.txt");
    static readonly WordList Branches = WordList.Load("branches.txt");

    /// <summary>The parts of a written name.</summary>
    public NameParts Decompose(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var folded = FoldedName.Of(written);
        var part = PartOf(folded);
        return Whole(folded, part?.Whole ?? folded) with { Part = part };
    }

    NameParts Whole(string folded, string name)
    {
        var places = new List<string>();
        var brackets = new List<string>();
        // A form can hold brackets itself: (集团)有限公司. 中国地质大学(北京) shows its form once the brackets are gone.
        var form = Forms.Ending(name, leaving: 1) ?? ("", "");
        var body = WithoutBrackets(name[..^form.Word.Length], places, brackets);
        if (form.Word.Length == 0 && Forms.Ending(body, leaving: 1) is { } bare)
            (form, body) = (bare, body[..^bare.Word.Length]);
        var rest = WithoutLeadingPlace(body, places);
        var brand = WithoutTrade(rest);
        return new NameParts(folded, places, brand, rest[brand.Length..], form.Word, form.Meaning, brackets);
    }

    string WithoutBrackets(string body, List<string> places, List<string> brackets) => Bracketed().Replace(body, match =>
    {
        var content = match.Groups[1].Value;
        if (gazetteer.Resolve(content) is { Code: { } code, Rest: "" })
            places.Add(code);
        else
            brackets.Add(content);
        return "";
    });

    string WithoutLeadingPlace(string body, List<string> places)
    {
        if (gazetteer.Leading(body) is not { } leading)
            return body;
        places.Insert(0, leading.Code);
        return leading.Rest;
    }

    static string WithoutTrade(string rest)
    {
        while (Trades.Ending(rest, Brand) is { } trade)
            rest = rest[..^trade.Word.Length];
        return rest;
    }

    // 有限公司 or 大学 inside a name that goes on to end like a branch: what stands before is the whole.
    static NamePart? PartOf(string folded)
    {
        if (Branches.Ending(folded, leaving: 4) is not { } branch)
            return null;
        var whole = EndOfWhole().Match(folded[..^branch.Word.Length]);
        return whole.Success ? new NamePart(whole.Value, folded[whole.Length..], branch.Meaning) : null;
    }

    [GeneratedRegex(@"\(([^()]*)\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex("^.{2,}?(?:公司|银行|大学(?!城)|学院|研究院|研究所|实验室)")]
    private static partial Regex EndOfWhole();
}
