using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Rows;
using Registry.Harvest.Map;
using Registry.Harvest.Read;

namespace Registry.Verbs;

/// <summary><c>registry extract FILE</c>: what a press text, a notice or a plan says, as JSON lines; needs no store.</summary>
internal static class ExtractVerb
{
    private const string StandardInput = "-";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string> File = new("FILE") { Description = "A text or HTML document in UTF-8 or GB18030; - for standard input." };

    public static Command Build()
    {
        var command = new Command("extract", "Print what a press text, a notice or a plan says: entities, relations, figures, promises, each with its quote, as JSON lines.") { File };
        command.SetAction(Extract);
        return command;
    }

    private static async Task<int> Extract(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        var text = Texts.Decode(new Content(file == StandardInput ? "standard input" : file, await Bytes(file, cancellationToken)));
        var extractor = new Extractor(Divisions.Of(Setting.LoadCatalog(parsed), cancellationToken));
        await using var output = Console.OpenStandardOutput();
        await using var writer = new StreamWriter(output);
        foreach (Row row in extractor.Extract(text, cancellationToken))
            await writer.WriteLineAsync(row.Fields.ToJsonString(Readable).AsMemory(), cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<byte[]> Bytes(string file, CancellationToken cancellationToken)
    {
        if (file != StandardInput)
        {
            return System.IO.File.Exists(file)
                ? await System.IO.File.ReadAllBytesAsync(file, cancellationToken)
                : throw new UsageException($"There is no file {file} to extract from. A text or HTML document, or - for standard input, would be right.");
        }

        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
