using System.CommandLine;
using System.Globalization;
using Registry.Identity.Compare;
using Registry.Identity.Identifiers;
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

    private static readonly Option<string?> Type = new("--type") { Description = "Only bodies of this type, such as Enterprise.", HelpName = "TYPE" };

    private static readonly Option<string?> Place = new("--place") { Description = "Where the body has its seat: a GB/T 2260 code such as 500153.", HelpName = "CODE" };

    private static readonly Option<int> Limit = new("--limit") { Description = "How many bodies to show at most.", DefaultValueFactory = _ => 10 };

    public static Command Build()
    {
        var command = new Command("match", "The bodies that a name may mean, with score and reasons; or whether the two names of each row are one body's.") { Name, Pairs, Type, Place, Limit };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken) => (parsed.GetValue(Name), parsed.GetValue(Pairs)) switch
    {
        (null, { } file) => JudgePairs(parsed, file, cancellationToken),
        ({ } name, null) => Find(parsed, name, cancellationToken),
        _ => throw new UsageException("match needs a NAME or --pairs FILE, not both. Try: registry match --help"),
    };

    private static int Find(ParseResult parsed, string name, CancellationToken cancellationToken)
    {
        var type = parsed.GetValue(Type);
        if (type is not null && Vocabulary.Current.Type(type) is null)
            throw new UsageException($"\"{type}\" is no type; one of {string.Join(", ", Vocabulary.Current.Types.Select(known => known.Name))} would be right.");
        using var store = Setting.OpenExistingStore(parsed);
        using var session = store.Read(cancellationToken);
        var found = new Candidates(session).Find(Subject.Of(name) with { Place = Seat(parsed.GetValue(Place)) }, type is null ? null : [type], parsed.GetValue(Limit));
        foreach (var (body, alias, match) in found)
        {
            Console.Out.WriteLine($"{match.Score.ToString("0.000", CultureInfo.InvariantCulture)}  {PairFile.Word(match.Verdict),-8}  {body.Id}  {body.Type.Name}  {body.Name}{(alias == body.Name ? "" : $" ({alias})")}");
            foreach (var finding in match.Findings)
                Console.Out.WriteLine($"       {finding.Comparison} {finding.Score.ToString("0.00", CultureInfo.InvariantCulture)}: {finding.Reason}");
        }
        if (found.Count == 0)
            Console.Out.WriteLine($"No body of the store has a name near \"{name}\".");
        return ExitCode.Done;
    }

    private static int? Seat(string? code) => code is null ? null
        : Gb2260Code.Read(code) is { IsValid: true } reading ? int.Parse(reading.Value, CultureInfo.InvariantCulture)
        : throw new UsageException($"\"{code}\" is no place; a GB/T 2260 code such as 500153 would be right.");

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
