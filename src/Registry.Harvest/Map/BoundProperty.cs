using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>An attribute bound to a layout. Beside a level the written word is kept.</summary>
internal sealed class BoundProperty
{
    private readonly string predicate;
    private readonly bool keepsWord;
    private readonly Taking value;
    private readonly Test? when;
    private readonly List<Piece> scratch = [];

    public BoundProperty(PropertyRule rule, Binding binding, IReadOnlyList<PropertyRule> all)
    {
        predicate = ClaimPredicate.Property(rule.Name);
        value = Taking.Of(rule.Value, binding);
        when = Test.Of(rule.When, binding);
        keepsWord = rule.Name == "level" && rule.Value.AsConstant is null && all.All(other => other.Name != "levelRaw");
    }

    /// <summary>Adds the claims of a record.</summary>
    public void Read(Row row, Said said, int mention)
    {
        if (when is not null && !when.Holds(row, scratch))
        {
            return;
        }

        scratch.Clear();
        value.Take(row, scratch);
        foreach (Piece piece in scratch)
        {
            said.Add(mention, predicate, piece);
            if (keepsWord)
            {
                said.Add(mention, LevelRaw, piece with { Text = piece.Written, Flags = piece.Flags & ClaimFlags.Patched, Note = (piece.Flags & ClaimFlags.Patched) != 0 ? piece.Note : null });
            }
        }

        scratch.Clear();
    }

    private static readonly string LevelRaw = ClaimPredicate.Property("levelRaw");
}
