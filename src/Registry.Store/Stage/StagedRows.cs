using Dapper;

namespace Registry.Store;

/// <summary>Removes what a run staged and never published, a batch at a time, so that other writers get their turn.</summary>
static class StagedRows
{
    public static void Remove(Writer writer, long run, CancellationToken cancellation)
    {
        while (writer.Write(open => RemoveNewestBatch(open, run), cancellation))
        {
        }
        writer.Write(open => open.Connection.Execute("""
            delete from layout_column where layout_id in (select layout_id from layout where run_id = @run);
            delete from layout where run_id = @run;
            """, new { run }), cancellation);
    }

    static bool RemoveNewestBatch(Writer open, long run)
    {
        var batch = open.Connection.QuerySingleOrDefault<BatchRow>("""
            select run_id, number, first_record, last_record, first_mention, last_mention, first_claim, last_claim
            from batch
            where run_id = @run
            order by number desc
            limit 1
            """, new { run });
        if (batch is null)
            return false;
        open.Connection.Execute(SqlFiles.Of("ForgetNames"), batch);
        open.Connection.Execute("""
            delete from claim where claim_id between @first_claim and @last_claim;
            delete from record where record_id between @first_record and @last_record;
            delete from mention_identifier where mention_id between @first_mention and @last_mention;
            delete from mention where mention_id between @first_mention and @last_mention;
            delete from batch where run_id = @run_id and number = @number;
            """, batch);
        return true;
    }
}

/// <summary>Ranges of rows that were staged together.</summary>
sealed class BatchRow
{
    public long run_id { get; init; }
    public long number { get; init; }
    public long first_record { get; init; }
    public long last_record { get; init; }
    public long first_mention { get; init; }
    public long last_mention { get; init; }
    public long first_claim { get; init; }
    public long last_claim { get; init; }
}
