namespace Registry.Store;

/// <summary>What staging knows of a mention it has met: its number and the claims that stand about it.</summary>
sealed class MetMention(long id, string name, bool isNew, bool linkOnly)
{
    // What a row of a usual list says of its body.
    const int RoomForClaims = 12;

    public long Id { get; } = id;

    /// <summary>The principal name it was first met with.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it came with this run.</summary>
    public bool IsNew { get; } = isNew;

    public bool LinkOnly { get; set; } = linkOnly;

    /// <summary>The place that it is known to be at.</summary>
    public int? Place { get; set; }

    /// <summary>Whether the run at hand has said a place of it: the first that it says counts.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>The identifiers it is known to carry.</summary>
    public List<Identifier> Identifiers { get; } = [];

    public List<StandingClaim> Claims { get; } = new(RoomForClaims);

    /// <summary>The standing claim that says just this, or null.</summary>
    public StandingClaim? Find(in StandingClaim said)
    {
        foreach (var claim in Claims)
        {
            if (claim.SaysTheSame(said))
                return claim;
        }
        return null;
    }
}

/// <summary>What a claim says: two that say the same are one claim, whichever edition says it.</summary>
readonly record struct StandingClaim(
    long Id, int Predicate, long? Object, string? Value, string? ValidFrom, string? ValidTo, int? Status, int? Basis)
{
    public bool SaysTheSame(in StandingClaim other) =>
        Predicate == other.Predicate && Object == other.Object && Value == other.Value
        && ValidFrom == other.ValidFrom && ValidTo == other.ValidTo && Status == other.Status && Basis == other.Basis;
}

/// <summary>
/// The mentions met last, those met once apart from those met again, each in two generations: what was met in neither is looked up
/// again. Memory stays bounded however long the list; mentions of many rows (a zone, a ministry, a division) stay, however many
/// others come between.
/// </summary>
sealed class MentionCache
{
    // Most mentions of a list are met in one row. They are let go while they are young, which spares the collector their removal to where
    // what is old is kept.
    readonly Generations once = new(1024);
    readonly Generations again = new(8192);

    public MetMention? Find(int type, string key)
    {
        if (again.Find((type, key)) is { } often)
            return often;
        if (once.Take((type, key)) is not { } met)
            return null;
        again.Add((type, key), met);
        return met;
    }

    public void Add(int type, string key, MetMention met) => once.Add((type, key), met);

    /// <summary>Forgets all; what was added belonged to a transaction that did not end well.</summary>
    public void Clear()
    {
        once.Clear();
        again.Clear();
    }

    sealed class Generations(int generation)
    {
        Dictionary<(int Type, string Key), MetMention> young = [];
        Dictionary<(int Type, string Key), MetMention> old = [];

        public MetMention? Find((int Type, string Key) key)
        {
            if (young.TryGetValue(key, out var met))
                return met;
            if (!old.TryGetValue(key, out met))
                return null;
            Add(key, met);
            return met;
        }

        public MetMention? Take((int Type, string Key) key) => young.Remove(key, out var met) || old.Remove(key, out met) ? met : null;

        public void Add((int Type, string Key) key, MetMention met)
        {
            if (young.Count >= generation)
                (old, young) = (young, []);
            young[key] = met;
        }

        public void Clear()
        {
            young.Clear();
            old.Clear();
        }
    }
}
