using System.Text;
using System.Text.RegularExpressions;
using Registry.Harvest.Read;

namespace Registry.Harvest.Fetch;

/// <summary>
/// Pages that stand in the way of a program instead of the document: captchas, scripts that must run first, notes of a firewall. They come
/// with status 200 as often as not. They are told from a page that is merely empty by what they hold, and from a list by how little they say.
/// </summary>
internal static partial class Challenge
{
    /// <summary>As much of a page as is looked at; what is longer is no challenge.</summary>
    public const int MostBytes = 256 * 1024;

    private const int FewWords = 200;
    private const int SomeWords = 400;

    // 瑞数, 加速乐, 阿里云 and Cloudflare, by the names that their scripts use.
    private static readonly string[] Scripts = ["$_ts", "__jsl_clearance", "acw_sc__v2", "_cf_chl_opt", "/cdn-cgi/challenge-platform/"];

    private static readonly string[] Words =
    [
        "验证码", "滑动验证", "拖动滑块", "人机验证", "安全验证", "访问验证", "访问过于频繁", "访问频率", "被拦截", "访问被阻断", "访问被拒绝", "疑似攻击", "黑客攻击",
        "captcha", "are you a robot", "are you human", "verify you are human", "just a moment", "access denied", "request blocked", "unusual traffic",
    ];

    /// <summary>What of a page shows that it is a challenge, in words; null where it is none.</summary>
    public static string? Of(ReadOnlySpan<byte> page)
    {
        if (page.Length > MostBytes || !IsMarkup(page))
        {
            return null;
        }

        string text = Decode(page);
        string said = Space().Replace(Tags().Replace(Unseen().Replace(text, " "), " "), " ").Trim();
        return said.Length > SomeWords || text.Contains("<td", StringComparison.OrdinalIgnoreCase) ? null : Script(text, said) ?? Word(said);
    }

    private static string? Script(string text, string said)
    {
        if (said.Length > FewWords || !text.Contains("<script", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Array.Find(Scripts, mark => text.Contains(mark, StringComparison.Ordinal)) is { } met)
        {
            return $"a script must run first ({met})";
        }

        return text.Contains("document.cookie", StringComparison.Ordinal) && Reload().IsMatch(text) ? "a script must set a cookie first" : null;
    }

    private static string? Word(string said) =>
        Array.Find(Words, word => said.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } met ? $"the page says «{met}»" : null;

    private static bool IsMarkup(ReadOnlySpan<byte> page)
    {
        ReadOnlySpan<byte> start = page.StartsWith("\uFEFF"u8) ? page[3..] : page;
        return start.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    private static string Decode(ReadOnlySpan<byte> page)
    {
        string text = Encoding.UTF8.GetString(page);
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? Charset.Lenient.GetString(page) : text;
    }

    // None of these looks at a character more than a few times, whatever the page.
    [GeneratedRegex(@"<(script|style)\b[^<>]*>.*?(</\1\s*>|$)|<!--.*?(-->|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"<[^<>]*>|&nbsp;", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex(@"location\s*(\.\s*(href|reload|replace)|=)", RegexOptions.CultureInvariant)]
    private static partial Regex Reload();
}
