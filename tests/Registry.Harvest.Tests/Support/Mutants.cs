using System.IO.Compression;
using System.Text;

namespace Registry.Harvest.Tests.Support;

/// <summary>A document that was damaged.</summary>
/// <param name="What">How.</param>
/// <param name="Bytes">What is left.</param>
/// <param name="Changes">How many cells the damage reaches at most; more that differ, and it was not noticed.</param>
sealed record Mutant(string What, byte[] Bytes, int Changes)
{
    /// <summary>How, without how much.</summary>
    public string Kind => What.EndsWith("bits flipped", StringComparison.Ordinal) ? Changes == 1 ? "one bit flipped" : "several bits flipped" : What;
}

/// <summary>Damages documents, the same way for the same number.</summary>
static class Mutants
{
    private const int LongestPiece = 32;

    /// <summary>The mutant of this number of a document; <paramref name="others"/> are documents of other forms.</summary>
    public static Mutant Of(byte[] whole, IReadOnlyList<byte[]> others, int number)
    {
        Random random = new(20240501 + number);
        return (number % 8) switch
        {
            0 => new("cut", whole[..random.Next(whole.Length)], 0),
            1 => Flipped(whole, 1, random),
            2 => Flipped(whole, random.Next(2, 17), random),
            3 => Spliced("a piece taken out", whole, random, static (_, _) => []),
            4 => Spliced("a piece doubled", whole, random, static (piece, _) => [.. piece, .. piece]),
            5 => Spliced("a piece overwritten", whole, random, static (piece, random) => Noise(piece.Length, random)),
            6 => new("wrong extension", others[random.Next(others.Count)], 0),
            _ => Poisoned(whole, number / 8),
        };
    }

    private static Mutant Flipped(byte[] whole, int bits, Random random)
    {
        byte[] mutant = [.. whole];
        for (int i = 0; i < bits; i++)
        {
            mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
        }

        return new($"{bits} bits flipped", mutant, bits);
    }

    private static Mutant Spliced(string what, byte[] whole, Random random, Func<byte[], Random, byte[]> change)
    {
        int start = random.Next(whole.Length);
        int length = Math.Min(random.Next(1, LongestPiece + 1), whole.Length - start);
        byte[] piece = whole[start..(start + length)];
        return new(what, [.. whole[..start], .. change(piece, random), .. whole[(start + length)..]], 6);
    }

    private static byte[] Noise(int length, Random random)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static Mutant Poisoned(byte[] whole, int number) => (number % 16) switch
    {
        0 => new("nothing at all", [], 0),
        1 => new("white space", Encoding.ASCII.GetBytes(new string(' ', 1000)), 0),
        2 => new("zeros in front", [.. new byte[512], .. whole], 0),
        3 => new("the document twice", [.. whole, .. whole], 0),
        4 => new("a zip bomb", Zip(("xl/worksheets/sheet1.xml", 256)), 0),
        5 => new("a zip bomb of a document", Zip(("word/document.xml", 256)), 0),
        6 => new("an archive of five thousand entries", Zip([.. Enumerable.Range(0, 5000).Select(i => ($"xl/worksheets/sheet{i}.xml", 0))]), 0),
        7 => new("billion laughs in a sheet", Archive(("xl/workbook.xml", Laughs("workbook")), ("xl/worksheets/sheet1.xml", Laughs("worksheet"))), 0),
        8 => new("billion laughs in a document", Archive(("word/document.xml", Laughs("document"))), 0),
        9 => new("billion laughs in a page", Encoding.UTF8.GetBytes(Laughs("html")), 0),
        10 => new("a cell of 100 MB behind a quote", Huge("企业名称,所在地\n\"", "\",重庆\n"), 0),
        11 => new("a cell of 100 MB in a page", Huge("<table><tr><th>企业名称</th><th>所在地</th></tr><tr><td>", "</td><td>重庆</td></tr></table>"), 0),
        12 => new("a cell of 100 MB in JSON", Huge("{\"count\":1,\"rows\":[{\"区县代码\":\"", "\"}]}"), 0),
        13 => new("spans without end", Encoding.UTF8.GetBytes("<table>" + string.Concat(Enumerable.Repeat("<tr>" + string.Concat(Enumerable.Repeat("<td rowspan=0 colspan=1000>a</td>", 20)) + "</tr>", 2000)) + string.Concat(Enumerable.Repeat("<tr>", 200_000)) + "</table>"), 0),
        14 => new("brackets without end", Encoding.UTF8.GetBytes(new string('[', 2_000_000)), 0),
        _ => new("elements without end", Encoding.UTF8.GetBytes("<table><tr><td>" + string.Concat(Enumerable.Repeat("<div>", 400_000))), 0),
    };

    private static byte[] Huge(string before, string after)
    {
        byte[] start = Encoding.UTF8.GetBytes(before);
        byte[] bytes = new byte[start.Length + 100_000_000 + after.Length * 3];
        Array.Fill(bytes, (byte)'a');
        start.CopyTo(bytes, 0);
        byte[] end = Encoding.UTF8.GetBytes(after);
        return [.. bytes.AsSpan(0, start.Length + 100_000_000), .. end];
    }

    private static string Laughs(string root)
    {
        StringBuilder text = new($"<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};&a{i - 1};&a{i - 1};\">");
        }

        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"]><{root}>&a39;</{root}>").ToString();
    }

    private static byte[] Zip(params (string Name, int Megabytes)[] entries)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            byte[] zeros = new byte[1024 * 1024];
            foreach ((string name, int megabytes) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                for (int i = 0; i < megabytes; i++)
                {
                    entry.Write(zeros);
                }
            }
        }

        return file.ToArray();
    }

    private static byte[] Archive(params (string Name, string Text)[] entries)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
