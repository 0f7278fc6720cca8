using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Harvest.Check;
using Registry.Harvest.Fetch;
using Registry.Harvest.Map;
using Registry.Harvest.Read;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest;

/// <summary>One document on its way in: one run.</summary>
internal sealed class Intake(SourceDefinition source, RunKind kind, Edition? edition, Gazetteer places, Fetcher fetcher, IProgress<HarvestProgress>? progress)
{
    // One transaction a batch; larger ones keep other writers waiting, smaller ones pay for the transaction.
    private const int BatchSize = 2000;

    private readonly Issues issues = new();
    private readonly Findings findings = new();
    private readonly Tally tally = new(source);
    private long claims;
    private long? expected;

    /// <summary>Reads, maps and checks, and writes nothing.</summary>
    public async Task<Outcome> Try(PublishedList? last, CancellationToken cancellationToken)
    {
        try
        {
            Arrival arrival = edition is null
                ? (await fetcher.Fetch(source, null, cancellationToken).ConfigureAwait(false))!
                : Editions.Read(source, edition, cancellationToken);
            foreach (StagedRecord mapped in Map(arrival.Content, static _ => 0, cancellationToken))
            {
                claims += mapped.Claims.Count;
            }

            IReadOnlyList<string> shortfalls = tally.Shortfalls(findings, last?.Run);
            return new(source.Id)
            {
                State = shortfalls.Count > 0 ? RunState.Failed : RunState.Published,
                Records = tally.Records,
                Claims = claims,
                Issues = issues.Count,
                Message = shortfalls.Count > 0 ? Told(shortfalls) : "dry run: nothing was written",
                Found = issues.Take(),
            };
        }
        catch (OperationCanceledException)
        {
            return new(source.Id) { State = RunState.Cancelled, Message = Stopped };
        }
        catch (Exception fault) when (fault is UnreadableException or FetchException)
        {
            return new(source.Id) { State = RunState.Failed, Records = tally.Records, Message = fault.Message };
        }
    }

    /// <summary>Takes the document in and publishes it; whatever goes wrong takes back what was staged.</summary>
    public async Task<Outcome> Run(Database store, Resolution resolution, CancellationToken cancellationToken)
    {
        StagingRun run = store.Begin(Described(), kind, source.Definition, cancellationToken);
        try
        {
            return Ended(await Run(store, run, resolution, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            return Taken(run, () => run.Cancel(Stopped), RunState.Cancelled, Stopped);
        }
        catch (Exception fault) when (fault is UnreadableException or FetchException or StoreException)
        {
            issues.Add(CodeOf(fault), Severity.Error, fault.Message);
            return Taken(run, () => Fail(run, fault.Message), RunState.Failed, fault.Message);
        }
        catch (Exception fault)
        {
            string message = $"a fault of the program, not of the list: {fault.GetType().Name}: {fault.Message}";
            issues.Add("PROGRAM_FAULT", Severity.Error, message, quote: fault.StackTrace);
            return Taken(run, () => Fail(run, message), RunState.Failed, message);
        }
    }

    private async Task<Run> Run(Database store, StagingRun run, Resolution resolution, CancellationToken cancellationToken)
    {
        expected = run.Last?.Run.Records ?? source.Expect.MaxRecords;
        Tell(run, "FETCH", cancellationToken);
        Arrival? arrival = await Arrive(store, run.Last, cancellationToken).ConfigureAwait(false);
        if (arrival is null)
        {
            return run.FinishUnchanged(cancellationToken);
        }

        long document = run.Add(arrival.Document, cancellationToken);
        Snapshot snapshot = run.Keep(document, arrival.Content.Bytes, arrival.Sighting, cancellationToken);
        if (IsKnown(run.Last, snapshot.Sha256))
        {
            return run.FinishUnchanged(cancellationToken);
        }

        issues.Document = document;
        Stage(run, document, snapshot, arrival.Content, cancellationToken);
        Tell(run, "CHECK", cancellationToken);
        IReadOnlyList<string> shortfalls = tally.Shortfalls(findings, run.Last?.Run);
        if (shortfalls.Count > 0)
        {
            return Fail(run, Told(shortfalls));
        }

        run.Report(issues.Take(), cancellationToken);
        Tell(run, "PUBLISH", cancellationToken);
        return run.Publish(resolution, cancellationToken);
    }

    private async Task<Arrival?> Arrive(Database store, PublishedList? last, CancellationToken cancellationToken)
    {
        if (edition is not null)
        {
            return Due.IsOvertaken(edition, last) ? null : Editions.Read(source, edition, cancellationToken);
        }

        LastSighting? seen = source.Address is { } address ? store.Snapshots.LastSeen(source.Id, address.AbsoluteUri, cancellationToken) : null;
        Validators? validators = seen is not null && IsKnown(last, seen.Sha256) ? Validators.Of(seen.Headers) : null;
        return await fetcher.Fetch(source, validators, cancellationToken).ConfigureAwait(false) ?? Kept(store, seen!, cancellationToken);
    }

    // The publisher says that the bytes are those we hold: they are seen again, without having been sent.
    private Arrival Kept(Database store, LastSighting seen, CancellationToken cancellationToken)
    {
        string address = source.Address!.AbsoluteUri;
        return new(
            new Document(address, source.Title.Zh),
            new Content(address, store.Snapshots.Read(seen.Snapshot, cancellationToken)),
            new Sighting(address, null, seen.Headers));
    }

    private bool IsKnown(PublishedList? last, string sha256) =>
        last is not null && last.Snapshots.Contains(sha256) && last.Definition.Span.SequenceEqual(source.Definition);

    private void Stage(StagingRun run, long document, Snapshot snapshot, Content content, CancellationToken cancellationToken)
    {
        List<StagedRecord> batch = new(BatchSize);
        foreach (StagedRecord mapped in Map(content, layout => run.Add(document, snapshot, layout, cancellationToken), cancellationToken))
        {
            batch.Add(mapped);
            if (batch.Count == BatchSize)
            {
                Flush(run, batch, cancellationToken);
            }
        }

        Flush(run, batch, cancellationToken);
    }

    private void Flush(StagingRun run, List<StagedRecord> batch, CancellationToken cancellationToken)
    {
        run.Stage(batch, cancellationToken);
        run.Report(issues.Take(), cancellationToken);
        batch.Clear();
        claims = run.ClaimsAdded;
        Tell(run, "READ", cancellationToken);
    }

    private IEnumerable<StagedRecord> Map(Content content, Func<Layout, long> add, CancellationToken cancellationToken)
    {
        Mapper mapper = new(source, places, issues);
        Layout? layout = null;
        long number = 0;
        foreach (Record record in RecordReader.For(source.Read).Read(content, findings, cancellationToken))
        {
            tally.Count(record);
            if (!ReferenceEquals(layout, record.Layout))
            {
                layout = record.Layout;
                number = add(layout);
            }

            if (mapper.Map(record, number, content.Name) is { } mapped)
            {
                yield return mapped;
            }
        }

        mapper.Close();
        foreach (Remark remark in findings.Remarks)
        {
            issues.Add(remark.Code, Severity.Warning, remark.Message, remark.Locator);
        }

        issues.Close();
    }

    private Run Fail(StagingRun run, string message)
    {
        run.Report(issues.Take(), CancellationToken.None);
        return run.Fail(message);
    }

    // A store that is full or was taken over cannot even be told that the run failed; what it staged is swept by whoever comes next.
    private Outcome Taken(StagingRun run, Func<Run> end, RunState state, string message)
    {
        try
        {
            using (run)
            {
                return Ended(end());
            }
        }
        catch (StoreException)
        {
            return new(source.Id) { State = state, Records = tally.Records, Issues = issues.Count, Message = message };
        }
    }

    private Outcome Ended(Run run) => new(source.Id)
    {
        State = run.State,
        Records = run.State == RunState.Unchanged ? 0 : tally.Records,
        Claims = run.ClaimsAdded,
        ClaimsClosed = run.ClaimsClosed,
        Entities = run.EntitiesFounded,
        Issues = run.Issues,
        Message = run.Message,
    };

    private const string Stopped = "stopped; nothing of it was published";

    private static string Told(IReadOnlyList<string> shortfalls) => $"nothing was published: {string.Join("; ", shortfalls)}";

    private static string CodeOf(Exception fault) => fault switch
    {
        UnreadableException unreadable => $"UNREADABLE_{Upper(unreadable.Reason.ToString())}",
        FetchException fetch => $"FETCH_{Upper(fetch.Fault.ToString())}",
        _ => "STORE_FAULT",
    };

    private static string Upper(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString(CultureInfo.InvariantCulture)));

    private void Tell(StagingRun run, string phase, CancellationToken cancellationToken)
    {
        run.Progress(phase, cancellation: cancellationToken);
        progress?.Report(new(source.Id, phase, tally.Records, claims, expected));
    }

    private Source Described() => new(source.Id, source.Title.En, source.Publisher.En, source.Licence, source.Coverage)
    {
        TitleZh = source.Title.Zh,
        PublisherZh = source.Publisher.Zh,
        Attribution = source.Attribution,
        Url = source.Address?.AbsoluteUri,
        Schedule = source.Schedule,
        TimeZone = source.Zone.Id,
        Authority = source.Authority,
    };
}
