using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// How a mention is met by names that say the same in every part: 山东省聊城市长丰钢管有限公司 by 聊城长丰钢管有限责任公司. A mention whose name is
/// written as the spelling of its key is found by that; others are noted under a mark as well.
/// </summary>
/// <param name="Key">The key of the principal name.</param>
/// <param name="Spelling">The spelling that stands for the key.</param>
/// <param name="Part">The whole of which the name names a part; null where it names none.</param>
readonly record struct NameKey(string Key, string Spelling, ImpliedPart? Part = null)
{
    /// <summary>The mark under which names that are written otherwise than their spelling are noted; no name begins with it.</summary>
    public string Mark => $"={Spelling}";

    /// <summary>The texts under which bodies that bear the name may be found.</summary>
    public IEnumerable<string> Texts => [Spelling, Mark];

    /// <summary>Notes the mark of a mention that is written otherwise than its spelling.</summary>
    public void Note(Publication publication, Mention mention)
    {
        if (Spelling != mention.Folded)
            publication.Note(mention.Id, Mark);
    }

    /// <summary>The key of a mention; null where its name says only its kind, or it is not met by name.</summary>
    public static NameKey? Of(Mention mention)
    {
        if (mention.Type?.Name is TypeRules.Division or TypeRules.Policy || TypeRules.IsOwn(mention.Type?.Name))
            return null;
        var reading = NameReader.ReadFolded(mention.Name, mention.Folded);
        return reading.Key.Length == 0 ? null : new NameKey(reading.Key, reading.Spelling, ImpliedPart.Of(reading));
    }

    /// <summary>Whether a folded name says the same.</summary>
    public bool IsOf(string folded) => NameReader.ReadFolded(folded, folded).Key == Key;
}
