using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Store.Text;

namespace Registry.Identity.Names;

/// <summary>
/// Cuts names into place, brand, trade, form and part by the tables divisions.txt, forms.txt, trades.txt and branches.txt that
/// lie beside it. The same for every store and every catalog, so that keys made from it can be kept.
/// </summary>
public static partial class NameReader
{
    // A brand keeps two characters: 重庆食品 is not all place and trade.
    const int Brand = 2;

    // What is dropped from brands and parts: it stands or not as a publisher pleases.
    static readonly SearchValues<char> Marks = SearchValues.Create("·-'\"`.,&、，。;:/");

    static readonly WordList Forms = WordList.Load("forms.txt", 2);
    static readonly WordList Trades = WordList.Load("trades.txt", 0);
    static readonly WordList Branches = WordList.Load("branches.txt", 1);

    /// <summary>The parts of a written name.</summary>
    public static NameReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return ReadFolded(written, FoldedName.Of(written));
    }

    internal static NameReading ReadFolded(string written, string folded)
    {
        var name = Ordinals.InDigits(folded);
        var (length, predicate) = PartOf(name);
        if (length == 0)
            return Whole(written, folded, name);
        var whole = Whole(name[..length], name[..length], name[..length]);
        return whole with { Written = written, Folded = folded, Part = PartOf(whole, Bare(Ordinals.Leading(name[length..])), predicate) };
    }

    // 宁波市分行 and 宁波分行 are one.
    static NamePart PartOf(NameReading whole, string text, string predicate) =>
        new(whole, text, DivisionNames.Leading(text) is { } place ? place.Key + text[place.End..] : text, predicate);

    static NameReading Whole(string written, string folded, string name)
    {
        var (form, body) = Form(name);
        var brackets = "";
        if (body.Contains('(', StringComparison.Ordinal))
            (body, brackets) = WithoutBrackets(body);
        if (form.Length == 0 && brackets.Length > 0)
            (form, body) = Form(body);
        var place = DivisionNames.Leading(body);
        var core = Bare(place is null ? body : body[place.End..]);
        var brand = core[..^TradeLength(core)];
        var meaning = form.Length == 0 ? [] : Forms.MeaningOf(form);
        return new NameReading(written, folded, place, brand, core[brand.Length..], form, form.Length == 0 ? "" : meaning[0], form.Length == 0 ? "" : meaning[1], brackets);
    }

    // A form can hold brackets itself: (集团)有限公司. 中国地质大学(北京) shows its form once the brackets are gone.
    static (string Form, string Body) Form(string name)
    {
        var length = Forms.Ending(name, leaving: 1) is var ending && Forms.Ending(name, leaving: 0) == name.Length ? name.Length : ending;
        return (name[^length..], name[..^length]);
    }

    static (string Body, string Brackets) WithoutBrackets(string body)
    {
        var contents = new List<string>();
        var rest = Bracketed().Replace(body, match =>
        {
            var content = match.Groups[1].Value;
            contents.Add(DivisionNames.Whole(content)?.Short ?? Bare(content));
            return "";
        });
        return (rest, string.Join('|', contents));
    }

    static int TradeLength(string core)
    {
        var length = 0;
        while (Trades.Ending(core.AsSpan(0, core.Length - length), Brand) is var word and > 0)
            length += word;
        return length;
    }

    static string Bare(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks))
            return text;
        var bare = new StringBuilder(text.Length);
        foreach (var character in text)
            if (!Marks.Contains(character))
                bare.Append(character);
        return bare.ToString();
    }

    // 有限公司 or 大学 inside a name that goes on to end like a branch: what stands before is the whole.
    static (int Length, string Predicate) PartOf(string name)
    {
        var ending = Branches.Ending(name, leaving: 4);
        if (ending == 0)
            return default;
        var predicate = Branches.MeaningOf(name.AsSpan(name.Length - ending))[0];
        var before = name[..^ending];
        if (predicate == "operates")
            return Forms.Ending(before, leaving: 0) is var form and > 0 && Forms.MeaningOf(before.AsSpan(before.Length - form))[1] == "zone" ? (before.Length, predicate) : default;
        var company = before.LastIndexOf("公司", StringComparison.Ordinal);
        if (company > 1)
            return (company + 2, predicate);
        var whole = EndOfWhole().Match(before);
        return whole.Success ? (whole.Length, predicate) : default;
    }

    [GeneratedRegex(@"\(([^()]*)\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex("^.{2,}?(?:银行|大学(?!城)|学院|研究院|研究所|实验室|医院|协会|学会)(?:\\([^()]*\\))?")]
    private static partial Regex EndOfWhole();
}
