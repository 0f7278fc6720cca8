using System.Diagnostics;
using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;

namespace Registry.Bench.Harvesting;

/// <summary>
/// A page of 5 MB, from its bytes to records, against AngleSharp alone, which decodes, parses and selects the text of every cell. Both use the same
/// parser; what is measured is what the reader adds: charset, checks of what a parser forgives, spans, locators.
/// </summary>
internal static class HtmlAgainstAngleSharp
{
    private const double Floor = 0.6;
    private const int Rounds = 7;

    public static int Run()
    {
        byte[] page = Page(5_000_000);
        List<double> alone = [];
        List<double> ours = [];
        for (int round = 0; round <= Rounds; round++)
        {
            (double a, long cells) = Timed(() => Select(page));
            (double b, long read) = Timed(() => Read(page));
            if (cells != read)
            {
                throw new InvalidOperationException($"{cells} cells were selected and {read} read");
            }

            // The first round compiles.
            if (round > 0)
            {
                alone.Add(a);
                ours.Add(b);
            }
        }

        double ratio = Figures.Median(alone.Zip(ours, (a, b) => a / b));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"html: {page.Length / 1e6:0.0} MB, AngleSharp {page.Length / 1e6 / Figures.Median(alone):0.0} MB/s, to records {page.Length / 1e6 / Figures.Median(ours):0.0} MB/s: {ratio:0.00} (at least {Floor})"));
        return ratio >= Floor ? 0 : 1;
    }

    private static (double Seconds, long Cells) Timed(Func<long> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        long cells = run();
        return ((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds, cells);
    }

    private static long Select(byte[] page)
    {
        using MemoryStream bytes = new(page, writable: false);
        using var document = new HtmlParser().ParseDocument(bytes);
        long cells = 0;
        long length = 0;
        foreach (var row in document.QuerySelectorAll("tr"))
        {
            foreach (var cell in row.QuerySelectorAll("td"))
            {
                length += cell.TextContent.Length;
                cells++;
            }
        }

        return length > 0 ? cells : 0;
    }

    private static long Read(byte[] page)
    {
        ReadOptions options = new() { Form = ReadForm.Html };
        long cells = 0;
        foreach (Record record in RecordReader.For(options).Read(new Content("page", page), new Findings(), CancellationToken.None))
        {
            cells += record.Cells.Length;
        }

        return cells;
    }

    // A list as ministries print it: a meta that is right, attributes on every cell, a region that spans rows every so often.
    private static byte[] Page(int length)
    {
        StringBuilder page = new("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>名单</title></head><body><div id=\"Zoom\"><table border=\"1\" cellspacing=\"0\">\n<tr><th>序号</th><th>企业名称</th><th>统一社会信用代码</th><th>所在地</th><th>证书编号</th></tr>\n");
        for (int row = 1; page.Length < length * 0.825; row++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td align=\"center\">{row}</td><td>重庆示例{row % 977}新材料科技<span>有限公司</span></td><td>91500{row % 1000:000}MA5U{row % 10000:0000}X{row % 10}</td><td class=\"p\">荣昌区 </td><td>GR2023511{row % 100000:00000}</td></tr>\n");
        }

        return Encoding.UTF8.GetBytes(page.Append("</table></div></body></html>\n").ToString());
    }
}
