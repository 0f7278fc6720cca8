using System.Text;

namespace Registry.Store.Text;

/// <summary>
/// The first letters of a name's pinyin: 重庆大学 gives <c>cqdx</c>. Letters and digits stand for themselves in lower case;
/// everything else is left out.
/// </summary>
/// <remarks>
/// A character's letter is the section of ICU's zh-CN collation in which it stands, bounded by the first character of each
/// letter. Characters with several readings follow <c>polyphones.txt</c>, longest word first. Characters without a reading
/// in the collation (rare ones outside the basic plane) are left out.
/// </remarks>
public static class PinyinInitials
{
    const string Letters = "abcdefghjklmnopqrstwxyz";

    // The first character of each letter's section in CLDR's pinyin collation; 兙 opens the characters without a reading.
    const string Boundaries = "阿八嚓哒妸发旮哈讥咔垃妈拏喔妑七呥仨他屲夕丫匝";
    const char WithoutReading = '兙';
    const char First = '\u3400', Last = '\u9fff';

    static readonly Lazy<char[]> Readings = new(ReadAll);
    static readonly Lazy<Polyphones> Words = new(Polyphones.Load);

    /// <summary>The initials of a written name; empty when it holds no letter, digit or Chinese character.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return OfFolded(FoldedName.Of(name));
    }

    internal static string OfFolded(string folded)
    {
        var initials = new StringBuilder(folded.Length);
        for (var at = 0; at < folded.Length;)
            at += Append(initials, folded, at);
        return initials.ToString();
    }

    // Returns how many characters of the name have been dealt with.
    static int Append(StringBuilder initials, string folded, int at)
    {
        if (Words.Value.At(folded, at) is { } word)
        {
            initials.Append(word.Initials);
            return word.Text.Length;
        }
        var character = folded[at];
        if (character is >= First and <= Last && Readings.Value[character - First] is var letter and not '\0')
            initials.Append(letter);
        else if (char.IsAsciiLetterOrDigit(character))
            initials.Append(character);
        return 1;
    }

    static char[] ReadAll()
    {
        Icu.Require();
        var readings = new char[Last - First + 1];
        for (var i = 0; i < readings.Length; i++)
            readings[i] = Reading(((char)(First + i)).ToString());
        return readings;
    }

    static char Reading(string character)
    {
        if (Icu.Chinese.Compare(character, WithoutReading.ToString()) >= 0)
            return '\0';
        var section = Boundaries.Length - 1;
        while (section >= 0 && Icu.Chinese.Compare(character, Boundaries[section].ToString()) < 0)
            section--;
        return section < 0 ? '\0' : Letters[section];
    }
}
