using System.Globalization;
using System.Reflection;

namespace Registry.Configuration;

/// <summary>One property of the settings as text: what it may be, what it is when nothing is said, and what a text means for it.</summary>
internal static class SettingValue
{
    /// <summary>What would be right, as a person is told.</summary>
    public static string Allowed(PropertyInfo property)
    {
        var bounds = property.GetCustomAttribute<AllowedAttribute>();
        return Type(property) switch
        {
            var type when type == typeof(bool) => "true or false",
            var type when type == typeof(TimeSpan) => $"hh:mm:ss from {Span(bounds!.Least)} to {Span(bounds.Most)}",
            var type when type == typeof(double) => $"a number from {Number(bounds!.Least)} to {Number(bounds.Most)}",
            var type when type == typeof(IReadOnlyList<string>) => "`*`, or origins such as https://example.org",
            var type when type == typeof(string) => property.IsDefined(typeof(FolderAttribute)) ? "a folder" : "an address such as http://localhost:4318",
            _ => $"a whole number from {Number(bounds!.Least)} to {Number(bounds.Most)}",
        };
    }

    /// <summary>A value as it is written in a setting.</summary>
    public static string Text(object? value) => value switch
    {
        null => "none",
        bool truth => truth ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IEnumerable<string> many => string.Join(", ", many),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>What a text means for a property; null where it means nothing, or nothing that is allowed.</summary>
    public static object? Parse(PropertyInfo property, string text)
    {
        var type = Type(property);
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : null;
        if (type == typeof(string))
            return property.IsDefined(typeof(FolderAttribute)) ? Directory.Exists(text) ? text : null : IsAddress(text) ? text : null;
        if (type == typeof(TimeSpan))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && IsWithin(property, span.TotalSeconds) ? span : null;
        if (type == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsWithin(property, number) ? number : null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && IsWithin(property, whole)
            ? Convert.ChangeType(whole, type, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>What a list of texts means for a property; null where one of them means nothing.</summary>
    public static IReadOnlyList<string>? ParseMany(IReadOnlyList<string> texts) =>
        texts is ["*"] || (texts.Count > 0 && texts.All(IsOrigin)) ? texts : null;

    private static Type Type(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static bool IsWithin(PropertyInfo property, double value) =>
        property.GetCustomAttribute<AllowedAttribute>() is { } bounds && value >= bounds.Least && value <= bounds.Most;

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    // An origin is scheme, host and port and nothing more; with a slash at its end no browser's Origin would equal it.
    private static bool IsOrigin(string text) => IsAddress(text) && new Uri(text).GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Span(double seconds) => TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
}
