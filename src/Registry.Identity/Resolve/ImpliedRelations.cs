using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// The relations that names imply: 重庆移通学院綦江校区 is a campus of 重庆移通学院. One is written where the whole is known and there is
/// one of its name, whichever of the two came first, with the cell of the part's name as evidence; it ends when the name goes or another
/// whole of the name comes. A part is never merged with its whole.
/// </summary>
/// <remarks>A part is noted under the spelling of its whole, so that a whole that comes later finds it.</remarks>
sealed class ImpliedRelations(Publication publication)
{
    const char Mark = '>';

    readonly HashSet<string> waiting = [.. publication.Noted(Mark)];
    readonly HashSet<long> parts = [];
    // Hashes: of a long list the spellings would take a hundred megabytes. Two that share one are looked at in vain.
    readonly HashSet<int> wholes = [];

    /// <summary>Takes in mentions of the run, or such as something changed of; their bodies are known by the end.</summary>
    public void Take(Mention mention, NameKey? known)
    {
        if (known is not { } key)
            return;
        if (key.Part is { } part)
        {
            parts.Add(mention.Id);
            if (waiting.Add(Mark + part.Spelling) | mention.IsNew)
                publication.Note(mention.Id, Mark + part.Spelling);
        }
        wholes.Add(string.GetHashCode(key.Spelling, StringComparison.Ordinal));
    }

    /// <summary>Writes what follows, when every mention of the run has its body.</summary>
    public void Write(CancellationToken cancellation)
    {
        foreach (var mention in publication.Restated.Concat(publication.Moved).Distinct().ToList())
            if (publication.Read(mention) is var changed && !parts.Contains(mention))
                Take(changed, NameKey.Of(changed));
        foreach (var whole in waiting.Where(whole => wholes.Contains(string.GetHashCode(whole.AsSpan(1), StringComparison.Ordinal))))
            parts.UnionWith(publication.Bearing(whole));
        foreach (var part in parts.Order())
        {
            cancellation.ThrowIfCancellationRequested();
            Write(publication.Read(part));
        }
    }

    void Write(Mention part)
    {
        if (NameKey.Of(part) is not { Part: { } implied })
            return;
        var whole = publication.IsNamed(part.Id) && part.Body is not null ? Whole(part, implied) : null;
        var (subject, predicate, other) = implied.Predicate == "operates" ? (whole?.Id, "operatedBy", (long?)part.Id) : (part.Id, implied.Predicate, whole?.Id);
        var stands = false;
        foreach (var claim in publication.Implied(part.Id).Where(claim => IsOf(claim, part.Id)))
            if (claim.Subject == subject && claim.Object == other && claim.Predicate == predicate)
                stands = true;
            else
                publication.Close(claim);
        if (!stands && subject is { } from && other is { } to)
            publication.Imply(from, predicate, to, part.Id);
    }

    // A part may be a whole to others; theirs are not its own.
    static bool IsOf(ImpliedClaim claim, long part) => claim.Predicate == "operatedBy" ? claim.Object == part : claim.Subject == part;

    // The mention that stands for the whole; null where there is none, or several bodies bear its name.
    Mention? Whole(Mention part, ImpliedPart implied)
    {
        var named = publication.Bearing(implied.Spelling).Concat(publication.Bearing($"={implied.Spelling}")).Distinct().Select(publication.Read)
            .Where(mention => mention.Body is not null && mention.Body != part.Body && NameKey.Of(mention) is { Part: null } key && key.Key == implied.Key && IsWhole(mention, implied))
            .ToList();
        var near = implied.TellsWhich ? named : named.FindAll(mention => AreNear(part, mention));
        return near.Select(mention => mention.Body).Distinct().Count() == 1 && (implied.TellsWhich || near.Count == named.Count) ? near.Order(MentionOrder.Surest).First() : null;
    }

    static bool IsWhole(Mention mention, ImpliedPart implied) => implied.Predicate switch
    {
        "operates" => mention.Type?.Name is { } type && (type == "Zone" || TypeRules.IsCarrier(type)),
        "affiliatedTo" => mention.Type?.Name == "University",
        _ => mention.Type?.Name is not { } type || TypeRules.IsOrganisation(type),
    };

    static bool AreNear(Mention one, Mention other) => one.Place is { } a && other.Place is { } b && a / 10_000 == b / 10_000;
}
