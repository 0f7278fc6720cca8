using System.Globalization;
using Registry.Harvest;
using Spectre.Console;

namespace Registry.Harvesting;

/// <summary>What a harvest did, as a table on standard output: one row a source, a sum at the end.</summary>
internal static class RunTable
{
    // As narrow as it can be: with the longest name of a source it fits on a terminal of 80 columns.
    public static void Print(IReadOnlyList<HarvestResult> results, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).ShowFooters();
        table.AddColumn(new TableColumn("source").NoWrap().Footer("total"));
        table.AddColumn(new TableColumn("state").NoWrap().Padding(0, 0));
        table.AddColumn(Figures("records", results.Sum(result => result.Records)));
        table.AddColumn(Figures("claims", results.Sum(result => result.Claims)));
        table.AddColumn(Figures("entities", results.Sum(result => result.Entities)));
        table.AddColumn(Figures("issues", results.Sum(result => result.Issues)));
        table.AddColumn(new TableColumn("seconds").RightAligned().NoWrap().Padding(0, 0).Footer(Seconds(results.Sum(result => result.Elapsed.TotalSeconds))));
        foreach (var result in results)
            table.AddRow(Row(result));
        console.Write(table);
    }

    /// <summary>Says what there is to know of the runs, and names what dry runs found.</summary>
    public static void Tell(IReadOnlyList<HarvestResult> results)
    {
        foreach (var result in results)
        {
            if (result.Message is not null)
                Console.Error.WriteLine($"registry: {result.Source}: {result.Message}");
            foreach (var issue in result.Found)
                Console.Out.WriteLine($"{result.Source}: {issue.Code}: {issue.Message} {issue.Locator}");
        }
    }

    private static TableColumn Figures(string title, long sum) =>
        new TableColumn(title).RightAligned().NoWrap().Padding(0, 0).Footer(Figure(sum));

    private static string[] Row(HarvestResult result) =>
    [
        Markup.Escape(result.Source),
        result.State.ToString().ToLowerInvariant(),
        Figure(result.Records),
        Figure(result.Claims),
        Figure(result.Entities),
        Figure(result.Issues),
        Seconds(result.Elapsed.TotalSeconds),
    ];

    private static string Figure(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);
}
