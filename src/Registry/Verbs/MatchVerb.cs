using System.CommandLine;
using System.Globalization;
using Registry.Identity.Compare;
using Registry.Matching;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry match NAME | --pairs FILE</c>: the bodies that a name may mean; whether two names are one body's.</summary>
internal static class MatchVerb
{
    private static readonly Argument<string?> Name = new("NAME") { Description = "A name to find the bodies of.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Pairs = new("--pairs")
    {
        Description = "A CSV file with the columns name_a and name_b to judge row by row; beside them it may have type, place and an identifier (USCC …) of either, as type_a, place_b, USCC_a.",
        HelpName = "FILE",
    };

    public static Command Build()
    {
        var command = new Command("match", "The bodies that a name may mean, with score and reasons; or whether the two names of each row are one body's.") { Name, Pairs };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken) => (parsed.GetValue(Name), parsed.GetValue(Pairs)) switch
    {
        (null, { } file) => JudgePairs(parsed, file, cancellationToken),
        _ => throw new UsageException("match needs a NAME or --pairs FILE, not both. Try: registry match --help"),
    };

    private static int JudgePairs(ParseResult parsed, string file, CancellationToken cancellationToken)
    {
        var pairs = PairFile.Read(file);
        using var store = Setting.OpenExistingStore(parsed);
        using var session = store.Read(cancellationToken);
        var matching = new PairMatching(session);
        var output = Console.Out;
        output.Write("name_a,name_b,judgement,score,reason\n");
        foreach (var pair in pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var match = matching.Judge(pair.One, pair.Other);
            output.Write(PairFile.Row(
                pair.One.Name.Written, pair.Other.Name.Written, PairFile.Word(match.Verdict), match.Score.ToString("0.###", CultureInfo.InvariantCulture),
                match.Relation is null ? match.Reason : $"{match.Reason} ({match.Relation})"));
        }
        return ExitCode.Done;
    }
}
