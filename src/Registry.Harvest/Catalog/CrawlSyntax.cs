using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Css.Parser;

namespace Registry.Harvest.Catalog;

/// <summary>Reads <c>crawl</c>: how the address of a source leads to its documents.</summary>
internal sealed partial class CrawlSyntax(Faults faults)
{
    private static readonly CssSelectorParser Selectors = new();

    public CrawlOptions? Read(Section? section, Uri? address)
    {
        if (section is null)
        {
            return null;
        }

        if (address is null)
        {
            faults.At(section.Node, "\"crawl\" stands without an \"address\" from which to start");
        }

        Paging? pages = ReadPages(section.OptionalSection("pages"));
        List<FollowStep> follow = [.. section.OptionalSections("follow").Select(ReadStep).OfType<FollowStep>()];
        List<CarryRule> carry = [.. ReadCarry(section.OptionalSection("carry"), isJson: false)];
        section.Close();
        if (pages is null && follow.Count == 0 && carry.Count == 0)
        {
            faults.At(section.Node, "\"crawl\" says nothing; pages, follow or carry would be right");
        }

        return new(pages, follow) { Carry = carry };
    }

    private Paging? ReadPages(Section? section)
    {
        if (section is null)
        {
            return null;
        }

        string? next = section.OptionalText("next");
        string? form = section.OptionalText("form");
        string? link = Selector(section, "link");
        DateOnly? since = ReadSince(section);
        if (new[] { next, form, link }.Count(way => way is not null) != 1)
        {
            faults.At(section.Node, "\"pages\" must say exactly one of next, form and link");
        }

        CheckPlaceholders(section, next ?? form, since is not null);
        Paging pages = new()
        {
            Next = next,
            Form = form,
            Link = link,
            From = section.OptionalNumber("from", 0) ?? (form is null ? 2 : 1),
            Most = section.OptionalNumber("most", 1) ?? 1000,
            Count = section.OptionalPattern("count", "count"),
            Since = since,
        };
        section.Close();
        return pages;
    }

    private DateOnly? ReadSince(Section section)
    {
        if (section.OptionalText("since") is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month))
        {
            return month;
        }

        faults.At(section.Optional("since")!, $"\"since\" is \"{text}\"; a month as YYYY-MM would be right");
        return null;
    }

    private void CheckPlaceholders(Section section, string? template, bool monthly)
    {
        if (template is null)
        {
            return;
        }

        Node at = section.Optional("next") ?? section.Optional("form")!;
        string[] wanted = monthly ? ["{yyyy}", "{MM}"] : ["{page}"];
        foreach (string missing in wanted.Where(w => !template.Contains(w, StringComparison.Ordinal)))
        {
            faults.At(at, $"\"{template}\" has no {missing}, so that every page would be the same");
        }

        foreach (Match unknown in Placeholder().Matches(template))
        {
            if (!wanted.Contains(unknown.Value) && unknown.Value != "{name}")
            {
                faults.At(at, $"there is no {unknown.Value}; {Section.OneOf([.. wanted, "{name}"])} would be right");
            }
        }
    }

    private FollowStep? ReadStep(Section section)
    {
        string? item = section.OptionalText("item");
        bool isJson = item is { } text && text.StartsWith('/');
        if (item is not null && !isJson)
        {
            CheckSelector(section.Optional("item")!, item);
        }

        string? link = isJson ? section.RequiredText("link") : Selector(section, "link") ?? "a[href]";
        FollowStep step = new()
        {
            Item = item,
            Link = link ?? "",
            Address = section.OptionalPattern("address"),
            Only = section.OptionalPattern("only"),
            Title = ReadPick(section.Optional("title"), "\"title\"", isJson),
            Published = ReadPick(section.Optional("published"), "\"published\"", isJson),
            Carry = [.. ReadCarry(section.OptionalSection("carry"), isJson)],
            Otherwise = section.Word(section.Optional("otherwise"), "otherwise", FunctionSyntax.OtherwiseByWord) ?? Otherwise.Report,
            Pages = ReadPages(section.OptionalSection("pages")),
        };
        section.Close();
        return link is null ? null : step;
    }

    private IEnumerable<CarryRule> ReadCarry(Section? section, bool isJson)
    {
        foreach ((Node.Scalar key, Node value) in section?.Entries() ?? [])
        {
            if (ReadPick(value, $"column \"{key.Text}\"", isJson) is { } pick)
            {
                yield return new(Columns.Folded(key.Text), pick);
            }
        }
    }

    private Pick? ReadPick(Node? node, string name, bool isJson)
    {
        if (node is not Node.Mapping)
        {
            return Section.Text(node, name, faults) is { } bare ? Selected(node!, bare, isJson) : null;
        }

        Section section = Section.Of(node, name, faults)!;
        string? select = section.OptionalText("select");
        string? label = section.OptionalText("label");
        Regex? address = section.OptionalPattern("address");
        Regex? match = section.OptionalPattern("match");
        if (new[] { select is not null, label is not null, address is not null }.Count(way => way) != 1)
        {
            faults.At(node, $"{name} must say exactly one of select, label and address");
        }

        Pick? pick = select is not null ? Selected(section.Optional("select")!, select, isJson)
            : label is not null ? new Pick.Beside(Columns.Folded(label))
            : address is not null ? new Pick.OfAddress { Match = address }
            : null;
        section.Close();
        return match is null || pick is null ? pick : pick with { Match = match };
    }

    // title@href is an attribute; an @ within brackets belongs to the selector.
    private Pick.Selected? Selected(Node at, string text, bool isJson)
    {
        if (isJson)
        {
            return new Pick.Selected(text.TrimStart('/'), null);
        }

        int sign = text.LastIndexOf('@');
        bool hasAttribute = sign >= 0 && text.IndexOf(']', sign) < 0;
        string selector = hasAttribute ? text[..sign] : text;
        return selector.Length == 0 || CheckSelector(at, selector) ? new Pick.Selected(selector, hasAttribute ? text[(sign + 1)..] : null) : null;
    }

    private string? Selector(Section section, string key)
    {
        string? selector = section.OptionalText(key);
        return selector is null || CheckSelector(section.Optional(key)!, selector) ? selector : null;
    }

    private bool CheckSelector(Node at, string selector)
    {
        if (Selectors.ParseSelector(selector) is not null)
        {
            return true;
        }

        faults.At(at, $"\"{selector}\" is no CSS selector; one such as ul.list > li would be right");
        return false;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
