using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>Puts what the pages that led to a document say of it behind the columns of each of its records.</summary>
internal sealed class CarriedColumns(IReadOnlyList<Carried> carried)
{
    /// <summary>Those of a document of a source: one that did not come by the source's crawl has the columns and nothing in them.</summary>
    public static CarriedColumns Of(Arrival arrival, CrawlOptions? crawl)
    {
        IEnumerable<string> missing = (crawl?.Carried ?? []).Except(arrival.Carried.Select(c => c.Name), StringComparer.Ordinal);
        return new([.. arrival.Carried, .. missing.Select(name => new Carried(name, null, arrival.Content.Name))]);
    }

    private readonly string?[] texts = [.. carried.Select(c => c.Text)];
    private Layout? of;
    private Layout? widened;

    /// <summary>The record with them.</summary>
    public Record Add(in Record record)
    {
        if (texts.Length == 0)
        {
            return record;
        }

        if (!ReferenceEquals(of, record.Layout))
        {
            of = record.Layout;
            widened = of with { Columns = [.. of.Columns, .. carried.Select(c => new LayoutColumn(c.Name, $"{c.Locator} for row ", ""))] };
        }

        return record with { Layout = widened!, Cells = [.. record.Cells, .. texts] };
    }
}
