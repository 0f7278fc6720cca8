using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Works out which bodies the mentions of a run are about: a valid identifier in common, or the same type, place and name, be it
/// written the same or saying the same in every part; never where both carry different valid identifiers of one scheme. Several bodies that fit are an
/// unsure answer: the mention founds a body of its own. Every decision is a judgement with its rule and its reason.
/// </summary>
/// <remarks>
/// What bodies there are does not depend on the order in which mentions came: whom a new mention may have to do with is judged anew
/// together with it. So a mention that joined a body while only one bore its name leaves it when a namesake makes that doubtful.
/// </remarks>
public static class MentionResolution
{
    /// <summary>How many mentions are looked at together.</summary>
    const int Page = 10_000;

    /// <summary>Resolves what a publication holds; a <see cref="Resolution"/>.</summary>
    public static void Resolve(Publication publication, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var implied = new ImpliedRelations(publication);
        Resolve(publication, [.. publication.Changed.Select(publication.Read).Where(mention => mention.Type?.Name != TypeRules.Recognition)], implied, cancellation);
        var page = publication.Next(Page);
        for (; page.Count > 0 && page[0].Type?.Name != TypeRules.Recognition; page = publication.Next(Page))
            Resolve(publication, page, implied, cancellation);
        implied.Write(cancellation);
        var seen = new Recognitions.Seen([], []);
        Recognitions.Resolve(publication, [.. publication.AlteredRecognitions.Select(publication.Read)], seen, cancellation);
        for (; page.Count > 0; page = publication.Next(Page))
            Recognitions.Resolve(publication, page, seen, cancellation);
    }

    static void Resolve(Publication publication, IReadOnlyList<Mention> page, ImpliedRelations implied, CancellationToken cancellation)
    {
        var keys = NameKeys.Of(page, cancellation);
        var groups = MentionGroups.Of(page, keys);
        var strangers = new Strangers(publication, groups.Where(IsLoneFounder).Select(group => group[0]), keys);
        var waiting = new Dictionary<long, IReadOnlyList<Mention>>();
        foreach (var group in groups)
            foreach (var mention in group)
                waiting.Add(mention.Id, group);
        foreach (var group in groups)
        {
            cancellation.ThrowIfCancellationRequested();
            // What one group has to do with may lead to others of the page; they are judged with it.
            if (!waiting.ContainsKey(group[0].Id))
                continue;
            if (IsLoneFounder(group) && strangers.Contain(group[0]))
            {
                Found(publication, group[0], keys.Find(group[0]));
                waiting.Remove(group[0].Id);
                continue;
            }
            var kin = Kin.Of(publication, group, waiting, cancellation);
            foreach (var mention in kin)
                waiting.Remove(mention.Id);
            var standings = new Standings(publication, kin);
            Settlement.Write(publication, standings, GroupResolution.Of(kin, standings));
        }
        foreach (var mention in page)
            implied.Take(mention, keys.Find(mention));
    }

    static bool IsLoneFounder(IReadOnlyList<Mention> group) => group is [{ IsNew: true, LinkOnly: false, Body: null }];

    // Most rows of a new list: nobody else bears a name or an identifier of the mention, so there is nothing to compare.
    static void Found(Publication publication, Mention mention, NameKey? key)
    {
        publication.Found(mention.Id, mention.Type ?? Vocabulary.Current.Type(TypeRules.Untyped)!, Settlement.NoBodyFits);
        key?.Note(publication, mention);
    }
}
