using System.Globalization;
using System.Net;
using Registry.Store;

namespace Registry.Harvest.Catalog;

/// <summary>Reads one <c>source.yml</c>; docs/adding-a-source.md and schema/source.schema.json describe it.</summary>
internal sealed class SourceSyntax(string folder, string id, Faults faults, Vocabulary vocabulary)
{
    private static readonly Dictionary<string, Coverage> Coverages = new(StringComparer.Ordinal) { ["full"] = Coverage.Full, ["flow"] = Coverage.Flow };

    /// <summary>Where <c>after</c> names other sources: known only when all files have been read.</summary>
    public List<(Node At, string Id)> After { get; } = [];

    /// <summary>The source; null where a fault left something out that must stand.</summary>
    public SourceDefinition? Read(string text)
    {
        if (Section.Of(Yaml.Read(text, faults.At), "the file", faults) is not { } file)
        {
            return null;
        }

        Bilingual? title = ReadBilingual(file.RequiredSection("title"));
        Bilingual? description = ReadBilingual(file.OptionalSection("description"));
        Bilingual? publisher = ReadBilingual(file.RequiredSection("publisher"));
        string? licence = file.RequiredText("licence");
        string? attribution = file.RequiredText("attribution");
        Uri? address = ReadAddress(file);
        string? schedule = ReadSchedule(file);
        TimeZoneInfo zone = ReadZone(file);
        Coverage? coverage = file.Word(file.Required("coverage"), "coverage", Coverages);
        ReadAfter(file);
        Dictionary<string, string> schemes = ReadSchemes(file.OptionalSection("schemes"));
        FetchOptions fetch = ReadFetch(file.OptionalSection("fetch"));
        CrawlOptions? crawl = new CrawlSyntax(faults).Read(file.OptionalSection("crawl"), address);
        (List<CellPatch> patches, Dictionary<string, string> headers) = ReadPatches(file);
        ReadOptions? read = new ReadSyntax(faults).Read(file.RequiredSection("read"), headers);
        bool isProse = read?.IsProse == true;
        IReadOnlyList<Edition> editions = new EditionSyntax(folder, faults).Read(file, mayBeGivenByHand: isProse);
        ValueSyntax values = ReadValues(file, schemes);
        IReadOnlyList<Subject> subjects = isProse ? [] : new MapSyntax(values, vocabulary, faults).Read(file.RequiredSection("map"));
        IReadOnlyList<Value> require = isProse ? [] : ReadRequire(file, values);
        IReadOnlyList<string> ignore = isProse ? [] : [.. file.OptionalTexts("ignore").Select(Columns.Folded)];
        Expectations? expect = isProse && file.Optional("expect") is null ? Expectations.Anything : new ExpectSyntax(faults).Read(file.RequiredSection("expect"));
        if (isProse)
        {
            RefuseWhatListsHave(file, expect);
        }

        int? authority = file.OptionalNumber("authority", 1);
        file.Close();
        ReportMappedAndIgnored(file, subjects, ignore);
        if (title is null || publisher is null || licence is null || attribution is null || coverage is null || read is null || expect is null || (!isProse && ((editions.Count == 0 && address is null) || subjects.Count == 0)))
        {
            return null;
        }

        return new()
        {
            Id = id,
            Title = title,
            Description = description,
            Publisher = publisher,
            Licence = licence,
            Attribution = attribution,
            Address = address,
            Schedule = schedule,
            Zone = zone,
            Coverage = coverage.Value,
            Authority = authority ?? 100,
            After = [.. After.Select(a => a.Id)],
            Schemes = schemes,
            Fetch = fetch,
            Crawl = crawl,
            Editions = editions,
            Read = read,
            Subjects = subjects,
            Require = require,
            Patches = patches,
            Ignore = ignore,
            Expect = expect,
            Definition = Definition.Of((Node.Mapping)file.Node, isProse),
        };
    }

    // Prose has sentences and no columns: what it says is read by rules, not mapped.
    private void RefuseWhatListsHave(Section file, Expectations? expect)
    {
        foreach (string key in (string[])["map", "require", "ignore", "lookups", "patches", "schemes"])
        {
            if (file.Optional(key) is { } node)
            {
                faults.At(node, $"\"{key}\" is for columns, and prose has none; docs/press.md says how it is read");
            }
        }

        if (expect is not null && (expect.Filled.Count > 0 || expect.Distinct.Count > 0 || expect.Counts.Count > 0 || expect.Sections is not null))
        {
            faults.At(file.Optional("expect")!, "of prose only \"records\", the number of its statements, can be expected");
        }
    }

    private static Bilingual? ReadBilingual(Section? section)
    {
        string? zh = section?.RequiredText("zh");
        string? en = section?.RequiredText("en");
        section?.Close();
        return zh is null || en is null ? null : new(zh, en);
    }

    private Uri? ReadAddress(Section file)
    {
        Node? node = file.Optional("address");
        if (Section.Text(node, "\"address\"", faults) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        faults.At(node!, $"\"address\" is \"{text}\"; an absolute http or https address would be right");
        return null;
    }

    private string? ReadSchedule(Section file)
    {
        Node? node = file.Optional("address") is null ? file.Optional("schedule") : file.Required("schedule");
        if (node is not null && file.Optional("address") is null)
        {
            faults.At(node, "\"schedule\" stands without an \"address\" to fetch; both or none would be right");
        }

        string? text = Section.Text(node, "\"schedule\"", faults);
        if (text is not null && Cron.FaultOf(text) is { } fault)
        {
            faults.At(node!, $"\"schedule\" {fault}");
        }

        return text;
    }

    private TimeZoneInfo ReadZone(Section file)
    {
        Node? node = file.Optional("zone");
        string name = Section.Text(node, "\"zone\"", faults) ?? "Asia/Shanghai";
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
        {
            return zone;
        }

        if (node is not null)
        {
            faults.At(node, $"there is no time zone \"{name}\"; an IANA name such as Asia/Shanghai would be right");
            return TimeZoneInfo.Utc;
        }

        // A system without zone data still knows that China keeps one time without summer hours.
        return TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");
    }

    private void ReadAfter(Section file)
    {
        Node? node = file.Optional("after");
        foreach (Node item in node is Node.Sequence list ? list.Items : node is null ? [] : [node])
        {
            if (Section.Text(item, "an item of \"after\"", faults) is { } other)
            {
                After.Add((item, other));
            }
        }
    }

    private Dictionary<string, string> ReadSchemes(Section? section)
    {
        Dictionary<string, string> schemes = new(StringComparer.Ordinal);
        foreach ((Node.Scalar key, Node value) in section?.Entries() ?? [])
        {
            if (key.Text.Any(c => !char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_'))
            {
                faults.At(key, $"scheme \"{key.Text}\" is no name; upper-case letters, digits and _ would be right");
            }
            else if (Section.Text(value, $"scheme \"{key.Text}\"", faults) is { } what)
            {
                schemes[key.Text] = what;
            }
        }

        return schemes;
    }

    private static FetchOptions ReadFetch(Section? section)
    {
        FetchOptions options = FetchOptions.Default;
        if (section is null)
        {
            return options;
        }

        options = new(
            section.Optional("private") is Node.Scalar { Text: "true" or "false" } && section.OptionalFlag("private"),
            section.OptionalNumber("seconds", 1) is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Timeout,
            section.OptionalNumber("megabytes", 1) is { } megabytes ? megabytes * 1024L * 1024 : options.MaxBytes)
        {
            Networks = ReadNetworks(section),
            Pause = section.OptionalNumber("pause", 0) is { } pause ? TimeSpan.FromSeconds(pause) : options.Pause,
            Tries = section.OptionalNumber("tries", 1) ?? options.Tries,
        };
        section.Close();
        return options;
    }

    private static List<IPNetwork> ReadNetworks(Section section)
    {
        List<IPNetwork> networks = [];
        if (section.Optional("private") is { } node and not Node.Scalar { Text: "true" or "false" })
        {
            foreach (string text in Section.Texts(node, "\"private\"", section.Faults))
            {
                if (IPNetwork.TryParse(text.Contains('/', StringComparison.Ordinal) ? text : text + (text.Contains(':', StringComparison.Ordinal) ? "/128" : "/32"), out IPNetwork network))
                {
                    networks.Add(network);
                }
                else
                {
                    section.Faults.At(node, $"\"private\" is \"{text}\"; true, or networks such as 10.1.0.0/16 would be right");
                }
            }
        }

        return networks;
    }

    private static (List<CellPatch> Cells, Dictionary<string, string> Headers) ReadPatches(Section file)
    {
        List<CellPatch> cells = [];
        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        foreach (Section patch in file.OptionalSections("patches"))
        {
            string? header = patch.OptionalText("header");
            string? column = header is null ? patch.RequiredText("column") : null;
            string? from = header is null ? patch.RequiredText("from") : null;
            string? to = (patch.Required("to") as Node.Scalar)?.Text;
            string? reason = patch.RequiredText("reason");
            patch.Close();
            if (header is not null && to is not null)
            {
                headers[Columns.Folded(header)] = Columns.Folded(to);
            }
            else if (column is not null && from is not null && to is not null && reason is not null)
            {
                cells.Add(new(Columns.Folded(column), from, to, reason));
            }
        }

        return (cells, headers);
    }

    private IReadOnlyList<Value> ReadRequire(Section file, ValueSyntax values)
    {
        Node? node = file.Optional("require");
        if (node is not null and not Node.Sequence { Items.Count: > 0 })
        {
            faults.At(node, $"\"require\" is {node.Kind}; a list of values would be right");
        }

        return [.. ((node as Node.Sequence)?.Items ?? []).Select(item => values.Read(item, "an item of \"require\"")).OfType<Value>()];
    }

    private ValueSyntax ReadValues(Section file, Dictionary<string, string> schemes)
    {
        Dictionary<string, Lookup> lookups = new(StringComparer.Ordinal);
        foreach ((Node.Scalar key, Node value) in file.OptionalSection("lookups")?.Entries() ?? [])
        {
            if (Section.Of(value, $"lookup \"{key.Text}\"", faults) is { } section)
            {
                lookups[key.Text] = ReadLookup(section, key.Text);
            }
        }

        HashSet<string> known = [.. vocabulary.IdentifierSchemes.Select(s => s.Name), .. schemes.Keys];
        return new ValueSyntax(lookups, known, faults);
    }

    internal static Lookup ReadLookup(Section section, string name)
    {
        string? reason = section.RequiredText("reason");
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        foreach ((Node.Scalar written, Node meant) in section.RequiredSection("words")?.Entries() ?? [])
        {
            if (Section.Text(meant, $"what \"{written.Text}\" means", section.Faults) is { } word)
            {
                words[written.Text] = word;
            }
        }

        Otherwise otherwise = section.Word(section.Optional("otherwise"), "otherwise", FunctionSyntax.OtherwiseByWord) ?? Otherwise.Report;
        section.Close();
        return new(name, reason ?? "", words, otherwise);
    }

    private void ReportMappedAndIgnored(Section file, IReadOnlyList<Subject> subjects, IReadOnlyList<string> ignore)
    {
        HashSet<string> mapped = [.. Columns.MappedBy(subjects).Where(c => c.Each is null).Select(c => c.Name)];
        foreach (string both in ignore.Where(mapped.Contains))
        {
            faults.At(file.Optional("ignore")!, string.Create(CultureInfo.InvariantCulture, $"column \"{both}\" is mapped and ignored; one of them would be right"));
        }
    }
}
