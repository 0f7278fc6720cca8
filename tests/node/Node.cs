using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Registry.Tests.Foreign;

/// <summary>Runs the scripts of tests/node and builds of npm; a test is skipped, with the reason, where Node or its packages are missing.</summary>
internal static class Node
{
    private static readonly Lazy<string?> Missing = new(() => Install(Folder()));

    /// <summary>What a script writes to its standard output, line by line.</summary>
    /// <param name="script">A file of tests/node.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<string[]> Run(string script, params string[] arguments)
    {
        SkipBecause(Missing.Value);
        var (exitCode, output, error) = await Start(Folder(), "node", [script, .. arguments]);
        Assert.True(exitCode == 0, $"{script} ended with {exitCode}: {error}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Installs the packages of a folder of the checkout and runs one of its scripts.</summary>
    /// <param name="folder">The folder, from the root of the checkout.</param>
    /// <param name="script">The script, as package.json calls it.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task Npm(string folder, string script, params string[] arguments)
    {
        var path = Path.GetFullPath(Path.Combine(Folder(), "..", "..", folder));
        SkipBecause(Install(path));
        var (exitCode, _, error) = await Start(path, "npm", ["run", script, "--", .. arguments]);
        Assert.True(exitCode == 0, $"npm run {script} in {folder} ended with {exitCode}: {error}");
    }

    private static void SkipBecause(string? reason)
    {
        if (reason is not null)
        {
            Assert.Skip(reason);
        }
    }

    // Installs the packages of a folder, from the registry that npm is configured for, unless they are those that its lock file names. Test
    // projects run side by side: one installs, the others wait.
    private static string? Install(string folder)
    {
        using var alone = new Mutex(initiallyOwned: false, @"Global\registry-npm-install");
        alone.WaitOne();
        try
        {
            var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
            if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
            {
                return Start(folder, "node", ["--version"]).Result.ExitCode == 0 ? null : "Node does not run.";
            }

            var (exitCode, _, error) = Start(folder, "npm", ["ci"]).Result;
            return exitCode == 0 ? null : $"The packages of {Path.GetFileName(folder)} cannot be installed: {error.Trim()}";
        }
        catch (AggregateException exception) when (exception.InnerException is Win32Exception)
        {
            return "Node is not installed: these tests need Node 20 with npm.";
        }
        finally
        {
            alone.ReleaseMutex();
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> Start(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
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
