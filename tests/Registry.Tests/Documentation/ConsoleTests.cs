using System.Text;
using System.Text.RegularExpressions;
using Registry.Tests.Program;

namespace Registry.Tests.Documentation;

/// <summary>
/// The commands that pages show in <c>console</c> blocks, run in their order on a copy of the store of the bundled sources. Ids and
/// numbers are examples: what the program prints in their place stands for them in later commands. Three dots stand for anything.
/// </summary>
public sealed partial class ConsoleTests(ServingRegistry registry) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Pages => [.. Example.Pages().Where(page => Commands(File.ReadAllText(page)).Any()).Select(page => Path.GetRelativePath(Checkout.Root, page))];

    [Theory, MemberData(nameof(Pages))]
    public async Task The_commands_of_a_page_print_what_the_page_says(string page)
    {
        var copy = Path.Combine(folder.Path, "copy.db");
        var store = $"sqlite:{Path.Combine(folder.Path, "registry.db")}";
        using var backup = await RegistryProcess.Run(registry.Folder, "backup", copy);
        Assert.True(backup.ExitCode == 0, backup.Errors);
        using var made = await RegistryProcess.Run(folder.Path, "migrate", "--store", store);
        Assert.True(made.ExitCode == 0, made.Errors);
        using var restore = await RegistryProcess.Run(folder.Path, "restore", copy, "--store", store);
        Assert.True(restore.ExitCode == 0, restore.Errors);
        foreach (var (command, printed) in Commands(await File.ReadAllTextAsync(Checkout.PathTo(page), TestContext.Current.CancellationToken)))
        {
            var arguments = Words().Matches(Named().Replace(command, name => given.GetValueOrDefault(name.Value, name.Value)))
                .Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value).Skip(1);
            using var process = await RegistryProcess.Run(folder.Path, [.. arguments, "--store", store]);
            Assert.True(process.ExitCode == 0, $"{command}\n{process.Output}\n{process.Errors}");
            var lines = process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in printed.Where(line => line != "..."))
                Assert.True(lines.Any(actual => Fits(line, actual)), $"{command}\nshould print: {line}\nprinted:\n{process.Output}");
        }
    }

    private static IEnumerable<(string Command, IReadOnlyList<string> Printed)> Commands(string text)
    {
        foreach (Match block in Block().Matches(text))
        {
            foreach (var part in block.Groups["lines"].Value.Split("$ ", StringSplitOptions.RemoveEmptyEntries))
            {
                var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                yield return (lines[0], lines[1..]);
            }
        }
    }

    // An id or a number that was printed before must be printed again where the page shows it again.
    private bool Fits(string shown, string actual)
    {
        var pattern = new StringBuilder("^");
        var names = new List<string>();
        var at = 0;
        foreach (Match token in Token().Matches(shown))
        {
            pattern.Append(Regex.Escape(shown[at..token.Index]));
            at = token.Index + token.Length;
            if (token.Value == "...")
                pattern.Append(".*");
            else if (given.TryGetValue(token.Value, out var known))
                pattern.Append(Regex.Escape(known));
            else
            {
                names.Add(token.Value);
                pattern.Append(token.Value.Contains('-', StringComparison.Ordinal) ? "([a-z]+-[0-9a-z]{8})" : token.Value.StartsWith('m') ? @"(m\d+)" : @"(\d+)");
            }
        }

        var match = Regex.Match(actual, pattern.Append(Regex.Escape(shown[at..])).Append('$').ToString());
        for (var i = 0; match.Success && i < names.Count; i++)
            given[names[i]] = match.Groups[i + 1].Value;
        return match.Success;
    }

    [GeneratedRegex("""^```console\n(?<lines>.*?)^```""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""[a-z]+-[0-9a-z]{8}(?![0-9a-z-])|\bm\d+\b|\b\d{2,}(?=: )|\.\.\.""")]
    private static partial Regex Token();

    [GeneratedRegex("""[a-z]+-[0-9a-z]{8}(?![0-9a-z-])|\bm\d+\b""")]
    private static partial Regex Named();

    [GeneratedRegex("""["](?<quoted>[^"]*)["]|\S+""")]
    private static partial Regex Words();
}
