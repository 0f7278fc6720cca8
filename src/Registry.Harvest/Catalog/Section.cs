using System.Globalization;
using System.Text.RegularExpressions;

namespace Registry.Harvest.Catalog;

/// <summary>Collects the faults of one file; reading goes on after each.</summary>
internal sealed class Faults(string file)
{
    /// <summary>Those met so far.</summary>
    public List<Fault> All { get; } = [];

    public void At(Node node, string message) => At(node.Line, node.Column, message);

    public void At(int line, int column, string message) => All.Add(new(file, line, column, message));
}

/// <summary>
/// A mapping of the file being read key by key. What is missing, of the wrong kind or unknown becomes a fault, and reading goes on with
/// nothing in its place.
/// </summary>
internal sealed class Section
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(500);

    private readonly Faults faults;
    private readonly Node.Mapping node;
    private readonly string name;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private Section(Faults faults, Node.Mapping node, string name)
    {
        this.faults = faults;
        this.node = node;
        this.name = name;
    }

    public Faults Faults => faults;

    public Node Node => node;

    /// <summary>The node as a section; null, with a fault, where it is no mapping.</summary>
    public static Section? Of(Node? node, string name, Faults faults)
    {
        if (node is null)
        {
            return null;
        }

        if (node is Node.Mapping mapping)
        {
            return new(faults, mapping, name);
        }

        faults.At(node, $"{name} is {node.Kind}; a mapping of keys would be right");
        return null;
    }

    /// <summary>The value of a key, or null.</summary>
    public Node? Optional(string key)
    {
        asked.Add(key);
        foreach ((Node.Scalar at, Node value) in node.Entries)
        {
            if (at.Text == key)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The value of a key; a fault where it is missing.</summary>
    public Node? Required(string key)
    {
        Node? value = Optional(key);
        if (value is null)
        {
            faults.At(node, $"{name} has no \"{key}\", which must stand");
        }

        return value;
    }

    public Section? OptionalSection(string key) => Of(Optional(key), Named(key), faults);

    public Section? RequiredSection(string key) => Of(Required(key), Named(key), faults);

    public string? RequiredText(string key) => Text(Required(key), Named(key), faults);

    public string? OptionalText(string key) => Text(Optional(key), Named(key), faults);

    public static string? Text(Node? value, string name, Faults faults)
    {
        if (value is null or Node.Scalar { Text.Length: > 0 })
        {
            return (value as Node.Scalar)?.Text;
        }

        faults.At(value, $"{name} is {value.Kind}; a text would be right");
        return null;
    }

    public bool OptionalFlag(string key)
    {
        Node? value = Optional(key);
        if (value is not null and not Node.Scalar { Text: "true" or "false" })
        {
            faults.At(value, $"{Named(key)} is {value.Kind}; true or false would be right");
        }

        return value is Node.Scalar { Text: "true" };
    }

    /// <summary>A number from 0 to 1, or null.</summary>
    public double? OptionalShare(string key)
    {
        Node? value = Optional(key);
        if (value is null)
        {
            return null;
        }

        if (value is Node.Scalar scalar && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1)
        {
            return share;
        }

        faults.At(value, $"{Named(key)} is {value.Kind}; a number from 0 to 1 would be right");
        return null;
    }

    public int? OptionalNumber(string key, int least) => Number(Optional(key), Named(key), least, faults);

    public static int? Number(Node? value, string name, int least, Faults faults)
    {
        if (value is null)
        {
            return null;
        }

        if (value is Node.Scalar scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least)
        {
            return number;
        }

        faults.At(value, $"{name} is {value.Kind}; a whole number from {least} would be right");
        return null;
    }

    public DateOnly? RequiredDate(string key) => Date(Required(key), key);

    public DateOnly? OptionalDate(string key) => Date(Optional(key), key);

    public Regex? OptionalPattern(string key, params string[] groups)
    {
        Regex? pattern = Pattern(Optional(key), Named(key), faults);
        foreach (string group in groups)
        {
            if (pattern is not null && !pattern.GetGroupNames().Contains(group))
            {
                faults.At(Optional(key)!, $"{Named(key)} has no group {group}; (?<{group}>…) would be right");
            }
        }

        return pattern;
    }

    /// <summary>A regex with a time limit; a fault where it is none.</summary>
    public static Regex? Pattern(Node? value, string name, Faults faults)
    {
        if (Text(value, name, faults) is not { } text)
        {
            return null;
        }

        try
        {
            return new(text, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (RegexParseException broken)
        {
            faults.At(value!, $"{name} is no regex: {broken.Message}");
            return null;
        }
    }

    /// <summary>One text or a list of them.</summary>
    public IReadOnlyList<string> OptionalTexts(string key) => Texts(Optional(key), Named(key), faults);

    public static IReadOnlyList<string> Texts(Node? value, string name, Faults faults) => value switch
    {
        null => [],
        Node.Sequence { Items.Count: > 0 } list => [.. list.Items.Select(item => Text(item, $"an item of {name}", faults)).OfType<string>()],
        Node.Scalar => Text(value, name, faults) is { } text ? [text] : [],
        _ => Refused(value, name, faults),
    };

    /// <summary>The entries of a mapping whose keys are free.</summary>
    public IEnumerable<(Node.Scalar Key, Node Value)> Entries()
    {
        foreach ((Node.Scalar key, Node value) in node.Entries)
        {
            asked.Add(key.Text);
            yield return (key, value);
        }
    }

    /// <summary>The sections of a list.</summary>
    public IEnumerable<Section> OptionalSections(string key, bool required = false)
    {
        Node? value = required ? Required(key) : Optional(key);
        if (value is not null and not Node.Sequence { Items.Count: > 0 })
        {
            faults.At(value, $"{Named(key)} is {(value is Node.Sequence ? "an empty list" : value.Kind)}; a list would be right");
        }

        foreach (Node item in (value as Node.Sequence)?.Items ?? [])
        {
            if (Of(item, $"an item of {Named(key)}", faults) is { } section)
            {
                yield return section;
            }
        }
    }

    /// <summary>One of a few words; a fault names them all.</summary>
    public T? Word<T>(Node? value, string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Text(value, Named(key), faults) is not { } text)
        {
            return null;
        }

        if (words.TryGetValue(text, out T found))
        {
            return found;
        }

        faults.At(value!, $"{Named(key)} is \"{text}\"; {OneOf(words.Keys)} would be right");
        return null;
    }

    /// <summary>Reports every key that was not asked for.</summary>
    public void Close()
    {
        foreach ((Node.Scalar key, _) in node.Entries)
        {
            if (!asked.Contains(key.Text))
            {
                faults.At(key, $"{name} has no key \"{key.Text}\"; {Nearest(key.Text, asked)}");
            }
        }
    }

    /// <summary>Names the word that was probably meant, or all there are.</summary>
    public static string Nearest(string word, IEnumerable<string> words)
    {
        string[] known = [.. words.Order(StringComparer.Ordinal)];
        if (known.Length == 0)
        {
            return "there is none";
        }

        string? near = known.Select(k => (Word: k, Far: Distance(word, k))).Where(k => k.Far <= (word.Length < 4 ? 1 : Math.Max(2, word.Length / 3))).OrderBy(k => k.Far).Select(k => k.Word).FirstOrDefault();
        return near is not null ? $"did you mean \"{near}\"?" : $"{OneOf(known)} would be right";
    }

    public static string OneOf(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private static string Named(string key) => $"\"{key}\"";

    private DateOnly? Date(Node? value, string key)
    {
        if (Text(value, Named(key), faults) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        faults.At(value!, $"{Named(key)} is \"{text}\"; a day as YYYY-MM-DD would be right");
        return null;
    }

    private static IReadOnlyList<string> Refused(Node value, string name, Faults faults)
    {
        faults.At(value, $"{name} is {(value is Node.Sequence ? "an empty list" : value.Kind)}; a text or a list of texts would be right");
        return [];
    }

    // Levenshtein's distance, by rows.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
