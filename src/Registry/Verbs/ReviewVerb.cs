using System.CommandLine;
using System.Globalization;
using Registry.Identity.Compare;
using Registry.Identity.Names;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Verbs;

/// <summary><c>registry review [ID]</c>: what waits for a person's judgement, by worth; or how a body came to be one.</summary>
internal static class ReviewVerb
{
    private static readonly Argument<string?> Id = new("ID") { Description = "A body's id: shows its mentions and every judgement about them.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Limit = new("--limit") { Description = "How many to show at most.", DefaultValueFactory = _ => 20 };

    private static readonly Option<bool> Near = new("--near") { Description = "Compare the names of all bodies and show those that are near and were never judged." };

    public static Command Build()
    {
        var command = new Command("review", "What waits for a person's judgement, by worth; with an ID, how that body came to be one.") { Id, Limit, Near };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        command.Subcommands.Add(QueueVerbs.Accept());
        command.Subcommands.Add(QueueVerbs.Reject());
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var store = Setting.OpenExistingStore(parsed);
        return parsed.GetValue(Id) is { } id ? Show(store, id, cancellationToken)
            : parsed.GetValue(Near) ? Compare(store, parsed.GetValue(Limit), cancellationToken)
            : Queue(store, parsed.GetValue(Limit), cancellationToken);
    }

    private static int Queue(Database store, int limit, CancellationToken cancellationToken)
    {
        foreach (var found in store.Reviews.Contradictions(cancellationToken))
            Console.Out.WriteLine($"CONTRADICTION: {found.Message}");
        var unsure = store.Reviews.Unsure(limit, cancellationToken);
        foreach (var item in unsure)
        {
            Console.Out.WriteLine($"{Figure(item.Worth)}  {item.Name} ({item.Id ?? "no body yet"}, m{item.Mention} of {item.Source}) may be {item.CandidateName} ({item.Candidate})");
            Console.Out.WriteLine($"      {item.Rule}{(item.Score is { } score ? $" {Figure(score)}" : "")}: {item.Reason}");
            Console.Out.WriteLine($"      registry judge {item.Id ?? $"m{item.Mention}"} {item.Candidate} same|not-same --reason ...");
        }
        var waiting = store.Proposals.Waiting(limit, cancellationToken);
        foreach (var item in waiting)
        {
            Console.Out.WriteLine($"P{item.Number}  {Figure(item.Score)}  {item.Kind}: {item.Text}");
            Console.Out.WriteLine($"      {item.Source}, {item.Document}, {item.Locator}: «{item.Quote.ReplaceLineEndings(" ")}»");
            Console.Out.WriteLine($"      registry review accept|reject P{item.Number} --reason ...");
        }
        if (unsure.Count == 0 && waiting.Count == 0)
            Console.Out.WriteLine("Nothing waits for a judgement.");
        return ExitCode.Done;
    }

    // Divisions have codes, and recognitions no names of their own.
    private static int Compare(Database store, int limit, CancellationToken cancellationToken)
    {
        using var session = store.Read(cancellationToken);
        var bodies = session.Principal([.. Vocabulary.Current.Types.Where(type => type.Name is not ("AdministrativeDivision" or "Recognition")).Select(type => type.Number)]);
        var clustered = Clustering.Of([.. bodies.Select(body => body.Name)], limit * 10, cancellationToken);
        var same = clustered.Clusters.Index().Where(pair => pair.Index != pair.Item).Select(pair => new NearPair(pair.Item, pair.Index, Matcher.Compare(NameReader.Read(bodies[pair.Item].Name), NameReader.Read(bodies[pair.Index].Name))));
        foreach (var (one, other, match) in same.Concat(clustered.Unsure).Where(pair => !session.AreJudged(bodies[pair.One].Key, bodies[pair.Other].Key)).Take(limit))
        {
            Console.Out.WriteLine($"{Figure(match.Score)}  {bodies[one].Name} ({bodies[one].Id}) may be {bodies[other].Name} ({bodies[other].Id}): {match.Reason}");
            Console.Out.WriteLine($"      registry judge {bodies[one].Id} {bodies[other].Id} same|not-same --reason ...");
        }
        return ExitCode.Done;
    }

    private static int Show(Database store, string id, CancellationToken cancellationToken)
    {
        var judgements = store.Reviews.OfBody(id, cancellationToken);
        if (judgements.Count == 0)
            throw new StatementException($"No body has the id \"{id}\". `registry match NAME` finds ids.");
        foreach (var mention in judgements.GroupBy(judgement => judgement.Mention))
        {
            var first = mention.First();
            Console.Out.WriteLine($"m{first.Mention}  {first.Name}{(first.Place is { } place ? $"  {place}" : "")}  {first.Source}");
            foreach (var judgement in mention)
                Console.Out.WriteLine($"      {judgement.Judgement}: {judgement.Verdict} {judgement.Body} by {judgement.MadeBy ?? judgement.Rule} at {judgement.MadeAt}"
                    + $"{(judgement.Score is { } score ? $", score {Figure(score)}" : "")}{(judgement.WithdrawnAt is { } at ? $", withdrawn at {at}" : "")}: {judgement.Reason}");
        }
        return ExitCode.Done;
    }

    private static string Figure(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}
