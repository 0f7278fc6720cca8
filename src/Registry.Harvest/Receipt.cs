using Registry.Harvest.Map;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest;

/// <summary>What became of one row of an import.</summary>
/// <param name="Locator">Where the row stands in its document.</param>
/// <param name="Outcome">In a word. Of a dry run: New where the source has not spoken of the body before, else Accepted.</param>
/// <param name="Name">The body that it is about; null where it could not be read.</param>
/// <param name="Entity">The public id of the body; null where it has none.</param>
/// <param name="Reason">Why the row was refused, or what else there is to know; null where nothing is.</param>
public sealed record ReceiptRow(string Locator, RowOutcome Outcome, string? Name, string? Entity, string? Reason);

/// <summary>Takes down, row by row, what becomes of an import. For one run.</summary>
public sealed class Receipt
{
    private readonly List<(string Locator, StagedRow? Row, string? Name, string? Reason)> taken = [];
    private long issuesBefore;

    /// <summary>The rows, in the order of the document; complete when the import has ended.</summary>
    public IReadOnlyList<ReceiptRow> Rows { get; private set; } = [];

    /// <summary>Takes a statement of prose down: published, or refused for a reason.</summary>
    internal void Take(string locator, StagedRecord? said, string text, string? reason)
    {
        StagedRow? row = said is { Mentions: [var main, ..] } ? new StagedRow(said.Layout, said.Position, main.Type, main.Key) : null;
        taken.Add((locator, row, text, reason));
    }

    /// <summary>Takes a row down.</summary>
    internal void Take(in Record record, StagedRecord? said, Issues issues)
    {
        string locator = Issues.RowOf(record);
        if (said is { Mentions: [var main, ..] })
        {
            taken.Add((locator, new StagedRow(said.Layout, said.Position, main.Type, main.Key), main.Name, null));
        }
        else
        {
            taken.Add((locator, null, null, issues.Count > issuesBefore ? issues.Last : "it says nothing that can be kept"));
        }

        issuesBefore = issues.Count;
    }

    /// <summary>Looks up what the run made of the rows.</summary>
    internal void Settle(Database store, Run run, CancellationToken cancellationToken)
    {
        if (run.State != RunState.Published)
        {
            Rows = [.. taken.Select(row => Refused(row, run.Message))];
            return;
        }

        Queue<RowReceipt> receipts = new(store.Receipts.Of(run.Id, [.. taken.Where(row => row.Row is not null).Select(row => row.Row!.Value)], cancellationToken));
        Rows = [.. taken.Select(row => row.Row is null ? Refused(row, null) : Of(row, receipts.Dequeue()))];
    }

    /// <summary>Looks up what a run would probably make of the rows.</summary>
    internal void Foresee(Database? store, string source, string? fault, CancellationToken cancellationToken)
    {
        StagedRow[] rows = [.. taken.Where(row => row.Row is not null).Select(row => row.Row!.Value)];
        Queue<bool> known = new(store is null ? new bool[rows.Length] : store.Receipts.AreKnown(source, rows, cancellationToken));
        Rows = [.. taken.Select(row => row.Row is null || fault is not null
            ? Refused(row, fault)
            : new(row.Locator, known.Dequeue() ? RowOutcome.Accepted : RowOutcome.New, row.Name, null, null))];
    }

    private static ReceiptRow Of((string Locator, StagedRow? Row, string? Name, string? Reason) row, RowReceipt receipt) => new(
        row.Locator, receipt.Outcome, row.Name, receipt.Entity, receipt.Entity is null ? "no body is known that it could be" : null);

    private static ReceiptRow Refused((string Locator, StagedRow? Row, string? Name, string? Reason) row, string? why) =>
        new(row.Locator, RowOutcome.Refused, row.Name, null, row.Reason ?? why);
}
