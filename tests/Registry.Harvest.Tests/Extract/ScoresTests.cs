using System.Diagnostics;
using Registry.Harvest.Extract;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Extract;

/// <summary>The three texts that a careful reader has read (../shared/gold), scored by the scorer that lies beside them.</summary>
public sealed class ScoresTests
{
    private const string Floors = "entity=0.9,relation=0.8,observation=0.9,target=0.95,policy=0.9";

    [Fact]
    public void The_three_texts_together_are_read_as_well_as_is_asked()
    {
        string gold = Directory.CreateTempSubdirectory("registry-scores").FullName;
        try
        {
            string wanted = Path.Combine(gold, "gold.jsonl"), given = Path.Combine(gold, "given.jsonl");
            foreach (string text in Texts())
            {
                File.AppendAllText(wanted, File.ReadAllText(ForeignData.At($"gold/{Path.GetFileNameWithoutExtension(text)}.jsonl")) + "\n");
                File.AppendAllLines(given, Rows(text));
            }

            Score($"{wanted} {given} --min {Floors}");
        }
        finally
        {
            Directory.Delete(gold, recursive: true);
        }
    }

    [Fact]
    public void No_text_is_read_into_a_trap_and_every_quote_and_offset_is_true()
    {
        foreach (string text in Texts())
        {
            string given = Path.GetTempFileName();
            File.WriteAllLines(given, Rows(text));
            Score($"{ForeignData.At($"gold/{Path.GetFileNameWithoutExtension(text)}.jsonl")} {given} --text {text} --traps {ForeignData.At("gold/traps.jsonl")} --max-traps 0 --min quote=1,offset=1");
            File.Delete(given);
        }
    }

    private static IEnumerable<string> Texts() => Directory.GetFiles(Path.GetDirectoryName(ForeignData.At("seeds/000_43e763a2ad61612c.txt"))!, "*.txt").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rows(string text) => new Extractor(Bundled.Places).Extract(File.ReadAllText(text)).Select(row => row.Fields.ToJsonString());

    private static void Score(string arguments)
    {
        ProcessStartInfo start = new("python3", $"{ForeignData.At("tools/score_extraction.py")} {arguments} --details") { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? scorer = null;
        try
        {
            scorer = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is missing; the scorer needs Python 3.11.");
        }

        using (scorer)
        {
            string report = scorer.StandardOutput.ReadToEnd() + scorer.StandardError.ReadToEnd();
            scorer.WaitForExit();
            Assert.True(scorer.ExitCode == 0, report);
        }
    }
}
