namespace Registry.Store;

/// <summary>Where a body lies.</summary>
/// <param name="Division">The division in which it lies, as exactly as is said; null where nothing is said.</param>
/// <param name="Divisions">Codes of every division it lies in, ascending.</param>
/// <param name="Ancestors">Bodies it lies in, that are no divisions, with the shortest way; by number.</param>
/// <param name="Zone">The nearest of them that is a zone, of several the first by number; null where none is.</param>
sealed record Whereabouts(int? Division, IReadOnlyList<int> Divisions, IReadOnlyList<(long Id, int Steps)> Ancestors, long? Zone);

/// <summary>
/// Follows partOf and locatedIn upwards through the ledger. A body lies in the divisions that are said of it and in those in
/// which what it is part of or located in lies.
/// </summary>
sealed class Places(EntityClaims claims)
{
    // No real chain is longer; a ring of bad claims ends here at the latest.
    const int LongestWay = 12;
    const int Kept = 100_000;

    static readonly int LocatedIn = Vocabulary.Current.Relation("locatedIn")!.Value.Number;
    static readonly int Move = Vocabulary.Current.Relation("movedTo")!.Value.Number;
    static readonly int PartOf = Vocabulary.Current.Relation("partOf")!.Value.Number;
    static readonly int Division = Vocabulary.Current.Type("AdministrativeDivision")!.Number;
    static readonly int Zone = Vocabulary.Current.Type("Zone")!.Number;

    readonly Dictionary<long, PlaceNode> nodes = [];
    readonly Dictionary<long, Dictionary<long, PlaceNode>> aboveOne = [];

    /// <summary>The numbers of the relations that lead upwards.</summary>
    public static int[] Upwards { get; } = [LocatedIn, PartOf];

    /// <summary>Where a body lies, from its own claims and those of what it lies in.</summary>
    public Whereabouts Of(long entity, int type, List<BodyClaim> own) => Of(entity, type, own, Above(own));

    /// <summary>The same, from what <see cref="Above"/> gave before.</summary>
    public static Whereabouts Of(long entity, int type, List<BodyClaim> own, IReadOnlyDictionary<long, PlaceNode> above) => Of(entity, NodeOf(type, own), above);

    /// <summary>The same, from what it says of its place. Whom it is said of matters only where it lies above itself.</summary>
    public static Whereabouts Of(long entity, PlaceNode node, IReadOnlyDictionary<long, PlaceNode> above)
    {
        var divisions = new SortedSet<int>();
        foreach (var code in node.Codes)
            Add(divisions, code);
        var inherited = new SortedSet<int>();
        var (ancestors, zone) = Climb(entity, node, inherited, above);
        foreach (var code in inherited)
            Add(divisions, code);
        return new Whereabouts(Chosen(node.Codes, inherited), [.. divisions], ancestors, zone);
    }

    /// <summary>Every body above one that says this of itself.</summary>
    public IReadOnlyDictionary<long, PlaceNode> Above(List<BodyClaim> own)
    {
        var level = Parents(own);
        // Most bodies of a list lie in one of few others.
        return level.Count != 1 ? Above(level) : aboveOne.TryGetValue(level[0].Id, out var known) ? known : Keep(level[0].Id, Above(level));
    }

    Dictionary<long, PlaceNode> Above(List<(long Id, int Type)> level)
    {
        Dictionary<long, PlaceNode> above = [];
        for (var steps = 1; level.Count > 0 && steps <= LongestWay; steps++)
        {
            List<(long Id, int Type)> next = [];
            foreach (var (id, type) in level)
            {
                if (above.ContainsKey(id))
                    continue;
                var node = above[id] = Find(id, type);
                next.AddRange(node.Parents);
            }
            level = next;
        }
        return above;
    }

    Dictionary<long, PlaceNode> Keep(long parent, Dictionary<long, PlaceNode> above)
    {
        if (aboveOne.Count >= Kept)
            aboveOne.Clear();
        return aboveOne[parent] = above;
    }

    static (List<(long Id, int Steps)> Ancestors, long? Zone) Climb(long entity, PlaceNode node, SortedSet<int> inherited, IReadOnlyDictionary<long, PlaceNode> above)
    {
        var met = new HashSet<long> { entity };
        List<(long Id, int Steps)> ancestors = [];
        (long Id, int Steps)? zone = null;
        var level = node.Parents;
        for (var steps = 1; level.Count > 0 && steps <= LongestWay; steps++)
        {
            List<(long Id, int Type)> next = [];
            foreach (var (id, type) in level)
            {
                if (!met.Add(id))
                    continue;
                if (type != Division)
                    ancestors.Add((id, steps));
                if (type == Zone && (zone is not { } nearest || (steps == nearest.Steps && id < nearest.Id)))
                    zone = (id, steps);
                var parent = above[id];
                inherited.UnionWith(parent.Codes);
                next.AddRange(parent.Parents);
            }
            level = next;
        }
        ancestors.Sort();
        return (ancestors, zone?.Id);
    }

    PlaceNode Find(long entity, int type)
    {
        if (nodes.TryGetValue(entity, out var node))
            return node;
        if (nodes.Count >= Kept)
            nodes.Clear();
        return nodes[entity] = NodeOf(type, claims.Of(entity));
    }

    /// <summary>What a body says of its place.</summary>
    public static PlaceNode NodeOf(int type, List<BodyClaim> own)
    {
        var present = MovedTo(own) is { } seat ? own.FindAll(claim => !IsLeft(claim, seat)) : own;
        return new(Codes(type, present), Parents(present));
    }

    /// <summary>The place to which a notice says that a body has moved, the last where there are several; null where none does.</summary>
    public static int? MovedTo(List<BodyClaim> own)
    {
        BodyClaim? last = null;
        foreach (var claim in own)
            if (claim is { IsOpen: true, Place: not null, Predicate.Relation.Number: var number } && number == Move && claim.Status is null or (int)RelationStatus.Active or (int)RelationStatus.Ended
                && (last is null || IsLater(claim, last)))
                last = claim;
        return last?.Place;
    }

    /// <summary>Whether a claim was made of a body at a place that it has left.</summary>
    public static bool IsLeft(BodyClaim claim, int seat) => claim.Place is { } place && !Contains(place, seat) && !Contains(seat, place);

    static bool IsLater(BodyClaim one, BodyClaim other) =>
        string.CompareOrdinal(one.ValidFrom, other.ValidFrom) is var day and not 0 ? day > 0 : BodyClaim.BestFirst(one, other) < 0;

    static int[] Codes(int type, List<BodyClaim> own)
    {
        var isListed = own.Exists(claim => claim.IsOpen);
        List<int> codes = [];
        foreach (var claim in own)
        {
            if (isListed && !claim.IsOpen)
                continue;
            if (claim.Place is { } place)
                AddOnce(codes, place);
            if (type == Division && claim is { Predicate: { Topic: Topic.Identifier, Word: "GB2260" }, Flags: var flags } && !flags.HasFlag(ClaimFlags.InvalidIdentifier) && int.TryParse(claim.Value, out var code))
                AddOnce(codes, code);
        }
        codes.Sort();
        return [.. codes];
    }

    static void AddOnce(List<int> codes, int code)
    {
        if (!codes.Contains(code))
            codes.Add(code);
    }

    static List<(long Id, int Type)> Parents(List<BodyClaim> own)
    {
        List<(long Id, int Type)> parents = [];
        foreach (var claim in own)
        {
            if (claim is { IsOpen: true, Predicate.Relation: { } relation, Other: { } other } && Upwards.Contains(relation.Number) && claim.Status != (int)RelationStatus.Ended)
                parents.Add((other, claim.OtherType));
        }
        return parents;
    }

    // A division of county rank lies in its prefecture and its province: GB/T 2260 says so by its digits.
    static void Add(SortedSet<int> divisions, int code)
    {
        divisions.Add(code);
        divisions.Add(code / 100 * 100);
        divisions.Add(code / 10_000 * 10_000);
    }

    static int? Chosen(IReadOnlyList<int> own, SortedSet<int> inherited)
    {
        var said = MostExact(own);
        var exact = inherited.Where(code => said is not { } mine || Contains(mine, code)).ToList();
        // A body in a zone that crosses divisions lies in one of them: in which is not said.
        return MostExact(exact) is { } within && exact.All(code => Contains(code, within)) ? within : said;
    }

    static int? MostExact(IReadOnlyList<int> codes) =>
        codes.Count == 0 ? null : codes.OrderByDescending(Exactness).ThenBy(code => code).First();

    static int Exactness(int code) => code % 100 != 0 ? 3 : code % 10_000 != 0 ? 2 : 1;

    static bool Contains(int outer, int inner) => outer == inner || outer == inner / 100 * 100 || outer == inner / 10_000 * 10_000;
}

/// <summary>What a body says of the place where it lies: codes of divisions, and bodies above it.</summary>
sealed record PlaceNode(IReadOnlyList<int> Codes, List<(long Id, int Type)> Parents);
