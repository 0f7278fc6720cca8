using Registry.Store;

namespace Registry.Harvest;

/// <summary>How a harvest of one source ended.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="State">Published, unchanged, failed or cancelled. Of a dry run: whether it would be published.</param>
/// <param name="Records">Records read.</param>
/// <param name="Claims">Claims that are new.</param>
/// <param name="ClaimsClosed">Claims that vanished from a whole list.</param>
/// <param name="Entities">Bodies that are new.</param>
/// <param name="Issues">Issues reported.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Message">Why it failed or was stopped, or what there is to know; null where nothing is.</param>
public sealed record HarvestResult(
    string Source,
    RunState State,
    long Records,
    long Claims,
    long ClaimsClosed,
    long Entities,
    long Issues,
    TimeSpan Elapsed,
    string? Message)
{
    /// <summary>What a dry run found wrong; empty for any other.</summary>
    public IReadOnlyList<StagedIssue> Found { get; init; } = [];
}

/// <summary>How far a harvest is.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Phase">FETCH, READ, CHECK or PUBLISH.</param>
/// <param name="Records">Records read so far.</param>
/// <param name="Claims">New claims so far.</param>
/// <param name="Expected">About how many records there will be: those of the last run, else what the source expects; null where nobody knows.</param>
public readonly record struct HarvestProgress(string Source, string Phase, long Records, long Claims, long? Expected);
