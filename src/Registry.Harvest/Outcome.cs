using Registry.Store;

namespace Registry.Harvest;

/// <summary>How one or several runs of a source ended, while they are being added up.</summary>
internal sealed record Outcome(string Source)
{
    public RunState State { get; set; } = RunState.Unchanged;

    public long Records { get; set; }

    public long Claims { get; set; }

    public long ClaimsClosed { get; set; }

    public long Entities { get; set; }

    public long Issues { get; set; }

    public string? Message { get; set; }

    public IReadOnlyList<StagedIssue> Found { get; set; } = [];

    /// <summary>Adds a run; the state and message are those of the last one that changed anything.</summary>
    public void Add(Outcome run)
    {
        State = run.State == RunState.Unchanged ? State : run.State;
        Records += run.Records;
        Claims += run.Claims;
        ClaimsClosed += run.ClaimsClosed;
        Entities += run.Entities;
        Issues += run.Issues;
        Message = run.Message ?? Message;
        Found = [.. Found, .. run.Found];
    }

    /// <summary>Ends without a run.</summary>
    public void Stop(RunState state, string message) => (State, Message) = (state, message);

    public HarvestResult Result(TimeSpan elapsed) => new(Source, State, Records, Claims, ClaimsClosed, Entities, Issues, elapsed, Message) { Found = Found };
}
