namespace Registry.Store;

/// <summary>Where the bytes of a run come from.</summary>
public enum RunKind
{
    /// <summary>The edition bundled with the source.</summary>
    Bundled,

    /// <summary>The live address.</summary>
    Live,

    /// <summary>A file or address given by hand.</summary>
    Import,

    /// <summary>The snapshots of the store, mapped again.</summary>
    Replay,
}

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>It made a release.</summary>
    Published,

    /// <summary>The bytes and the way they are read are those of the last published run: nothing to say.</summary>
    Unchanged,

    /// <summary>It fell short of what its source expects, or broke.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>Its process ended without a word; found and swept later.</summary>
    Abandoned,
}

/// <summary>One harvest of one source.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The source's path.</param>
/// <param name="Kind">Where its bytes came from.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Release">The release it made, when it made one.</param>
/// <param name="Records">Records read.</param>
/// <param name="Mentions">Mentions that are new.</param>
/// <param name="ClaimsAdded">Claims that are new.</param>
/// <param name="ClaimsClosed">Claims that vanished from a whole list.</param>
/// <param name="EntitiesFounded">Bodies that are new.</param>
/// <param name="Issues">Issues reported.</param>
/// <param name="Message">Why it failed or was stopped.</param>
public sealed record Run(
    long Id, string Source, RunKind Kind, RunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long? Release,
    long Records, long Mentions, long ClaimsAdded, long ClaimsClosed, long EntitiesFounded, long Issues, string? Message);

/// <summary>How a source waits for the next time of its schedule. Two that are equal saw no live run end between them.</summary>
/// <param name="Since">
/// The start of its last live run that came to an end, else of its first run of another kind; null before that. A run that was killed or
/// stopped keeps nobody from running it again.
/// </param>
public readonly record struct Waiting(DateTimeOffset? Since);

/// <summary>The last list of a source that was published: what the next one is compared with.</summary>
/// <param name="Run">The run.</param>
/// <param name="Definition">SHA-256 of what decided how it was read and mapped.</param>
/// <param name="Snapshots">SHA-256 of each snapshot it read, as lower-case hexadecimal.</param>
public sealed record PublishedList(Run Run, ReadOnlyMemory<byte> Definition, IReadOnlySet<string> Snapshots)
{
    /// <summary>The run by which what was last published came in: the last one that was no replay.</summary>
    public Run Arrival { get; init; } = Run;

    /// <summary>What the list was like, as <see cref="StagingRun.Profile"/> had it; null where nobody said.</summary>
    public string? Profile { get; init; }
}

/// <summary>A document of a source with the bytes in which it was last published.</summary>
/// <param name="Document">What is known of it.</param>
/// <param name="Snapshot">The snapshot's number.</param>
/// <param name="Sighting">How the bytes were met.</param>
/// <param name="Run">The run that published it.</param>
/// <param name="IsPart">Whether it came in as a part of its list.</param>
public sealed record HeldDocument(Document Document, long Snapshot, Sighting Sighting, Run Run, bool IsPart);
