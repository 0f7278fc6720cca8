namespace Registry.Identity.Resolve;

/// <summary>
/// Bodies of one name, by province: there is a 人民医院 in every county, and a mention with a place need only be compared with
/// those of its province and those whose place nobody said.
/// </summary>
sealed class Namesakes
{
    const int Nowhere = 0;

    readonly HashSet<Candidate> all = [];
    readonly Dictionary<int, HashSet<Candidate>> byProvince = [];

    /// <summary>Adds a body, or notes the places that it has gained.</summary>
    public void Add(Candidate body)
    {
        all.Add(body);
        if (body.Places.Count == 0)
            In(Nowhere).Add(body);
        foreach (var place in body.Places)
            In(Province(place)).Add(body);
    }

    /// <summary>Those that can be at a place; all of them when the place is not known.</summary>
    public IEnumerable<Candidate> Near(int? place) =>
        place is { } known ? In(Province(known)).Concat(In(Nowhere)) : all;

    static int Province(int place) => place / 10_000;

    HashSet<Candidate> In(int province)
    {
        if (!byProvince.TryGetValue(province, out var bodies))
            byProvince.Add(province, bodies = []);
        return bodies;
    }
}
