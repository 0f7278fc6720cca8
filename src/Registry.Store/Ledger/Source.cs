namespace Registry.Store;

/// <summary>A list as its catalog file describes it.</summary>
/// <param name="Path">Its id: the folder below sources, <c>cn/universities</c>.</param>
/// <param name="Title">Its title in English.</param>
/// <param name="Publisher">Its publisher in English.</param>
/// <param name="Licence">Under which the facts may be used.</param>
/// <param name="Coverage">Whether an edition is the whole list.</param>
public sealed record Source(string Path, string Title, string Publisher, string Licence, Coverage Coverage)
{
    /// <summary>Its title in Chinese.</summary>
    public string? TitleZh { get; init; }

    /// <summary>Its publisher in Chinese.</summary>
    public string? PublisherZh { get; init; }

    /// <summary>The line that a user of the data prints.</summary>
    public string? Attribution { get; init; }

    /// <summary>Its live address.</summary>
    public string? Url { get; init; }

    /// <summary>When it is fetched, as a cron expression.</summary>
    public string? Schedule { get; init; }

    /// <summary>The time zone of the schedule.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Which of two sources' values is shown: the smaller number wins, 1 is the most authoritative.</summary>
    public int Authority { get; init; } = 100;
}

/// <summary>What an edition of a list says about what it does not name.</summary>
public enum Coverage
{
    /// <summary>An edition is the whole list: what is missing from it is closed.</summary>
    Full,

    /// <summary>An edition adds (notices, batches): nothing is closed.</summary>
    Flow,
}

/// <summary>A source with what the store holds of it.</summary>
/// <param name="Source">Its description at its last harvest.</param>
/// <param name="Runs">How often it was harvested.</param>
/// <param name="LastRun">Its newest run, or null.</param>
/// <param name="Claims">Claims that stand.</param>
/// <param name="Entities">Bodies that its mentions were judged to be.</param>
/// <param name="OpenIssues">Issues that are not settled.</param>
public sealed record SourceState(Source Source, long Runs, Run? LastRun, long Claims, long Entities, long OpenIssues)
{
    /// <summary>Since when the oldest of its open issues has been found; null where it has none.</summary>
    public DateTimeOffset? OldestIssue { get; init; }

    /// <summary>How it stands.</summary>
    public SourceHealth Health { get; init; }

    /// <summary>When its schedule has it fetched next, as a serving program noted it; null where none does.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>How a source stands.</summary>
public enum SourceHealth
{
    /// <summary>No run of it has come to an end yet.</summary>
    NeverRun,

    /// <summary>Its last run read the list, and the next is not late.</summary>
    Healthy,

    /// <summary>Its last run read the list, but a time of its schedule has gone by since.</summary>
    Overdue,

    /// <summary>Its last run failed; what was published before stands.</summary>
    Failing,

    /// <summary>Its last run failed because the publisher blocks programs: someone must import the list by hand.</summary>
    Blocked,
}
