using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>What one record says, as it comes together.</summary>
internal sealed class Said
{
    private readonly List<StagedMention> mentions = [];
    private readonly List<StagedClaim> claims = [];

    /// <summary>The bodies met so far.</summary>
    public IReadOnlyList<StagedMention> Mentions => mentions;

    /// <summary>Adds a body and gives its index.</summary>
    public int Add(StagedMention mention)
    {
        mentions.Add(mention);
        return mentions.Count - 1;
    }

    /// <summary>Adds a statement that is a value.</summary>
    public void Add(int mention, string predicate, in Piece piece) => claims.Add(new(mention, predicate)
    {
        Value = piece.Text,
        Cell = piece.Column,
        Flags = piece.Flags,
        Note = piece.Note,
    });

    /// <summary>Adds any other statement.</summary>
    public void Add(in StagedClaim claim) => claims.Add(claim);

    /// <summary>Takes what has come together, and starts anew.</summary>
    public (StagedMention[] Mentions, StagedClaim[] Claims) Take()
    {
        (StagedMention[], StagedClaim[]) taken = ([.. mentions], [.. claims]);
        mentions.Clear();
        claims.Clear();
        return taken;
    }
}
