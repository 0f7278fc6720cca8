using System.Text;

namespace Registry.Store.Text;

/// <summary>A stretch of a name that is Chinese (or Japanese, or Korean) throughout, or one word of letters and digits.</summary>
/// <param name="Text">The stretch without punctuation and blanks, folded.</param>
/// <param name="IsChinese">Whether it is cut into characters rather than kept as a word.</param>
/// <param name="ToEnd">The folded name from this stretch on.</param>
/// <param name="FromStart">The whole folded name, on its first Chinese stretch and only where letters stand before it.</param>
readonly record struct Run(string Text, bool IsChinese, string ToEnd, string? FromStart)
{
    /// <summary>The stretches of a name. Blanks within Chinese are a publisher's layout and passed over.</summary>
    public static List<Run> OfName(string name) => Of(FoldedName.WithSpaces(name));

    /// <summary>The stretches of a query. A blank in a query parts what is asked for.</summary>
    public static List<Run> OfQuery(string query) =>
        FoldedName.WithSpaces(query).Split(' ').SelectMany(Of).ToList();

    static List<Run> Of(string folded)
    {
        var runs = new List<Run>();
        for (var at = 0; at < folded.Length;)
            at = IsInWord(folded, at) || IsCharacter(folded, at) ? Take(runs, folded, at) : at + 1;
        return runs;
    }

    // Punctuation ends a word, but is passed over within Chinese: 大学（北京） is asked for as 大学北京 too.
    static int Take(List<Run> runs, string folded, int start)
    {
        var isChinese = IsCharacter(folded, start);
        var text = new StringBuilder();
        var at = start;
        for (; at < folded.Length && Continues(folded, at, isChinese); at++)
            if (isChinese ? IsCharacter(folded, at) : IsInWord(folded, at))
                text.Append(folded[at]);
        var isFirstChinese = isChinese && runs.Count > 0 && !runs.Exists(run => run.IsChinese);
        runs.Add(new Run(text.ToString(), isChinese, folded[start..], isFirstChinese ? folded : null));
        return at;
    }

    static bool Continues(string folded, int at, bool isChinese) =>
        isChinese ? !IsInWord(folded, at) : IsInWord(folded, at);

    static bool IsInWord(string text, int at) => char.IsLetterOrDigit(text[at]) && !IsCharacter(text, at)
        || char.IsSurrogate(text[at]) && !IsCharacter(text, at) && Rune.IsLetterOrDigit(RuneAt(text, at));

    // Ideographs, kana, bopomofo and hangul; ideographs beyond the basic plane stand as surrogate pairs.
    static bool IsCharacter(string text, int at) => text[at] is
        (>= '\u2E80' and <= '\u2FDF') or '々' or '〇' or (>= '\u3041' and <= '\u318F') or (>= '\u31A0' and <= '\u31FF')
        or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF')
        or (>= '\uF900' and <= '\uFAFF')
        || char.IsSurrogate(text[at]) && RuneAt(text, at).Value is >= 0x20000 and <= 0x3FFFF;

    static Rune RuneAt(string text, int at) => Rune.GetRuneAt(text, char.IsLowSurrogate(text[at]) ? at - 1 : at);
}
