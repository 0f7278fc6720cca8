using System.Text.RegularExpressions;

namespace Registry.Harvest.Clean;

/// <summary>Repairs of texts that came out of a converter damaged. They are made only where a source asks for them.</summary>
public static partial class Repairs
{
    /// <summary>
    /// Takes out the pinyin that a mirror's converter set behind traditional characters: 科技企業(yè)孵化器 becomes 科技企業孵化器.
    /// </summary>
    public static string WithoutPinyin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Pinyin().Replace(text, "");
    }

    /// <summary>
    /// Every run of white space becomes one blank, and none at all beside a Chinese character or at an end: a line break
    /// inside a cell is the publisher's layout. Zero-width characters go.
    /// </summary>
    public static string WithoutStrayBlanks(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var visible = Invisible().Replace(text, "");
        return BesideChinese().Replace(Blanks().Replace(visible, " "), "").Trim();
    }

    [GeneratedRegex(@"(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,7}[)）]")]
    private static partial Regex Pinyin();

    [GeneratedRegex(@"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=[\u3400-\u9fff\uff00-\uffef\u3001-\u303f]) | (?=[\u3400-\u9fff\uff00-\uffef\u3001-\u303f])")]
    private static partial Regex BesideChinese();
}
