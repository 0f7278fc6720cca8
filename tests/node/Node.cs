using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Registry.Tests.Foreign;

/// <summary>Runs the scripts of tests/node; a test is skipped, with the reason, where Node or its packages are missing.</summary>
internal static class Node
{
    private static readonly Lazy<string?> Missing = new(Prepare);

    /// <summary>What a script writes to its standard output, line by line.</summary>
    /// <param name="script">A file of tests/node.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<string[]> Run(string script, params string[] arguments)
    {
        if (Missing.Value is { } reason)
        {
            Assert.Skip(reason);
        }

        var (exitCode, output, error) = await Start("node", [script, .. arguments]);
        Assert.True(exitCode == 0, $"{script} ended with {exitCode}: {error}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // Installs the packages once, from the registry that npm is configured for.
    private static string? Prepare()
    {
        try
        {
            if (Directory.Exists(Path.Combine(Folder(), "node_modules", "graphql")))
            {
                return Start("node", ["--version"]).Result.ExitCode == 0 ? null : "Node does not run.";
            }

            var (exitCode, _, error) = Start("npm", ["ci"]).Result;
            return exitCode == 0 ? null : $"The packages of tests/node cannot be installed: {error.Trim()}";
        }
        catch (AggregateException exception) when (exception.InnerException is Win32Exception)
        {
            return "Node is not installed: the suites of tests/node need Node 20 with npm.";
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.GetDirectoryName(here)!);
}
