using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Check;

/// <summary>What a list was like when it was read: kept with its run, so that the next one can be compared with it.</summary>
/// <param name="Records">How many records.</param>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Outline">The kinds of elements of its pages.</param>
/// <param name="Categories">Of each column that knows few texts, how often each stands there.</param>
internal sealed partial record Profile(
    long Records, IReadOnlyList<string> Columns, IReadOnlyList<string> Outline, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Categories)
{
    public string ToJson() => JsonSerializer.Serialize(this, Form.Readable.Profile);

    /// <summary>What a run kept; null where it kept nothing.</summary>
    public static Profile? Of(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Form.Readable.Profile);

    [JsonSerializable(typeof(Profile))]
    private sealed partial class Form : JsonSerializerContext
    {
        public static Form Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}

/// <summary>Draws the profile of a list while it is read.</summary>
internal sealed class Profiling
{
    /// <summary>A column that knows more texts than this is no category.</summary>
    private const int MostTexts = 40;

    private const int LongestText = 40;

    private readonly SortedSet<string> outline = new(StringComparer.Ordinal);
    private readonly List<string> columns = [];
    private readonly Dictionary<string, Category> categories = new(StringComparer.Ordinal);
    private Layout? layout;
    private Category[] counted = [];
    private long records;

    /// <summary>Looks at a document that holds records.</summary>
    public void Look(Content content) => Check.Outline.Read(content, outline);

    /// <summary>Counts a record.</summary>
    public void Count(in Record record)
    {
        records++;
        if (!ReferenceEquals(layout, record.Layout))
        {
            Take(record.Layout);
        }

        for (int i = 0; i < counted.Length; i++)
        {
            if (counted[i].Texts is not null)
            {
                counted[i].Count(record.Cells[i]);
            }
        }
    }

    /// <summary>What it came to. A column whose every text is another one says nothing of how the list is made up.</summary>
    public Profile Draw() => new(
        records,
        columns,
        [.. outline],
        categories.Where(c => c.Value.Texts is { Count: > 1 } texts && texts.Count * 2 <= records)
            .ToDictionary(c => c.Key, c => (IReadOnlyDictionary<string, long>)c.Value.Texts!, StringComparer.Ordinal));

    private void Take(Layout next)
    {
        layout = next;
        foreach (string name in next.Columns.Select(c => c.Name).Where(name => categories.TryAdd(name, new())))
        {
            columns.Add(name);
        }

        counted = [.. next.Columns.Select(c => categories[c.Name])];
    }

    private sealed class Category
    {
        /// <summary>How often each text was met; null where they are too many.</summary>
        public Dictionary<string, long>? Texts { get; private set; } = new(StringComparer.Ordinal);

        public void Count(string? cell)
        {
            string text = cell?.Trim() ?? "";
            if (Texts!.TryGetValue(text, out long times))
            {
                Texts[text] = times + 1;
            }
            else if (Texts.Count == MostTexts || text.Length > LongestText)
            {
                Texts = null;
            }
            else
            {
                Texts.Add(text, 1);
            }
        }
    }
}
