using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Harvest.Check;
using Registry.Harvest.Fetch;
using Registry.Harvest.Extract;
using Registry.Harvest.Map;
using Registry.Harvest.Press;
using Registry.Harvest.Read;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest;

/// <summary>The documents of a list on their way in: one run.</summary>
internal sealed class Intake(SourceDefinition source, IDocuments documents, Gazetteer places, IProgress<HarvestProgress>? progress, Receipt? receipt = null, Waiting? waiting = null)
{
    // What is mapped while the batch before is staged. Some of them are under way at once: of larger ones the collector copies much.
    private const int BatchSize = 1000;

    private const int LongList = 100_000;

    // Beside a document stand the bytes in which it was last published.
    private const int LargestCompared = 64 * 1024 * 1024;

    private readonly Issues issues = new();
    private readonly Findings findings = new();
    private readonly Tally tally = new(source);
    private readonly Profiling profiling = new();
    private Mapper? mapper;
    private PressReader? reader;
    private IReadOnlyDictionary<string, Decision> decided = new Dictionary<string, Decision>();
    private Action<StagedProposal>? propose;
    private OtherFigures? others;
    private int documentsRead;
    private bool saysTheSame;
    private long claims;
    private long? expected;

    /// <summary>Reads, maps and checks, and writes nothing.</summary>
    public async Task<Outcome> Try(PublishedList? last, Database? store, CancellationToken cancellationToken)
    {
        try
        {
            bool isNothing = true;
            Recall(store, cancellationToken);
            await foreach (Arrival arrival in documents.Arrive(last, Miss, cancellationToken).ConfigureAwait(false))
            {
                isNothing = false;
                if (last is not null && store is not null)
                {
                    Compare(store, arrival, cancellationToken);
                }

                foreach (StagedRecord mapped in Map(Kept.Nowhere(arrival), static _ => 0, cancellationToken))
                {
                    claims += mapped.Claims.Count;
                }
            }

            if (isNothing)
            {
                return new(source.Id) { Message = documents.Remark };
            }

            IReadOnlyList<string> shortfalls = Check(last);
            receipt?.Foresee(store, source.Id, shortfalls.Count > 0 ? Told(shortfalls) : null, cancellationToken);
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
        catch (Exception fault) when (fault is UnreadableException or FetchException or RegexMatchTimeoutException)
        {
            return new(source.Id) { State = RunState.Failed, Records = tally.Records, Message = fault.Message };
        }
    }

    /// <summary>Takes the document in and publishes it; whatever goes wrong takes back what was staged.</summary>
    public async Task<Outcome> Run(Database store, Resolution resolution, CancellationToken cancellationToken)
    {
        StagingRun run = store.Begin(Described(), documents.Kind, source.Definition, waiting, cancellationToken);
        try
        {
            Run ended = await Run(store, run, resolution, cancellationToken).ConfigureAwait(false);
            receipt?.Settle(store, ended, cancellationToken);
            return Ended(ended);
        }
        catch (OperationCanceledException)
        {
            return Taken(run, () => run.Cancel(Stopped), RunState.Cancelled, Stopped);
        }
        catch (Exception fault) when (fault is UnreadableException or FetchException or StoreException or RegexMatchTimeoutException)
        {
            issues.Add(CodeOf(fault), Severity.Error, fault.Message);
            LookForDrift(run.Last, wasRead: false);
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
        Recall(store, cancellationToken);
        propose = proposal => run.Propose([proposal]);
        Tell(run, "FETCH", cancellationToken);
        if (!await StageWhatIsNew(store, run, cancellationToken).ConfigureAwait(false))
        {
            return run.FinishUnchanged(cancellationToken);
        }

        Tell(run, "CHECK", cancellationToken);
        IReadOnlyList<string> shortfalls = Check(run.Last);
        if (shortfalls.Count > 0)
        {
            return Fail(run, Told(shortfalls));
        }

        run.Report(issues.Take(), cancellationToken);
        run.IsWhole = documents.IsWhole ?? run.IsWhole;
        run.Profile = IsPart ? run.Last?.Profile : profiling.Draw().ToJson();
        Tell(run, "PUBLISH", cancellationToken);
        GiveBackMemory();
        return run.Publish(resolution, cancellationToken);
    }

    // The documents of a long list, whole and compressed, are hundreds of megabytes that nobody needs any more; publishing takes as much again.
    private void GiveBackMemory()
    {
        if (tally.Records >= LongList)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>
    /// Stages what arrives; false where it is the list that was published last, read the same way. Documents that are known wait for one that is not:
    /// then they are read as well, since a list is whole or it is not, and what a page says of a document may have changed without its bytes.
    /// </summary>
    private async Task<bool> StageWhatIsNew(Database store, StagingRun run, CancellationToken cancellationToken)
    {
        PublishedList? same = run.Last is { } last && last.Definition.Span.SequenceEqual(source.Definition) ? run.Last : null;
        HashSet<string> met = new(StringComparer.Ordinal);
        Queue<Kept> waiting = [];
        await foreach (Arrival arrival in documents.Arrive(run.Last, Miss, cancellationToken).ConfigureAwait(false))
        {
            Kept kept = Keep(run, arrival, cancellationToken);
            string says = run.Last is null || run.Last.Snapshots.Contains(kept.Snapshot.Sha256) ? kept.Snapshot.Sha256 : Compare(store, arrival, cancellationToken) ?? kept.Snapshot.Sha256;
            met.Add(says);
            if (same?.Snapshots.Contains(says) == true)
            {
                saysTheSame |= says != kept.Snapshot.Sha256;
                waiting.Enqueue(kept with { Arrival = arrival with { Content = arrival.Content with { Bytes = default } } });
                continue;
            }

            same = null;
            StageWaiting(store, run, waiting, cancellationToken);
            Stage(run, kept, cancellationToken);
        }

        if (met.Count == 0 || same?.Snapshots.SetEquals(met) == true)
        {
            return false;
        }

        StageWaiting(store, run, waiting, cancellationToken);
        return true;
    }

    /// <summary>
    /// Holds a document against the bytes in which it was last published. Gives the hash of those where it says the very same; where pages that led
    /// here, or our own edition's day, say more of it than its bytes, it is taken to say something else.
    /// </summary>
    /// <exception cref="UnreadableException">It was damaged.</exception>
    private string? Compare(Database store, Arrival arrival, CancellationToken cancellationToken)
    {
        if (!arrival.HoldsRecords || source.Read.IsProse || arrival.Content.Bytes.Length > LargestCompared || store.Snapshots.LastPublished(source.Id, arrival.Document.Url, cancellationToken) is not { } last)
        {
            return null;
        }

        Content before = new(arrival.Content.Name, store.Snapshots.Read(last.Snapshot, cancellationToken), Validators.MediaTypeOf(last.Headers));
        bool isSame = new Revision(source, before, arrival.Content, places).SaysTheSame(cancellationToken);
        return isSame && arrival.Carried.Count == 0 && documents.Kind is RunKind.Live or RunKind.Import ? last.Sha256 : null;
    }

    private static Kept Keep(StagingRun run, Arrival arrival, CancellationToken cancellationToken)
    {
        long document = run.Add(arrival.Document, cancellationToken);
        return new(arrival, document, run.Keep(document, arrival.Content.Bytes, arrival.Sighting, cancellationToken));
    }

    private void StageWaiting(Database store, StagingRun run, Queue<Kept> waiting, CancellationToken cancellationToken)
    {
        while (waiting.TryDequeue(out Kept? kept))
        {
            Content whole = kept.Arrival.Content with { Bytes = store.Snapshots.Read(kept.Snapshot.Id, cancellationToken) };
            Stage(run, kept with { Arrival = kept.Arrival with { Content = whole } }, cancellationToken);
        }
    }

    private void Stage(StagingRun run, Kept kept, CancellationToken cancellationToken)
    {
        issues.Document = kept.Document;
        using StagingAhead staging = new(run, () => Staged(run), cancellationToken);
        List<StagedRecord> batch = new(BatchSize);
        foreach (StagedRecord mapped in Map(kept, layout => run.Add(kept.Document, kept.Snapshot, layout, cancellationToken), cancellationToken))
        {
            batch.Add(mapped);
            if (batch.Count == BatchSize)
            {
                staging.Bring(new(batch, issues.Take()));
                batch = new(BatchSize);
            }
        }

        staging.Bring(new(batch, issues.Take()));
        staging.End();
    }

    private void Staged(StagingRun run)
    {
        claims = run.ClaimsAdded;
        progress?.Report(new(source.Id, "READ", run.Records, claims, expected));
    }

    // What is missing from a whole list would be closed as if it had left it.
    private void Miss(MissedDocument missed)
    {
        if (source.Coverage == Coverage.Full)
        {
            throw missed.Fault;
        }

        issues.Add(CodeOf(missed.Fault), Severity.Error, missed.Fault.Message, quote: missed.Document.Title);
    }

    // What was decided about statements of prose before.
    private void Recall(Database? store, CancellationToken cancellationToken)
    {
        if (source.Read.IsProse && store is not null)
        {
            decided = store.Proposals.Decided(source.Id, cancellationToken);
            others = new(store.Figures);
        }
    }

    private IEnumerable<StagedRecord> Map(Kept kept, Func<Layout, long> add, CancellationToken cancellationToken)
    {
        Arrival arrival = kept.Arrival;
        if (!arrival.HoldsRecords || !CanBeRead(arrival.Content))
        {
            return [];
        }

        return source.Read.IsProse ? Read(kept, add, cancellationToken) : Map(arrival, add, cancellationToken);
    }

    // Prose: what is sure enough is staged, the rest waits for a person unless one has decided already.
    private IEnumerable<StagedRecord> Read(Kept kept, Func<Layout, long> add, CancellationToken cancellationToken)
    {
        Arrival arrival = kept.Arrival;
        reader ??= new(places, source.Read.Form == ReadForm.Plan, source.Read.Threshold, key => decided.GetValueOrDefault(key, Decision.Rejected) == Decision.Accepted);
        string text = Texts.Decode(arrival.Content, source.Read.Charset);
        Dictionary<string, long> layouts = new(StringComparer.Ordinal);
        int position = 0;
        IReadOnlyList<Statement> statements = reader.Read(text, arrival.Document.Url, cancellationToken);
        foreach (Statement statement in others?.Compare(statements, arrival.Content.Name, cancellationToken) ?? statements)
        {
            tally.Count();
            position++;
            bool? wasAccepted = decided.TryGetValue(statement.Key, out Decision decision) ? decision == Decision.Accepted : null;
            if (wasAccepted == false || (wasAccepted is null && statement.Score < source.Read.Threshold))
            {
                Defer(kept, statement, wasAccepted);
                continue;
            }

            if (!layouts.TryGetValue(statement.Passage.Locator, out long layout))
            {
                layouts.Add(statement.Passage.Locator, layout = add(new(statement.Passage.Locator, [])));
            }

            if (statement.Claims.FirstOrDefault(static claim => claim.Flags.HasFlag(ClaimFlags.Suspect)) is { Note: not null } doubt)
            {
                issues.Add(statement.Claims.FirstOrDefault(static claim => claim.Predicate == ClaimPredicate.Property("doubt")).Value ?? "SUSPECT_NUMBER", Severity.Warning, $"{statement.Text}: {doubt.Note}", statement.Passage.Locator, statement.Passage.Quote);
            }

            StagedRecord record = new(layout, position, [statement.Passage.Quote], statement.Mentions, statement.Claims);
            receipt?.Take(statement.Passage.Locator, record, statement.Text, null);
            yield return record;
        }

        documentsRead++;
    }

    private void Defer(Kept kept, Statement statement, bool? wasAccepted)
    {
        string why = wasAccepted == false
            ? "it was rejected in the review queue"
            : string.Create(CultureInfo.InvariantCulture, $"it waits in the review queue: its score of {statement.Score:0.00} lies below the source's threshold of {source.Read.Threshold:0.00}");
        receipt?.Take(statement.Passage.Locator, null, statement.Text, why);
        if (wasAccepted is null)
        {
            propose?.Invoke(new(
                statement.Key, statement.Kind, statement.Text, statement.Score, kept.Document, kept.Snapshot, statement.Passage.Locator, statement.Passage.Quote, statement.Mentions, statement.Claims));
        }
    }

    private IEnumerable<StagedRecord> Map(Arrival arrival, Func<Layout, long> add, CancellationToken cancellationToken)
    {
        mapper ??= new(source, places, issues);
        profiling.Look(arrival.Content);
        tally.Document = documentsRead++ == 0 && arrival.Carried.Count == 0 ? null : arrival.Content.Name;
        CarriedColumns carried = CarriedColumns.Of(arrival, source.Crawl);
        Findings found = new();
        Layout? layout = null;
        long number = 0;
        foreach (Record read in RecordReader.For(source.Read).Read(arrival.Content, found, cancellationToken))
        {
            Record record = carried.Add(read);
            tally.Count(record);
            profiling.Count(record);
            if (!ReferenceEquals(layout, record.Layout))
            {
                layout = record.Layout;
                number = add(layout);
            }

            StagedRecord? said = mapper.Map(record, number, arrival.Content.Name);
            receipt?.Take(record, said, issues);
            if (said is { } mapped)
            {
                yield return mapped;
            }
        }

        Learn(found, arrival);
    }

    private void Learn(Findings found, Arrival arrival)
    {
        findings.Add(found, tally.Document, isPage: source.Crawl is { Follow.Count: 0 });
        CountWhatLedHere(found, arrival);
        foreach (Remark remark in found.Remarks)
        {
            issues.Add(remark.Code, Severity.Warning, remark.Message, remark.Locator);
        }
    }

    // A whole list without this document would close what stands in it; one that flows goes on, and the document is kept and named.
    private bool CanBeRead(Content content)
    {
        if (source.Coverage == Coverage.Full || UnsupportedForm.Of(content, source.Read) is not { } fault)
        {
            return true;
        }

        issues.Add(CodeOf(fault), Severity.Error, fault.Message);
        return false;
    }

    // The notice says how many its attachments list: 等194家孵化器.
    private void CountWhatLedHere(Findings found, Arrival arrival)
    {
        foreach (Carried carried in source.Read.Total is null ? [] : arrival.Carried)
        {
            if (carried.Text is null || source.Read.Total!.Match(carried.Text) is not { Success: true } match || !long.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            {
                continue;
            }

            StatedCount? stated = findings.Counts.Find(c => c.Locator == carried.Locator && c.Stated == count);
            if (stated is null)
            {
                findings.Counts.Add(stated = new(match.Value.Trim(), carried.Locator, count, Section: false));
            }

            stated.Counted += found.Records;
        }
    }

    // Falling short stops the run; more than was expected, and all in which the list differs from the last one, is for someone to look at.
    private IReadOnlyList<string> Check(PublishedList? last)
    {
        issues.Document = null;
        IReadOnlyList<string> shortfalls = tally.Shortfalls(findings, last?.Run, IsPart);
        foreach (string shortfall in shortfalls)
        {
            issues.Add("SHORT_OF_EXPECTATION", Severity.Error, shortfall);
        }

        if (tally.Excess(last?.Run) is { } excess)
        {
            issues.Add("MORE_THAN_EXPECTED", Severity.Warning, excess);
        }

        LookForDrift(last, wasRead: true);
        mapper?.Close();
        issues.Close();
        return shortfalls;
    }

    // Where our own mapping has changed since, a difference is ours. Of a list that could not be read to its end only how it is built is known.
    private void LookForDrift(PublishedList? last, bool wasRead)
    {
        Profile now = profiling.Draw();
        if (IsPart || now.Records == 0 || last is null || !last.Definition.Span.SequenceEqual(source.Definition) || Profile.Of(last.Profile) is not { } before)
        {
            return;
        }

        foreach (StagedIssue drift in Drift.Between(before, now, isWhole: wasRead && source.Coverage == Coverage.Full))
        {
            issues.Add(drift.Code, drift.Severity, drift.Message);
        }
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
        Message = run.Message ?? (run.State == RunState.Unchanged ? saysTheSame ? SaidBefore : documents.Remark : null),
    };

    private bool IsPart => source.Coverage == Coverage.Full && documents.IsWhole == false;

    /// <summary>A document that the store holds for this run.</summary>
    private sealed record Kept(Arrival Arrival, long Document, Snapshot Snapshot)
    {
        /// <summary>A document that is only tried.</summary>
        public static Kept Nowhere(Arrival arrival) => new(arrival, 0, new(0, "", 0, IsNew: false));
    }

    private const string SaidBefore = "other bytes, and records that say the same as those last published";

    private const string Stopped = "stopped; nothing of it was published";

    private static string Told(IReadOnlyList<string> shortfalls) => $"nothing was published: {string.Join("; ", shortfalls)}";

    private static string CodeOf(Exception fault) => fault switch
    {
        UnreadableException { Reason: UnreadableReason.UnsupportedForm } => "UNSUPPORTED_FORMAT",
        UnreadableException unreadable => $"UNREADABLE_{Upper(unreadable.Reason.ToString())}",
        FetchException fetch => $"FETCH_{Upper(fetch.Fault.ToString())}",
        RegexMatchTimeoutException => "PATTERN_TIMEOUT",
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
