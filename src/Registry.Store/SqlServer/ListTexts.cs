using System.Globalization;
using System.Text.RegularExpressions;

namespace Registry.Store.SqlServer;

/// <summary>
/// Texts in the JSON lists that statements are given. Babelfish hands out the items of a list with JSON's escapes still in them, so what JSON
/// escapes is written <c>%22</c> and the like, and the statement writes it back.
/// </summary>
static partial class ListTexts
{
    // The sign itself is written back last.
    static readonly (char Sign, string Written)[] signs = [('"', "%22"), ('\\', "%5C"), ('\t', "%09"), ('\n', "%0A"), ('\r', "%0D"), ('%', "%25")];

    /// <summary>A text as an item of a list.</summary>
    public static string Item(string text) => Sign().Replace(text, found => Written(found.Value[0])!);

    /// <summary>The same list, its items so written.</summary>
    public static string List(string json) =>
        json.AsSpan().IndexOfAny('\\', '%') < 0 ? json : Escape().Replace(json, found => Written(Meant(found.ValueSpan)) ?? found.Value);

    /// <summary>The expression in T-SQL that gives the text of an item.</summary>
    public static string Text(string item) => signs.Aggregate(item, (text, sign) => $"replace({text}, '{sign.Written}', {Literal(sign.Sign)})");

    static string? Written(char sign) => signs.FirstOrDefault(known => known.Sign == sign).Written;

    static char Meant(ReadOnlySpan<char> escape) => escape switch
    {
        ['%'] => '%',
        [_, 'u', .. var code] => (char)ushort.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        [_, 't'] => '\t',
        [_, 'n'] => '\n',
        [_, 'r'] => '\r',
        [_, var sign] => sign,
        _ => throw new ArgumentException($"{escape} is no escape of JSON.", nameof(escape)),
    };

    static string Literal(char sign) => char.IsControl(sign) ? string.Create(CultureInfo.InvariantCulture, $"nchar({(int)sign})") : $"'{sign}'";

    [GeneratedRegex("""["\\%\t\n\r]""")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}|\\.|%")]
    private static partial Regex Escape();
}
