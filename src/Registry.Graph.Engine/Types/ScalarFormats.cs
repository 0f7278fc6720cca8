using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Registry.Graph.Engine.Types;

/// <summary>The formats of the scalars of the specification and of those that Hot Chocolate names, by name.</summary>
public static partial class ScalarFormats
{
    private static readonly string[] LocalTimes = ["HH':'mm':'ss", "HH':'mm':'ss'.'FFFFFFF"];
    private static readonly string[] LocalDateTimes = ["yyyy'-'MM'-'dd'T'HH':'mm':'ss", "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'FFFFFFF"];

    /// <summary>Any value; the format of custom scalars that have none of their own.</summary>
    public static ScalarFormat Any { get; } = new AnyFormat();

    private static readonly FrozenDictionary<string, ScalarFormat> ByName = new Dictionary<string, ScalarFormat>(StringComparer.Ordinal)
    {
        ["Int"] = new IntegerFormat<int>("Int"),
        ["Float"] = new FloatFormat(),
        ["String"] = new StringFormat(),
        ["Boolean"] = new BooleanFormat(),
        ["ID"] = new IdFormat(),
        ["Long"] = new IntegerFormat<long>("Long"),
        ["Short"] = new IntegerFormat<short>("Short"),
        ["Byte"] = new IntegerFormat<sbyte>("Byte"),
        ["UnsignedByte"] = new IntegerFormat<byte>("UnsignedByte"),
        ["UnsignedShort"] = new IntegerFormat<ushort>("UnsignedShort"),
        ["UnsignedInt"] = new IntegerFormat<uint>("UnsignedInt"),
        ["UnsignedLong"] = new IntegerFormat<ulong>("UnsignedLong"),
        ["Decimal"] = new DecimalFormat(),
        ["Any"] = Any,
        ["DateTime"] = new TextFormat<DateTimeOffset>(
            "`DateTime` is a date and time with its offset by RFC 3339, such as \"2026-03-31T08:00:00Z\".",
            TryReadDateTime,
            WriteDateTime),
        ["LocalDateTime"] = new TextFormat<DateTime>(
            "`LocalDateTime` is a date and time without an offset, such as \"2026-03-31T08:00:00\".",
            (string text, out DateTime value) =>
                DateTime.TryParseExact(text, LocalDateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
            value => value.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFF", CultureInfo.InvariantCulture)),
        ["LocalDate"] = LocalDate("LocalDate"),
        ["Date"] = LocalDate("Date"),
        ["LocalTime"] = new TextFormat<TimeOnly>(
            "`LocalTime` is a time of day, such as \"08:00:00\".",
            (string text, out TimeOnly value) =>
                TimeOnly.TryParseExact(text, LocalTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
            value => value.ToString("HH':'mm':'ss.FFFFFFF", CultureInfo.InvariantCulture)),
        ["Duration"] = new TextFormat<TimeSpan>(
            "`Duration` is a duration by ISO 8601, such as \"P1DT12H\".",
            TryReadDuration,
            XmlConvert.ToString),
        ["UUID"] = new TextFormat<Guid>(
            "`UUID` is 32 hexadecimal digits by RFC 9562, such as \"0190163d-8694-739b-aea5-966c26f8ad91\".",
            (string text, out Guid value) => Guid.TryParseExact(text, "D", out value),
            value => value.ToString("D")),
        ["URI"] = new TextFormat<Uri>(
            "`URI` is an address or a relative reference by RFC 3986, such as \"https://example.org/list\".",
            (string text, out Uri value) => TryReadUri(text, UriKind.RelativeOrAbsolute, out value),
            value => value.OriginalString),
        ["URL"] = new TextFormat<Uri>(
            "`URL` is a whole address by RFC 3986, such as \"https://example.org/list\".",
            (string text, out Uri value) => TryReadUri(text, UriKind.Absolute, out value),
            value => value.OriginalString),
        ["Base64String"] = new TextFormat<byte[]>(
            "`Base64String` is bytes in Base64 by RFC 4648.",
            TryReadBase64,
            Convert.ToBase64String),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The format that goes by a name; <see cref="Any"/> where none does.</summary>
    public static ScalarFormat Of(string name) => ByName.GetValueOrDefault(name, Any);

    private static TextFormat<DateOnly> LocalDate(string name) => new(
        $"`{name}` is a date, such as \"2026-03-31\".",
        (string text, out DateOnly value) =>
            DateOnly.TryParseExact(text, "yyyy'-'MM'-'dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
        value => value.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture));

    // .NET holds seven digits of a second; further ones are cut off.
    private static bool TryReadDateTime(string text, out DateTimeOffset value)
    {
        value = default;
        if (Rfc3339().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        var kept = fraction.Length > 8 ? fraction[..8] : fraction;
        var offset = match.Groups["offset"].Value;
        return DateTimeOffset.TryParse(
            $"{match.Groups["date"].Value}T{match.Groups["time"].Value}{kept}{offset.ToUpperInvariant()}",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out value);
    }

    private static string WriteDateTime(DateTimeOffset value) => value.Offset == TimeSpan.Zero
        ? value.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : value.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    // XmlConvert says by an exception alone that a text is no duration.
    private static bool TryReadDuration(string text, out TimeSpan value)
    {
        value = default;
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }

    // On some systems .NET takes a path for a whole address of a file; a whole address starts with its scheme.
    private static bool TryReadUri(string text, UriKind kind, out Uri value)
    {
        var isUri = Uri.TryCreate(text, kind, out var uri)
            && text.Length > 0
            && (kind != UriKind.Absolute || text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase));
        value = uri!;
        return isUri;
    }

    private static bool TryReadBase64(string text, out byte[] value)
    {
        value = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64String(text, value, out var length);
        Array.Resize(ref value, length);
        return isBase64;
    }

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<fraction>\.[0-9]{1,9})?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
