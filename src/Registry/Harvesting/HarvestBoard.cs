using System.Globalization;
using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Store;
using Spectre.Console;

namespace Registry.Harvesting;

/// <summary>Harvests one source after the other and shows how far each is: a bar a source on a terminal, a plain line a source elsewhere.</summary>
internal static class HarvestBoard
{
    /// <summary>What is done for one source, told of its progress.</summary>
    public delegate Task<HarvestResult> Deed(SourceDefinition source, IProgress<HarvestProgress> progress);

    /// <summary>Does the deed for every source in turn; after a stop the rest is left.</summary>
    public static async Task<IReadOnlyList<HarvestResult>> Show(IReadOnlyList<SourceDefinition> sources, Deed deed, IAnsiConsole console, CancellationToken cancellationToken) =>
        console.Profile.Capabilities.Interactive
            ? await console.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(bars => Run(sources, deed, (source, index) => new Bar(bars.AddTask(Markup.Escape(source.Id), maxValue: 1), index, sources.Count), cancellationToken))
            : await Run(sources, deed, (source, index) => new Line(source, index, sources.Count, console.Profile.Out.Writer), cancellationToken);

    private static async Task<IReadOnlyList<HarvestResult>> Run(
        IReadOnlyList<SourceDefinition> sources, Deed deed, Func<SourceDefinition, int, Display> display, CancellationToken cancellationToken)
    {
        List<HarvestResult> results = [];
        foreach (var source in sources)
        {
            if (cancellationToken.IsCancellationRequested)
                break;
            var shown = display(source, results.Count + 1);
            var result = await deed(source, shown);
            shown.End(result);
            results.Add(result);
        }

        return results;
    }

    private abstract class Display : IProgress<HarvestProgress>
    {
        public abstract void Report(HarvestProgress value);

        public abstract void End(HarvestResult result);
    }

    private sealed class Bar(ProgressTask bar, int number, int of) : Display
    {
        public override void Report(HarvestProgress value)
        {
            bar.Description = string.Create(CultureInfo.InvariantCulture, $"{number}/{of} {Markup.Escape(value.Source)} {Word(value.Phase)} {value.Records:N0}");
            if (value.Expected is > 0 and { } expected)
                bar.Value = Math.Min(0.99, value.Records / (double)expected);
            else
                bar.IsIndeterminate = true;
        }

        public override void End(HarvestResult result)
        {
            bar.IsIndeterminate = false;
            bar.Value = 1;
            bar.Description = string.Create(CultureInfo.InvariantCulture, $"{number}/{of} {Markup.Escape(result.Source)} {Word(result.State.ToString())} {result.Records:N0}");
            bar.StopTask();
        }

        private static string Word(string phase) => phase.ToLowerInvariant();
    }

    private sealed class Line(SourceDefinition source, int number, int of, TextWriter writer) : Display
    {
        private string? phase;

        public override void Report(HarvestProgress value)
        {
            if (value.Phase == phase)
                return;
            if (phase is null)
                writer.WriteLine($"{number}/{of} {source.Id} begins");
            phase = value.Phase;
        }

        public override void End(HarvestResult result) =>
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{number}/{of} {result.Source} {result.State.ToString().ToLowerInvariant()}: {result.Records:N0} records, {result.Claims:N0} new claims, {result.Elapsed.TotalSeconds:F1} s"));
    }
}
