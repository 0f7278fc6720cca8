using Dapper;
using Registry.Store.Sqlite;

namespace Registry.Store;

/// <summary>Writes what was found wrong.</summary>
static class Issue
{
    public static void Write(Writer open, long source, long run, StagedIssue issue, long? mention, string now) => open.Connection.Execute("""
        insert into issue (source_id, run_id, code, severity, message, document_id, locator, quote, mention_id, raised_at)
        values (@source, @run, @Code, @Severity, @Message, @Document, @Locator, @Quote, @mention, @now)
        """, new { source, run, issue.Code, Severity = StoredWords.Of(issue.Severity), issue.Message, issue.Document, issue.Locator, issue.Quote, mention, now });
}
