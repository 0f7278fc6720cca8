using System.Text.RegularExpressions;
using Quartz;

namespace Registry.Tests.Scheduling;

/// <summary>The tables of the shared timetable against those that the Quartz.NET we build with makes for itself.</summary>
public sealed partial class TimetableTablesTests
{
    // What it keeps of runs that are over, if it is told to: the ledger tells more.
    private static readonly string[] unused = ["EXECUTION_HISTORY", "MISFIRE_HISTORY", "JOB_STATUS"];

    [Fact]
    public void They_have_each_column_that_Quartz_asks_for_of_the_same_type()
    {
        var ours = Tables(File.ReadAllText(Checkout.PathTo("schema", "sql", "sqlserver", "0009_timetable.sql")));
        var theirs = Tables(OfQuartz().Replace("{0}", "QRTZ_", StringComparison.Ordinal)).Where(table => !unused.Contains(table.Key["QRTZ_".Length..])).ToDictionary();

        Assert.Equal(12, theirs.Count);
        Assert.Equal(theirs.Keys.Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
        foreach (var (table, columns) in theirs)
            Assert.Equal(columns, ours[table]);
    }

    private static string OfQuartz()
    {
        using var reader = new StreamReader(typeof(IJob).Assembly.GetManifestResourceStream("Quartz.Impl.AdoJobStore.Schema.create_sqlServer.sql")!);
        return reader.ReadToEnd();
    }

    // Column, type and whether it may be empty: the rest is each side's own style.
    private static Dictionary<string, List<string>> Tables(string script) => Table().Matches(script).ToDictionary(
        table => table.Groups[1].Value,
        table => Column().Matches(table.Groups[2].Value)
            .Select(column => $"{column.Groups[1].Value} {column.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal)}{(column.Value.Contains("not null", StringComparison.OrdinalIgnoreCase) ? "" : " null")}")
            .ToList());

    [GeneratedRegex(@"create table (\w+) \((.+?)^\s*constraint", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*([A-Z_0-9]+) (\w+(?:\([^)]*\))?).*,\s*$", RegexOptions.Multiline)]
    private static partial Regex Column();
}
