using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>What the name of a part says of its whole: 三峡大学枝江创新中心 is of 三峡大学, and in 枝江.</summary>
/// <param name="Part">The body with the long name.</param>
/// <param name="Predicate">What it is to the whole.</param>
/// <param name="Whole">The body named at its beginning.</param>
internal readonly record struct NamePart(Body Part, string Predicate, Body Whole);

/// <summary>Takes names of parts to pieces.</summary>
internal static class NameParts
{
    private static readonly (string Ending, string Predicate)[] Branches =
        [("校区", "campusOf"), ("分校", "campusOf"), ("分部", "branchOf"), ("分院", "branchOf"), ("分所", "branchOf"), ("分中心", "branchOf"), ("分公司", "branchOf"), ("分行", "branchOf"), ("支行", "branchOf")];

    /// <summary>Adds the wholes that are named only inside the names of their parts.</summary>
    public static void Read(Bodies bodies, PlaceNames places, DivisionReader divisions)
    {
        foreach (Body body in bodies.All.ToList())
        {
            if (Whole(body.Name, body.Type, places) is var (name, type))
            {
                if (bodies.Find(name) is null)
                {
                    bodies.Of(name, type).Basis = "named in the name of its part";
                }
            }

            if (body.Type is "ResearchInstitute" or "University" && body.Code is null)
            {
                body.Code = PlaceIn(body.Name, places, divisions);
            }
        }
    }

    /// <summary>What the names say of each other.</summary>
    public static IEnumerable<NamePart> Of(Bodies bodies, PlaceNames places)
    {
        foreach (Body body in bodies.All)
        {
            if (Whole(body.Name, body.Type, places) is var (name, _) && bodies.Find(name) is { } whole && !ReferenceEquals(whole, body))
            {
                yield return new(body, PredicateOf(body, whole), whole);
            }
        }
    }

    private static string PredicateOf(Body part, Body whole) =>
        Array.Find(Branches, b => part.Name.EndsWith(b.Ending, StringComparison.Ordinal)) is { Predicate: { } predicate } ? predicate
        : whole.Type == "Zone" ? "partOf" : "affiliatedTo";

    private static (string Name, string Type)? Whole(string name, string type, PlaceNames places)
    {
        if (Array.Find(Branches, b => name.EndsWith(b.Ending, StringComparison.Ordinal)) is { Ending: { } ending })
        {
            return WithoutPlace(name[..^ending.Length], places) is { Length: >= 4 } stem && EndingOf(stem) is { } suffix ? (stem, suffix.Type) : null;
        }

        return type is "ResearchInstitute" ? University(name) : type == "Zone" ? Zone(name) : null;
    }

    // 武汉某某学院枝江 + 校区: the last division in front of the ending is where the part is.
    private static string WithoutPlace(string stem, PlaceNames places)
    {
        for (int at = Math.Max(2, stem.Length - 5); at < stem.Length; at++)
        {
            if (at + places.Leading(stem, at) == stem.Length)
            {
                return stem[..at];
            }
        }

        for (int length = 2; length <= 3 && stem.Length - length >= 4; length++)
        {
            if (EndingOf(stem[..^length]) is { Type: "University" })
            {
                return stem[..^length];
            }
        }

        return stem;
    }

    private static (string Name, string Type)? University(string name)
    {
        foreach (string ending in (ReadOnlySpan<string>)["大学", "学院"])
        {
            int at = name.IndexOf(ending, StringComparison.Ordinal);
            if (at >= 2 && at + ending.Length < name.Length - 2)
            {
                return (name[..(at + ending.Length)], "University");
            }
        }

        return null;
    }

    private static (string Name, string Type)? Zone(string name)
    {
        foreach (string ending in (ReadOnlySpan<string>)["高新区", "经开区", "高新技术产业开发区", "经济技术开发区", "开发区", "科学城"])
        {
            int at = name.IndexOf(ending, StringComparison.Ordinal);
            if (at >= 2 && at + ending.Length < name.Length)
            {
                return (name[..(at + ending.Length)], "Zone");
            }
        }

        return null;
    }

    private static Suffix? EndingOf(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            (int length, Suffix? suffix) = Vocabulary.Suffixes.Longest(name, i);
            if (length > 0 && i + length == name.Length)
            {
                return suffix;
            }
        }

        return null;
    }

    private static string? PlaceIn(string name, PlaceNames places, DivisionReader divisions)
    {
        string? last = null;
        for (int i = 0; i < name.Length; i++)
        {
            (int length, _) = places.At(name, i);
            if (length > 0)
            {
                last = divisions.CodeOf(name.Substring(i, length)) ?? last;
                i += length - 1;
            }
        }

        return last;
    }
}
