using System.Globalization;
using System.Text;

namespace Registry.Harvest.Fetch;

/// <summary>
/// What a site's robots.txt says to one crawler (<see href="https://www.rfc-editor.org/rfc/rfc9309">RFC 9309</see>): the rules of its groups,
/// of which the longest that matches a path decides.
/// </summary>
internal sealed class Robots
{
    /// <summary>As much of a file as is read; the RFC asks for 500 KiB at least (section 2.5).</summary>
    public const int MostBytes = 512 * 1024;

    private readonly List<(string Pattern, bool Allows)> rules = [];

    private Robots()
    {
    }

    /// <summary>Rules that allow everything: those of a site without the file.</summary>
    public static Robots None { get; } = new();

    /// <summary>The time between two requests that the site asks for. Not of the RFC, but widely written and cheap to obey.</summary>
    public TimeSpan? Delay { get; private set; }

    /// <summary>Reads a file as the crawler of this name.</summary>
    /// <param name="file">The file; what lies behind <see cref="MostBytes"/> is not read.</param>
    /// <param name="crawler">The product token, compared without case.</param>
    public static Robots Read(ReadOnlySpan<byte> file, string crawler)
    {
        string text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, MostBytes)]).TrimStart('\uFEFF');
        (Robots ours, Robots everyones) = (new(), new());
        bool isNamed = false;
        (bool ours, bool everyones) group = default;
        bool isOpen = false;
        foreach ((string key, string value) in Lines(text))
        {
            if (key == "user-agent")
            {
                group = isOpen ? group : default;
                isOpen = true;
                bool isOurs = Token(value).Equals(crawler, StringComparison.OrdinalIgnoreCase);
                isNamed |= isOurs;
                group = (group.ours || isOurs, group.everyones || value == "*" || value.StartsWith("* ", StringComparison.Ordinal));
                continue;
            }

            isOpen &= key is not ("allow" or "disallow");
            if (group.ours)
            {
                ours.Take(key, value);
            }

            if (group.everyones)
            {
                everyones.Take(key, value);
            }
        }

        // A group that names the crawler stands alone: what is said to everyone is then not said to it (section 2.2.1).
        return isNamed ? ours : everyones;
    }

    /// <summary>Whether an address may be fetched.</summary>
    public bool Allows(Uri address)
    {
        string path = Normal(address.PathAndQuery);
        if (address.AbsolutePath == "/robots.txt")
        {
            return true;
        }

        (int length, bool allows) = (-1, true);
        foreach ((string pattern, bool rule) in rules)
        {
            if (pattern.Length >= length && Matches(path, pattern))
            {
                // Of two rules of one length the one that allows counts (section 2.2.2).
                allows = pattern.Length > length ? rule : allows || rule;
                length = pattern.Length;
            }
        }

        return allows;
    }

    private void Take(string key, string value)
    {
        if (key is "allow" or "disallow" && value.Length > 0)
        {
            rules.Add((Normal(value), key == "allow"));
        }
        else if (key == "crawl-delay" && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < TimeSpan.MaxValue.TotalSeconds)
        {
            Delay = TimeSpan.FromSeconds(seconds);
        }
    }

    private static IEnumerable<(string Key, string Value)> Lines(string text)
    {
        foreach (string line in text.Split('\r', '\n'))
        {
            string said = line.Split('#', 2)[0];
            int colon = said.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return (said[..colon].Trim().ToLowerInvariant(), said[(colon + 1)..].Trim());
            }
        }
    }

    // Sites write versions and remarks behind the token.
    private static string Token(string agent) => string.Concat(agent.TakeWhile(c => char.IsAsciiLetter(c) || c is '_' or '-'));

    // `*` stands for any characters, `$` at the end for the end of the path (section 2.2.3). Each piece is looked for once, so that no
    // pattern costs more than its path is long.
    private static bool Matches(string path, string pattern)
    {
        bool isWhole = pattern.EndsWith('$');
        string[] pieces = (isWhole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        int at = pieces[0].Length;
        for (int i = 1; i < pieces.Length; i++)
        {
            bool isLast = i == pieces.Length - 1;
            int found = isLast && isWhole
                ? path.EndsWith(pieces[i], StringComparison.Ordinal) ? path.Length - pieces[i].Length : -1
                : path.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < at)
            {
                return false;
            }

            at = found + pieces[i].Length;
        }

        return !isWhole || at == path.Length;
    }

    // One way of writing for paths and patterns (section 2.2.2): UTF-8 beyond ASCII as %XX, %XX of unreserved characters as these, hexadecimal in upper case.
    private static string Normal(string path)
    {
        StringBuilder normal = new(path.Length);
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isEscape = bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            byte meant = isEscape ? Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0] : bytes[i];
            bool isPlain = isEscape ? char.IsAsciiLetterOrDigit((char)meant) || meant is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' : meant is > 0x20 and < 0x7F;
            _ = isPlain ? normal.Append((char)meant) : normal.Append('%').Append(meant.ToString("X2", CultureInfo.InvariantCulture));
            i += isEscape ? 2 : 0;
        }

        return normal.ToString();
    }
}
