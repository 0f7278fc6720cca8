namespace Registry.Store;

/// <summary>
/// Decides which bodies the mentions of a publication are about: asks the publication for mentions without a body and
/// answers each with <see cref="Publication.Found"/>, <see cref="Publication.Judge"/> or <see cref="Publication.Raise"/>.
/// Runs inside the publishing transaction; what it throws takes the publication back.
/// </summary>
public delegate void Resolution(Publication publication, CancellationToken cancellation);

/// <summary>What one source calls one body, as resolution sees it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The path of the source that mentions it.</param>
/// <param name="Type">Its type, or null where the source leaves it open.</param>
/// <param name="Key">Its key in the source.</param>
/// <param name="Name">Its principal name as written.</param>
/// <param name="Folded">The principal name folded.</param>
/// <param name="Place">GB/T 2260 code of its place, or null.</param>
/// <param name="LinkOnly">Whether it may only join a body.</param>
/// <param name="IsNew">Whether it came with this run.</param>
/// <param name="Names">Every name it is known by, folded, the principal one among them; ordered.</param>
/// <param name="Identifiers">Its valid identifiers.</param>
/// <param name="Body">The body that a standing judgement gives it; null where none does yet.</param>
public sealed record Mention(
    long Id, string Source, EntityType? Type, string Key, string Name, string Folded, int? Place, bool LinkOnly, bool IsNew,
    IReadOnlyList<string> Names, IReadOnlyList<Identifier> Identifiers, long? Body = null);

/// <summary>On what a body was founded, and who answers for it.</summary>
/// <param name="Body">The body.</param>
/// <param name="Mention">The mention that founded it.</param>
/// <param name="MergedInto">The body that answers for it; null where it answers for itself.</param>
public sealed record Foundation(long Body, long Mention, long? MergedInto);

/// <summary>A body as far as resolution needs it.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="PublicId">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Names">The principal names of its mentions, folded, ordered.</param>
/// <param name="Places">GB/T 2260 codes of the places its mentions give, ascending.</param>
/// <param name="Identifiers">The valid identifiers of its mentions, ordered.</param>
public sealed record KnownEntity(
    long Id, string PublicId, EntityType Type, IReadOnlyList<string> Names, IReadOnlyList<int> Places, IReadOnlyList<Identifier> Identifiers);

/// <summary>Whether a mention is about a body.</summary>
public enum Verdict
{
    /// <summary>It is.</summary>
    Same,

    /// <summary>It is not.</summary>
    NotSame,

    /// <summary>It may be.</summary>
    Unsure,
}

/// <summary>A judgement that stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Mention">The mention.</param>
/// <param name="Entity">The body.</param>
/// <param name="Verdict">Whether the one is about the other.</param>
/// <param name="Rule">By which rule: <c>FOUNDING</c>, <c>SAME_IDENTIFIER</c>, <c>SAME_NAME_TYPE_PLACE</c>, <c>PERSON</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Score">From 0 to 1, where the rule scores.</param>
/// <param name="MadeBy">The person; null for a rule.</param>
public sealed record Judgement(
    long Id, long Mention, long Entity, Verdict Verdict, string Rule, string? Reason, double? Score, string? MadeBy);
