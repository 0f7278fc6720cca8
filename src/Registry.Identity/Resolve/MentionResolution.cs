using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Works out which bodies the mentions of a run are about: a valid identifier in common, or the same type, place and name, be it
/// written the same or saying the same in every part; never where both carry different valid identifiers of one scheme. Several bodies that fit are an
/// unsure answer: the mention founds a body of its own. Every decision is a judgement with its rule and its reason.
/// </summary>
public static class MentionResolution
{
    /// <summary>How many mentions are looked at together; within them the order of arrival decides nothing.</summary>
    const int Page = 50_000;

    /// <summary>Resolves what a publication holds; a <see cref="Resolution"/>.</summary>
    public static void Resolve(Publication publication, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        for (var page = publication.Next(Page); page.Count > 0; page = publication.Next(Page))
            foreach (var group in MentionGroups.Of(page))
                if (group is not [{ IsNew: true, LinkOnly: false } alone] || !FoundUnknown(publication, alone, cancellation))
                    Resolve(publication, group, cancellation);
    }

    // Most rows of a new list: nobody else bears a name or an identifier of the mention, so there is nothing to compare.
    static bool FoundUnknown(Publication publication, UnresolvedMention mention, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = NameKey.Of(mention);
        if (!GroupResolution.IsUnknown(publication, mention, key))
            return false;
        publication.Found(mention.Id, mention.Type ?? Vocabulary.Current.Type(TypeRules.Untyped)!, GroupResolution.NoBodyFits);
        key?.Note(publication, mention);
        return true;
    }

    static void Resolve(Publication publication, IReadOnlyList<UnresolvedMention> group, CancellationToken cancellation)
    {
        var resolution = new GroupResolution(publication, group);
        foreach (var mention in group)
        {
            cancellation.ThrowIfCancellationRequested();
            resolution.Resolve(mention);
        }
    }
}
