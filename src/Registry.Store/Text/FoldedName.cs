using System.Buffers;
using System.Globalization;
using System.Text;

namespace Registry.Store.Text;

/// <summary>
/// The key under which names are compared: two written forms with one folded key are the same name, in C# and in every
/// database, whatever its collation.
/// </summary>
/// <remarks>
/// The rule, in order: Unicode compatibility composition (NFKC: full and half width, compatibility ideographs); letter case
/// dropped; white space, control and other invisible characters (zero width, bidirectional marks, variation selectors)
/// dropped; every kind of bracket to <c>( )</c> with its content kept (中国地质大学（北京） is not 中国地质大学); the dots
/// · • ・ ‧ to <c>·</c>; dashes to <c>-</c>; quotation marks to <c>"</c>; traditional and variant characters to the simplified
/// one (<c>traditional.txt</c>). No word is left out. Folding a folded key changes nothing.
/// </remarks>
public static class FoldedName
{
    static readonly SearchValues<char> Opening = SearchValues.Create("([{〔【〖〘〚⟦⟨<〈");
    static readonly SearchValues<char> Closing = SearchValues.Create(")]}〕】〗〙〛⟧⟩>〉");
    static readonly SearchValues<char> Dots = SearchValues.Create("·•・‧∙⋅");
    static readonly SearchValues<char> Dashes = SearchValues.Create("-‐‑‒–—―−");
    static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„‟「」『』《》«»″");

    // The reversed byte order mark; normalisation refuses it.
    const char NotACharacter = '\ufffe';

    /// <summary>The folded key of a written name; empty when the name holds nothing visible.</summary>
    public static string Of(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return Fold(written, keepSpaces: false);
    }

    /// <summary>The same rule with each run of white space kept as one blank, so that words can still be told apart.</summary>
    internal static string WithSpaces(string written) => Fold(written, keepSpaces: true);

    static string Fold(string written, bool keepSpaces)
    {
        if (IsFolded(written))
            return written;
        var folded = Once(Composed(written), keepSpaces);
        // Dropping a blank can bring a letter and a combining mark together, so the outcome is composed again until it rests.
        for (var again = Once(Composed(folded), keepSpaces); again != folded; again = Once(Composed(folded), keepSpaces))
            folded = again;
        return folded;
    }

    // Simplified characters of the basic block, small letters, digits and folded signs stay what they are: most names hold nothing else.
    static bool IsFolded(string written)
    {
        foreach (var character in written)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '(' or ')' or '-' or '·' or '"') && !IsSimplified(character))
                return false;
        }
        return true;
    }

    static bool IsSimplified(char character) =>
        character is >= '一' and <= '\u9fff' && character is >= Simplified.First and <= Simplified.Last && Simplified.Of(character) == character;

    static string Composed(string text)
    {
        var valid = IsValidUtf16(text) ? text : ReplaceInvalid(text);
        return valid.Normalize(NormalizationForm.FormKC);
    }

    static string Once(string text, bool keepSpaces)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Append(output, rune, keepSpaces);
        return output.ToString().TrimEnd(' ');
    }

    static void Append(StringBuilder output, Rune rune, bool keepSpaces)
    {
        if (Rune.IsWhiteSpace(rune) && keepSpaces && output.Length > 0 && output[^1] != ' ')
            output.Append(' ');
        if (Rune.IsWhiteSpace(rune) || IsInvisible(rune))
            return;
        if (!rune.IsBmp)
            output.Append(Rune.ToLowerInvariant(rune).ToString());
        else
            output.Append(Class((char)rune.Value));
    }

    static char Class(char character) => character switch
    {
        >= Simplified.First and <= Simplified.Last => Simplified.Of(character),
        _ when Opening.Contains(character) => '(',
        _ when Closing.Contains(character) => ')',
        _ when Dots.Contains(character) => '·',
        _ when Dashes.Contains(character) => '-',
        _ when Quotes.Contains(character) => '"',
        _ => char.ToLowerInvariant(character),
    };

    static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    static bool IsValidUtf16(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == NotACharacter)
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }

    // A rune enumeration gives U+FFFD for each half of a broken pair.
    static string ReplaceInvalid(string text) => string.Concat(text.Replace(NotACharacter, '\ufffd').EnumerateRunes());
}
