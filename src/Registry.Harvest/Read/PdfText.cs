using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Registry.Harvest.Read;

/// <summary>A word of a PDF with the place where it stands, in points from the top left of its page.</summary>
internal readonly record struct PdfWord(int Page, double Left, double Top, double Width, double Height, string Text)
{
    public double Right => Left + Width;

    public double Middle => Top + (Height / 2);
}

/// <summary>The words of a PDF, by the program <c>pdftotext</c> of poppler, which runs apart: what a damaged file does to it, it does to nobody else.</summary>
internal static class PdfText
{
    private const string Program = "pdftotext";
    private const long MostOutput = 256L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // Asked twice of one document: whether it can be read, and what it says.
    private static readonly ConditionalWeakTable<Content, List<PdfWord>> Met = [];

    /// <summary>Why a PDF cannot be read at all; null where it can, or where it is damaged.</summary>
    public static UnreadableException? Unsupported(Content content)
    {
        try
        {
            Words(content, CancellationToken.None);
            return null;
        }
        catch (UnreadableException fault) when (fault.Reason == UnreadableReason.UnsupportedForm)
        {
            return fault;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    /// <summary>Its words, in the order of its pages.</summary>
    /// <param name="content">The PDF.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <param name="program">The program, as it is found on the path.</param>
    /// <exception cref="UnreadableException">There is no text in it, it is damaged, or the program is missing.</exception>
    public static List<PdfWord> Words(Content content, CancellationToken cancellationToken, string program = Program)
    {
        if (Met.TryGetValue(content, out List<PdfWord>? met))
        {
            return met;
        }

        List<PdfWord> words = Parse(Run(content, program, cancellationToken));
        if (words.Count == 0)
        {
            throw new UnreadableException(UnreadableReason.UnsupportedForm, content.Name, "found a PDF without text, as a scanner makes it", "ask the publisher for the text, or write the table down and import it by hand; the document is kept");
        }

        Met.AddOrUpdate(content, words);
        return words;
    }

    private static string Run(Content content, string program, CancellationToken cancellationToken)
    {
        using Process process = Start(content, program);
        Task given = Give(process, content.Bytes);
        string text = Output(content, process, cancellationToken);
        given.GetAwaiter().GetResult();
        return text;
    }

    // A program that has seen enough of a damaged file closes its end.
    private static async Task Give(Process process, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its exit code tells what is wrong.
        }
    }

    private static Process Start(Content content, string program)
    {
        ProcessStartInfo start = new(program, ["-tsv", "-enc", "UTF-8", "-q", "-", "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new UnreadableException(UnreadableReason.UnsupportedForm, content.Name, $"found a PDF, and there is no {program} to read it", "install poppler-utils and poppler-data, then replay the source; the document is kept");
        }
    }

    // A file that leads the program round in circles is left after a minute, one that swells after 256 MB.
    private static string Output(Content content, Process process, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        using CancellationTokenRegistration stop = limit.Token.Register(() => Kill(process));
        Task<string> said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        StringBuilder text = new();
        char[] block = new char[64 * 1024];
        for (int read; (read = process.StandardOutput.Read(block, 0, block.Length)) > 0;)
        {
            text.Append(block, 0, read);
            if (text.Length > MostOutput)
            {
                Kill(process);
                throw new UnreadableException(UnreadableReason.TooLarge, content.Name, $"its text is longer than {MostOutput} characters", "a list is shorter");
            }
        }

        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested)
        {
            throw new UnreadableException(UnreadableReason.Corrupt, content.Name, $"{Program} does not come to an end with it", "fetch it again, or save it once more and import it by hand");
        }

        return process.ExitCode == 0 ? text.ToString() : throw new UnreadableException(
            UnreadableReason.Corrupt,
            content.Name,
            $"the PDF is damaged or locked ({First(said.Result, process.ExitCode)})",
            "fetch it again, or ask the publisher for one that opens without a password");
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static string First(string said, int code) => said.Split('\n')[0].Trim() is { Length: > 0 } line ? line.TrimEnd('.') : string.Create(CultureInfo.InvariantCulture, $"{Program} ends with {code}");

    // level page par block line word left top width height conf text; level 5 is a word.
    private static List<PdfWord> Parse(string tsv)
    {
        List<PdfWord> words = [];
        foreach (string line in tsv.Split('\n'))
        {
            string[] fields = line.Split('\t');
            if (fields.Length >= 12 && fields[0] == "5" && fields[11].Trim() is { Length: > 0 } text
                && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int page)
                && Number(fields[6]) is { } left && Number(fields[7]) is { } top && Number(fields[8]) is { } width && Number(fields[9]) is { } height)
            {
                words.Add(new(page, left, top, width, height, text));
            }
        }

        return words;
    }

    private static double? Number(string field) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
