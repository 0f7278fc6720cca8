using System.Diagnostics;
using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Extract;
using Registry.Harvest.Map;

namespace Registry.Bench;

/// <summary>How much text a second one core reads into rows.</summary>
internal static class ExtractionSpeed
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    /// <summary>Reads the texts of a folder again and again and prints megabytes of UTF-8 a second of processor time.</summary>
    public static int Run(string folder, string catalog)
    {
        var texts = Directory.GetFiles(folder, "*.txt").Select(File.ReadAllText).ToList();
        var bytes = texts.Sum(Encoding.UTF8.GetByteCount);
        var extractor = new Extractor(Divisions.Of(SourceCatalog.Load(catalog)));
        var rows = 0;
        for (var round = 0; round < 20; round++)
            rows = texts.Sum(text => extractor.Extract(text).Count);

        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        long read = 0;
        while (watch.Elapsed < Measured)
        {
            texts.ForEach(text => extractor.Extract(text));
            read += bytes;
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.Out.WriteLine($"{texts.Count} texts, {bytes:N0} bytes, {rows} rows: {read / 1e6 / watch.Elapsed.TotalSeconds:0.00} MB/s by the clock, {read / 1e6 / used.TotalSeconds:0.00} MB/s of processor time");
        return 0;
    }
}
