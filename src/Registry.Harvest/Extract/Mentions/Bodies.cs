using System.Diagnostics.CodeAnalysis;
using System.Text;
using Registry.Harvest.Extract.Layout;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>The bodies of a text by their names.</summary>
internal sealed class Bodies
{
    private readonly Dictionary<string, Body> byName = new(StringComparer.Ordinal);
    private readonly List<Body> all = [];

    /// <summary>All, in the order in which they were met.</summary>
    public IReadOnlyList<Body> All => all;

    /// <summary>Where they are named, in the order of the text.</summary>
    public IReadOnlyList<Mention> Mentions { get; set; } = [];

    /// <summary>The division that the text is about; null when it names none.</summary>
    public Body? Place { get; set; }

    /// <summary>What the text is about: a zone or a division; null when it names none.</summary>
    public Body? Subject { get; set; }

    /// <summary>The code that a division's name means in this text.</summary>
    public Func<string, string?> CodeOf { get; set; } = static _ => null;

    /// <summary>The code of the divisions with which a name begins; null when it begins with none that is settled.</summary>
    public Func<string, string?> CodeOfName { get; set; } = static _ => null;

    /// <summary>What each section speaks of, where that is not the text's subject: from where on, and of what.</summary>
    public List<(int From, Body Subject)> Turns { get; } = [];

    /// <summary>What the text speaks of at a place: a page may hold several articles.</summary>
    public Body? SubjectAt(int at)
    {
        Body? subject = Subject;
        foreach ((int from, Body turned) in Turns)
        {
            subject = from <= at ? turned : subject;
        }

        return subject;
    }

    /// <summary>The body of a name, made when the text has none of it yet.</summary>
    public Body Of(string name, string type, string? subtype = null)
    {
        string key = Key(name);
        if (!byName.TryGetValue(key, out Body? body))
        {
            body = new(name, type) { Subtype = subtype };
            byName.Add(key, body);
            all.Add(body);
        }

        return body;
    }

    public Body? Find(string name) => byName.GetValueOrDefault(Key(name));

    /// <summary>Adds a name to a body.</summary>
    public void Call(Body body, string alias)
    {
        if (byName.TryAdd(Key(alias), body))
        {
            body.Aliases.Add(alias);
        }
    }

    /// <summary>Two bodies are one: the second's names are the first's.</summary>
    public void Unite(Body kept, Body other)
    {
        if (ReferenceEquals(kept, other))
        {
            return;
        }

        foreach (string name in other.Names)
        {
            byName[Key(name)] = kept;
            kept.Aliases.Add(name);
        }

        kept.Aliases.Remove(kept.Name);
        kept.Level ??= other.Level;
        kept.LevelRaw ??= other.LevelRaw;
        kept.Recognition ??= other.Recognition;
        kept.Status ??= other.Status;
        kept.Shown ??= other.Shown;
        kept.Code ??= other.Code;
        all.Remove(other);
    }

    public void Remove(Body body)
    {
        all.Remove(body);
        foreach (string name in body.Names)
        {
            byName.Remove(Key(name));
        }
    }

    /// <summary>The mentions that lie in a span.</summary>
    [SuppressMessage("Style", "IDE0305", Justification = "A slice of the list.")]
    public IEnumerable<Mention> In(Span span)
    {
        int low = 0, high = Mentions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Mentions[middle].Span.Start < span.Start ? (middle + 1, high) : (low, middle);
        }

        for (int i = low; i < Mentions.Count && Mentions[i].Span.Start < span.End; i++)
        {
            if (Mentions[i].Span.End <= span.End)
            {
                yield return Mentions[i];
            }
        }
    }

    /// <summary>A name without quotation marks and spaces, in small letters.</summary>
    public static string Key(string name)
    {
        StringBuilder key = new(name.Length);
        foreach (char c in name)
        {
            if (c is not ('“' or '”' or '"' or ' ' or '《' or '》'))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }
}
