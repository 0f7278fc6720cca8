using System.CommandLine;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry judge A B same|not-same|unsure --reason TEXT</c>, <c>judge --withdraw N</c>: what a person says of two bodies.</summary>
internal static class JudgeVerb
{
    private static readonly Argument<string[]> Said = new("A B VERDICT")
    {
        Description = "Two ids of bodies, or a mention (m123, see `registry review ID`) and the id of a body; then same, not-same or unsure.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Reason = new("--reason") { Description = "Why; kept with the judgement.", HelpName = "TEXT" };

    private static readonly Option<string> By = new("--by") { Description = "Who says so; the user's name where it is missing.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };

    private static readonly Option<long?> Withdrawn = new("--withdraw") { Description = "Take back what was said, by the number that judge or review gave.", HelpName = "NUMBER" };

    public static Command Build()
    {
        var command = new Command("judge", "Say whether two bodies are one; kept through every harvest and rebuild until it is withdrawn.") { Said, Reason, By, Withdrawn };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var by = parsed.GetRequiredValue(By);
        var outcome = (parsed.GetValue(Said), parsed.GetValue(Withdrawn), parsed.GetValue(Reason)) switch
        {
            ([], { } number, var reason) => Open(parsed, store => store.Withdraw(number, reason ?? "No reason was given.", by, cancellationToken)),
            (_, null, null or "") => throw new UsageException("judge needs a --reason: whoever reads the judgement later asks why."),
            ([var one, var other, var verdict], null, { } reason) => Open(parsed, store => store.Judge(new PersonalStatement(one, other, Verdict(verdict), reason, by), cancellationToken)),
            _ => throw new UsageException("judge needs A B and same, not-same or unsure; or --withdraw NUMBER. Try: registry judge --help"),
        };
        Console.Out.WriteLine($"{outcome.Message} Judgement {outcome.Number}; take it back with: registry judge --withdraw {outcome.Number}");
        return ExitCode.Done;
    }

    private static StatementOutcome Open(ParseResult parsed, Func<Database, StatementOutcome> deed)
    {
        using var store = Setting.OpenExistingStore(parsed);
        store.Migrate();
        return deed(store);
    }

    private static Verdict Verdict(string word) => word switch
    {
        "same" => Store.Verdict.Same,
        "not-same" => Store.Verdict.NotSame,
        "unsure" => Store.Verdict.Unsure,
        _ => throw new UsageException($"\"{word}\" is no verdict; same, not-same or unsure would be right."),
    };
}
