using Registry.Harvest.Extract.Layout;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>A body that a text speaks of, under all the names by which it calls it.</summary>
internal sealed class Body(string name, string type)
{
    /// <summary>The fullest name the text gives it.</summary>
    public string Name { get; set; } = name;

    public string Type { get; set; } = type;

    public string? Subtype { get; set; }

    /// <summary>Other names in the text.</summary>
    public SortedSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    public string? Level { get; set; }

    public string? LevelRaw { get; set; }

    public string? Recognition { get; set; }

    public string? Status { get; set; }

    /// <summary>The GB/T 2260 code of a division; of another body, the division in its name.</summary>
    public string? Code { get; set; }

    /// <summary>The name is read out of a longer one (三峡大学 in 三峡大学机械学院) or supplied from the context, not printed alone.</summary>
    public string? Basis { get; set; }

    /// <summary>Where it is named, in the order of the text.</summary>
    public List<Span> Mentions { get; } = [];

    /// <summary>Where the text says what it is, when that is not the first mention.</summary>
    public Span? Shown { get; set; }

    /// <summary>All the names.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Name);

    /// <summary>Bodies at which others are: zones, parks, incubators.</summary>
    public bool IsSite => Type is "Zone" or "Carrier" or "Incubator" or "MakerSpace" or "StarCreation" or "SmeBase" or "Accelerator" or "UniversitySciencePark";
}

/// <summary>A body named at a place of the text.</summary>
internal readonly record struct Mention(Span Span, Body Body);
