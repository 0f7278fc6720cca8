using System.Globalization;
using System.Text;

namespace Registry.Observing;

/// <summary>
/// Measurements in Prometheus' text form.
/// <see href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format"/>
/// </summary>
internal static class PrometheusText
{
    /// <summary>The media type of the form.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IReadOnlyList<Family> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            var all = family.Read();
            if (all.Count == 0)
                continue;
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
            foreach (var (tags, sum, buckets) in all)
                Write(text, family, Labels(tags), sum, buckets);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Family family, string labels, double sum, long[] buckets)
    {
        if (family.Type != "histogram")
        {
            Line(text, family.Name, labels, sum);
            return;
        }

        // Each bucket holds what is at most its bound, so the last holds all.
        var count = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            var bound = i < family.Bounds.Count ? Number(family.Bounds[i]) : "+Inf";
            Line(text, family.Name + "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", count);
        }

        Line(text, family.Name + "_sum", labels, sum);
        Line(text, family.Name + "_count", labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Labels(KeyValuePair<string, object?>[] tags) => string.Join(',', tags.Select(tag =>
        $"{tag.Key.Replace('.', '_').Replace('-', '_')}=\"{Escape(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)}\""));

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
