using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Registry.Testing;

/// <summary>Microsoft's own parser of T-SQL, as SQL Server 2019 understands it.</summary>
static class Parser
{
    /// <summary>What is wrong with a text: each fault with its line and the text; nothing where it is T-SQL.</summary>
    public static IReadOnlyList<string> Faults(string text)
    {
        using var reader = new StringReader(text);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var faults);
        return [.. faults.Select(fault => $"line {fault.Line} column {fault.Column}: {fault.Message}\n{text}")];
    }

    /// <summary>As <see cref="Faults"/>, of a statement of ours.</summary>
    public static IReadOnlyList<string> FaultsOf(string sql) => Faults(Store.SqlServer.TransactSql.Of(sql).Text);
}
