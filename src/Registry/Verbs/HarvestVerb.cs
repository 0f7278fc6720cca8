using System.CommandLine;
using System.Runtime;
using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvesting;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry harvest [SOURCE...]</c>: takes the sources in, also beside a serving process; exit 1 if one failed.</summary>
internal static class HarvestVerb
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "The sources to harvest, such as cn/universities; all where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Live = new("--live") { Description = "Fetch the live addresses; without it the bundled editions are read." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Read, map and check; write nothing and name every issue." };

    private static readonly Option<string[]> From = new("--from")
    {
        Description = "Take in this document of the one source that is named, and tell what became of each of its rows; may be given several times.",
        HelpName = "FILE|URL",
    };

    private static readonly Option<bool> Part = new("--part") { Description = "With --from: the document is a part of the list; nothing that it does not say is closed." };

    private static readonly Option<string?> Url = new("--url") { Description = "With --from: where the document was published.", HelpName = "URL" };

    private static readonly Option<string?> ReceiptPath = new("--receipt") { Description = "With --from: write what became of the rows to this file instead (.csv or .json).", HelpName = "FILE" };

    public static Command Build()
    {
        var command = new Command("harvest", "Take the sources in and publish what is new.") { Sources, Live, DryRun, From, Part, Url, ReceiptPath };
        command.SetAction(Run);
        return command;
    }

    private static Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(From) is { Length: > 0 } from)
            return Import(parsed, from, cancellationToken);
        foreach (var option in new Option[] { Part, Url, ReceiptPath })
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw new UsageException($"{option.Name} goes with --from. Try: registry harvest --help");
        }

        return Harvest(parsed, cancellationToken);
    }

    private static async Task<int> Harvest(ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = Setting.LoadCatalog(parsed);
        var kind = parsed.GetValue(Live) ? RunKind.Live : RunKind.Bundled;
        var named = parsed.GetValue(Sources) ?? [];
        var chosen = Choose(catalog, named, kind);
        var faults = Sourcing.Tell(catalog.Faults, named);
        var dryRun = parsed.GetValue(DryRun);
        using var store = Open(parsed, dryRun, cancellationToken);

        // Nobody waits for an answer meanwhile: collecting beside the work costs more than it spares.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        using var harvest = new SourceHarvest(store, catalog);
        var results = await HarvestBoard.Show(
            chosen, (source, progress) => harvest.Of(source, kind, dryRun, progress, cancellationToken), Output.Progress, cancellationToken);
        Turn(store, dryRun, cancellationToken);
        return End(results, faults, cancellationToken);
    }

    private static async Task<int> Import(ParseResult parsed, string[] from, CancellationToken cancellationToken)
    {
        var catalog = Setting.LoadCatalog(parsed);
        HandImport[] imports = [.. from.Select(document => new HandImport(document, parsed.GetValue(Url), parsed.GetValue(Part)))];
        var source = Requested(parsed, catalog, imports);
        var dryRun = parsed.GetValue(DryRun);
        using var store = Open(parsed, dryRun, cancellationToken);

        using var harvest = new SourceHarvest(store, catalog);
        List<HarvestResult> results = [];
        List<ReceiptRow> rows = [];
        foreach (var import in imports)
        {
            var receipt = new Receipt();
            results.AddRange(await HarvestBoard.Show(
                [source], (_, progress) => harvest.By(import, source, receipt, dryRun, progress, cancellationToken), Output.Progress, cancellationToken));
            rows.AddRange(receipt.Rows);
        }
        Turn(store, dryRun, cancellationToken);
        if (parsed.GetValue(ReceiptPath) is { } path)
            ReceiptFile.Write(rows, path);
        else
            ReceiptFile.Print(rows, Console.Out);
        return End(results, 0, cancellationToken);
    }

    // Everything that can be found wrong before anything is done.
    private static SourceDefinition Requested(ParseResult parsed, SourceCatalog catalog, HandImport[] imports)
    {
        var named = parsed.GetValue(Sources) ?? [];
        if (parsed.GetValue(Live))
            throw new UsageException("--live and --from do not go together: a document comes from its publisher or from your hand.");
        if (named.Length != 1)
            throw new UsageException($"--from takes in a document of one source, and {named.Length} are named. {Suggested(catalog, imports[0])}");
        foreach (var import in imports.Where(import => import.Address is null && !File.Exists(import.From)))
            throw new UsageException(Directory.Exists(import.From) ? $"{import.From} is a folder; --from takes one file or an address." : $"There is no file {import.From} (--from).");
        if (imports is [{ Url: { } url }, ..] && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new UsageException($"--url is \"{url}\"; an absolute http or https address would be right.");
        if (imports is [{ Url: not null }, _, ..])
            throw new UsageException("--url names where one document was published; with several --from, harvest them one by one.");
        if (parsed.GetValue(ReceiptPath) is { } receipt && !ReceiptFile.IsNamed(receipt))
            throw new UsageException($"--receipt is \"{receipt}\"; a name that ends in .csv or .json would be right.");
        return Sourcing.Named(catalog, named, "harvest") is [var source]
            ? source
            : throw new UsageException($"The file of {named[0]} has faults. See: registry sources lint");
    }

    // Prose has one source to go to, where the catalog holds just one; a list may be of any of the others.
    private static string Suggested(SourceCatalog catalog, HandImport import)
    {
        var prose = catalog.Sources.Where(source => source.Read.IsProse).Select(source => source.Id).ToList();
        var isProse = import.Address is null && Path.GetExtension(import.From).ToLowerInvariant() is ".txt" or ".md" or "";
        return isProse && prose is [var only]
            ? $"For a text, try: registry harvest {only} --from {import.From}"
            : $"Try: registry harvest {(isProse && prose.Count > 1 ? string.Join('|', prose) : "cn/universities")} --from {import.From}; `registry sources` lists the sources.";
    }

    private static Database Open(ParseResult parsed, bool dryRun, CancellationToken cancellationToken)
    {
        var store = Setting.OpenStore(parsed);
        if (!dryRun)
            store.Migrate(cancellationToken);
        return store;
    }

    // Where nothing new was published, terms may have ended all the same.
    private static void Turn(Database store, bool dryRun, CancellationToken cancellationToken)
    {
        if (!dryRun)
            store.TurnDay(cancellationToken);
    }

    private static List<SourceDefinition> Choose(SourceCatalog catalog, string[] named, RunKind kind) => named.Length == 0
        ? [.. catalog.Sources.Where(source => kind is RunKind.Live ? source.Address is not null : source.Editions.Count > 0)]
        : Sourcing.Named(catalog, named, "harvest");

    private static int End(IReadOnlyList<HarvestResult> results, int faults, CancellationToken cancellationToken)
    {
        RunTable.Print(results, Output.Console);
        RunTable.Tell(results);
        cancellationToken.ThrowIfCancellationRequested();
        return faults > 0 || results.Any(result => result.State is RunState.Failed) ? ExitCode.Failed : ExitCode.Done;
    }
}
