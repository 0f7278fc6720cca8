using Dapper;

namespace Registry.Store;

/// <summary>Writes what was found wrong, and settles it when it is no longer found.</summary>
static class Issue
{
    public static void Write(Writer open, long source, long run, StagedIssue issue, long? mention, string now) => open.Connection.Execute("""
        insert into issue (source_id, run_id, code, severity, message, document_id, locator, quote, mention_id, raised_at)
        values (@source, @run, @Code, @Severity, @Message, @Document, @Locator, @Quote, @mention, @now)
        """, new { source, run, issue.Code, Severity = StoredWords.Of(issue.Severity), issue.Message, issue.Document, issue.Locator, issue.Quote, mention, now });

    /// <summary>
    /// When a run ends: what it found that an earlier one had found already is as old as that; what it could have found and did not, or found
    /// again, is settled. A run that read the list speaks of what it read (of a whole list: of everything); one that read nothing only of what kept
    /// earlier runs from reading. What concerns a mention is settled by the judgement on it.
    /// </summary>
    public static void Settle(Writer open, long source, long run, bool hasRead, bool isWhole) => open.Connection.Execute("""
        update issue
        set since = (
            select min(coalesce(o.since, o.raised_at))
            from issue o
            where o.source_id = @source and o.run_id < @run and o.settled_run is null and o.mention_id is null
                and o.code = issue.code and coalesce(o.quote, o.locator, '') = coalesce(issue.quote, issue.locator, ''))
        where run_id = @run and mention_id is null;
        update issue
        set settled_run = @run
        where source_id = @source and run_id < @run and settled_run is null and mention_id is null
            and (run_id in (select run_id from run where source_id = @source and state in ('FAILED', 'CANCELLED', 'ABANDONED'))
                or (@hasRead = 1 and (@isWhole = 1 or document_id is null or document_id in (select document_id from sighting where run_id = @run))));
        """, new { source, run, hasRead, isWhole });
}
