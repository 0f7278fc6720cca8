using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>The real program in a process of its own, with what it prints.</summary>
internal sealed class RegistryProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private RegistryProcess(Process process) => this.process = process;

    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    public string Errors
    {
        get { lock (errors) return errors.ToString(); }
    }

    public int ExitCode => process.ExitCode;

    /// <summary>Its number.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it has taken of processors so far; null once it has ended.</summary>
    public TimeSpan? Processor
    {
        get
        {
            try
            {
                return process.HasExited ? null : process.TotalProcessorTime;
            }
            catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
            {
                // It ended between the two questions.
                return null;
            }
        }
    }

    /// <summary>Starts <c>registry ARGUMENTS</c> in a folder.</summary>
    public static RegistryProcess Start(string folder, params string[] arguments) =>
        StartWith(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts <c>registry ARGUMENTS</c> in a folder with environment variables of its own.</summary>
    public static RegistryProcess StartWith(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "registry.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(ServerStores.For(folder, argument));
        start.Environment.Remove("REGISTRY_STORE");
        if (ServerDatabases.AreAsked)
        {
            start.Environment["REGISTRY_STORE"] = ServerStores.For(folder, "sqlite:data/registry.db");
            start.Environment["REGISTRY_GraphQL__ExecutionTimeout"] = "00:05:00";
        }
        foreach (var (name, value) in environment)
            start.Environment[name] = ServerStores.For(folder, value);

        var running = new RegistryProcess(new Process { StartInfo = start });
        running.Begin();
        return running;
    }

    /// <summary>How long to wait for what takes so long at most over SQLite.</summary>
    // A server that only speaks SQL Server's protocol reads each statement for some hundredths of a second the first time that a connection brings it.
    public static TimeSpan Patience(TimeSpan atMost) => ServerDatabases.AreAsked ? atMost * 6 : atMost;

    /// <summary>Runs to the end.</summary>
    public static async Task<RegistryProcess> Run(string folder, params string[] arguments)
    {
        var running = Start(folder, arguments);
        await running.End();
        return running;
    }

    /// <summary>Waits for the end of the process; the test's own deadline ends the wait.</summary>
    public async Task End()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience(TimeSpan.FromMinutes(3)));
        await process.WaitForExitAsync(deadline.Token);
    }

    /// <summary>Waits until the output or the errors hold a text, or the process ends.</summary>
    public async Task<bool> Says(string text, TimeSpan atMost)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience(atMost))
        {
            if (Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal))
                return true;
            if (process.HasExited)
            {
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                return Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal);
            }

            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return false;
    }

    /// <summary>Sends SIGTERM, as an operator's stop does.</summary>
    public void Terminate() => _ = kill(process.Id, 15);

    /// <summary>Ends the process without warning, as a power cut does.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);
}
