using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Registry.Harvest.Catalog;
using Registry.Harvest.Clean;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;

namespace Registry.Harvest.Crawl;

/// <summary>Where a page leads, with what it says of it.</summary>
/// <param name="Request">What is to be asked; null where an item has no link.</param>
/// <param name="Title">The document's title.</param>
/// <param name="PublishedOn">The day of the document, ISO 8601.</param>
/// <param name="Carried">What becomes columns of its records.</param>
internal sealed record Lead(FetchRequest? Request, string? Title, string? PublishedOn, IReadOnlyList<Carried> Carried);

/// <summary>A page that leads on.</summary>
internal static partial class LeadingPage
{
    /// <summary>The links of a page that a step follows, each with what the page and those before it say of it. Where it is not said, a document was published on the day of the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="step">What is followed.</param>
    /// <param name="items">How many items the page has, those that are not followed included.</param>
    public static IReadOnlyList<Lead> Leads(Arrival page, FollowStep step, out int items)
    {
        IReadOnlyList<Found> found = step.IsJson ? OfJson(page, step) : OfHtml(page, step);
        items = found.Count;
        return [.. found.Where(f => Follows(f, step)).Select(f => LeadOf(page, f, step))];
    }

    /// <summary>What a page says beside its table.</summary>
    public static IReadOnlyList<Carried> Own(Arrival page, IReadOnlyList<CarryRule> rules)
    {
        if (rules.Count == 0 || !Signature.Is(ReadForm.Html, page.Content))
        {
            return [];
        }

        using IHtmlDocument document = HtmlPage.Parse(page.Content, null, out _);
        Uri? address = AddressOf(page, page.Sighting.Address);
        return [.. rules.Select(rule => new Carried(rule.Name, Blank(Matched(rule.Pick, Text(rule.Pick, document.DocumentElement, address))), $"{page.Content.Name} {rule.Pick}"))];
    }

    /// <summary>The address to which the first link of a selector leads; null where there is none.</summary>
    public static Uri? Next(Arrival page, string selector)
    {
        using IHtmlDocument document = HtmlPage.Parse(page.Content, null, out _);
        return document.QuerySelector(selector) is { } link ? AddressOf(page, link.GetAttribute("href")) : null;
    }

    private static bool Follows(Found found, FollowStep step) =>
        (step.Address is null || (found.Address is { } address && step.Address.IsMatch(address.AbsoluteUri)))
        && (step.Only is null || (found.Title is { } title && step.Only.IsMatch(title)));

    private static Lead LeadOf(Arrival page, Found found, FollowStep step)
    {
        List<Carried> all = [.. page.Carried];
        foreach (CarryRule rule in step.Carry)
        {
            all.Add(new(rule.Name, Blank(found.Take(rule.Pick)), $"{page.Content.Name} {found.Place} {rule.Pick}"));
        }

        string? published = step.Published is { } pick ? Blank(found.Take(pick)) : null;
        Cleaned<PartialDate>? day = published is null ? null : Dates.Read(published.Trim('[', ']', '(', ')', '（', '）', '【', '】', ' '));
        return new(found.Address is null ? null : new(found.Address), found.Title, day is { IsClean: true } clean ? clean.Value.ToString() : page.Document.PublishedOn, all);
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static List<Found> OfHtml(Arrival page, FollowStep step)
    {
        using IHtmlDocument document = HtmlPage.Parse(page.Content, null, out _);
        List<Found> found = [];
        if (step.Item is { } item)
        {
            foreach (IElement scope in document.QuerySelectorAll(item))
            {
                found.Add(InHtml(page, step, scope, scope.QuerySelector(step.Link), found.Count));
            }

            return found;
        }

        foreach (IElement link in document.QuerySelectorAll(step.Link))
        {
            found.Add(InHtml(page, step, document.DocumentElement, link, found.Count));
        }

        return found;
    }

    private static Found InHtml(Arrival page, FollowStep step, IElement scope, IElement? link, int index)
    {
        Uri? address = AddressOf(page, link?.GetAttribute("href"));
        string place = string.Create(CultureInfo.InvariantCulture, $"{(step.Item is null ? "link" : "item")} {index + 1}");

        // What is picked is settled now: the page does not outlive the reading.
        Dictionary<Pick, string?> picked = [];
        foreach (Pick pick in step.Carry.Select(c => c.Pick).Append(step.Title).Append(step.Published).OfType<Pick>())
        {
            picked[pick] = Matched(pick, Text(pick, scope, address));
        }

        string? title = step.Title is { } chosen ? picked[chosen] : Blank(link?.GetAttribute("title")) ?? Blank(link is null ? null : Grid.Text(link));
        return new(address, title, place, pick => picked[pick]);
    }

    private static string? Text(Pick pick, IElement scope, Uri? address) => pick switch
    {
        Pick.OfAddress => address?.AbsoluteUri,
        Pick.Beside beside => TextBeside(scope, beside.Label),
        Pick.Selected { Selector: var selector, Attribute: var attribute } => (selector.Length == 0 ? scope : scope.QuerySelector(selector)) is not { } element
            ? null
            : attribute is null ? Grid.Text(element) : element.GetAttribute(attribute),
        _ => null,
    };

    // The table at the head of a notice: 索引号 | 11500000009276281J/2023-00983 | 发文字号 | 渝经信科技〔2023〕22号.
    private static string? TextBeside(IElement scope, string label)
    {
        foreach (IElement cell in scope.QuerySelectorAll("td, th, dt, span, b, strong, label"))
        {
            if (Columns.Folded(cell.TextContent).TrimEnd('：', ':') != label)
            {
                continue;
            }

            for (INode? next = cell.NextSibling; next is not null; next = next.NextSibling)
            {
                string text = next is IElement element ? Grid.Text(element) : next is IText run ? run.Data.Trim() : "";
                if (text.TrimStart('：', ':').Trim() is { Length: > 0 } value)
                {
                    return value;
                }
            }
        }

        return null;
    }

    private static List<Found> OfJson(Arrival page, FollowStep step)
    {
        ReadOptions options = new() { Form = ReadForm.Json, Items = step.Item == "/" ? "" : step.Item! };
        List<Found> found = [];
        foreach (Record record in RecordReader.For(options).Read(page.Content, new Findings(), CancellationToken.None))
        {
            Uri? address = AddressOf(page, Field(record, step.Link));
            string? title = step.Title is Pick.Selected { Selector: var field } picked ? Matched(picked, Field(record, field)) : Field(record, "title");
            found.Add(new(
                address,
                title is null ? null : Tag().Replace(title, ""),
                string.Create(CultureInfo.InvariantCulture, $"{record.Layout.Part}/{record.Position}"),
                pick => Matched(pick, pick switch
                {
                    Pick.OfAddress => address?.AbsoluteUri,
                    Pick.Selected selected => Field(record, selected.Selector),
                    _ => null,
                })));
        }

        return found;
    }

    private static string? Field(in Record record, string name)
    {
        name = name.TrimStart('/');
        for (int i = 0; i < record.Layout.Columns.Count; i++)
        {
            if (record.Layout.Columns[i].Name == name)
            {
                return record.Cells[i];
            }
        }

        return null;
    }

    private static string? Matched(Pick pick, string? text)
    {
        if (pick.Match is not { } pattern || text is null)
        {
            return text;
        }

        Match match = pattern.Match(text);
        return !match.Success ? null
            : match.Groups["value"] is { Success: true } named ? named.Value
            : match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
    }

    private static Uri? AddressOf(Arrival page, string? reference) =>
        reference is not null
        && Uri.TryCreate(page.Sighting.Address, UriKind.Absolute, out Uri? from)
        && Uri.TryCreate(from, reference.Trim(), out Uri? address)
        && address.Scheme is "http" or "https"
            ? new Uri(address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped))
            : null;

    [GeneratedRegex("<[^>]{1,200}>")]
    private static partial Regex Tag();

    private sealed record Found(Uri? Address, string? Title, string Place, Func<Pick, string?> Take);
}
