using System.CommandLine;
using System.Globalization;
using Registry.Identity.Resolve;
using Registry.Store;

namespace Registry.Verbs;

/// <summary>
/// <c>registry review accept|reject P12 ...</c>: what a person decides about statements that were read and are not sure enough. What is accepted is published;
/// what is rejected stays so when its document comes again.
/// </summary>
internal static class QueueVerbs
{
    private static readonly Argument<string[]> Numbers = new("P12") { Description = "Numbers of statements, as `registry review` lists them.", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> Reason = new("--reason") { Description = "Why; kept with the decision.", HelpName = "TEXT" };

    private static readonly Option<string> By = new("--by") { Description = "Who says so; the user's name where it is missing.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };

    public static Command Accept()
    {
        var command = new Command("accept", "Publish statements that wait in the review queue.") { Numbers, Reason, By };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Accept(parsed, cancellationToken)));
        return command;
    }

    public static Command Reject()
    {
        var command = new Command("reject", "Leave statements out, now and whenever their document comes again.") { Numbers, Reason, By };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Reject(parsed, cancellationToken)));
        return command;
    }

    private static int Accept(ParseResult parsed, CancellationToken cancellationToken)
    {
        var numbers = Read(parsed);
        using var store = Setting.OpenExistingStore(parsed);
        store.Migrate(cancellationToken);
        foreach (var run in store.Proposals.Accept(numbers, parsed.GetRequiredValue(By), parsed.GetValue(Reason), MentionResolution.Resolve, cancellationToken))
            Console.Out.WriteLine($"{run.Source}: {run.ClaimsAdded} claims and {run.EntitiesFounded} bodies are new, in release {run.Release}.");
        return ExitCode.Done;
    }

    private static int Reject(ParseResult parsed, CancellationToken cancellationToken)
    {
        var numbers = Read(parsed);
        using var store = Setting.OpenExistingStore(parsed);
        store.Migrate(cancellationToken);
        store.Proposals.Reject(numbers, parsed.GetRequiredValue(By), parsed.GetValue(Reason), cancellationToken);
        Console.Out.WriteLine($"{numbers.Count} rejected.");
        return ExitCode.Done;
    }

    private static List<long> Read(ParseResult parsed) => [.. parsed.GetRequiredValue(Numbers).Select(written =>
        written is ['P' or 'p', .. var digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"\"{written}\" is no number of the review queue; P12, as `registry review` lists them, would be right."))];
}
