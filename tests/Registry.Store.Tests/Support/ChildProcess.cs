using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Registry.Store.Tests;

/// <summary>
/// A second process that writes the same store: this assembly, started again with what to do in its environment. It says when
/// it is where it was asked to be, and stays there until it is killed.
/// </summary>
sealed class ChildProcess : IDisposable
{
    const string Order = "REGISTRY_STORE_TEST_CHILD";
    const string There = "there";

    readonly Process process;

    ChildProcess(Process process) => this.process = process;

    /// <summary>Starts a process that stages rows of the source and then waits, <c>staged</c>, or waits inside its publication, <c>publishing</c>.</summary>
    public static async Task<ChildProcess> Start(string point, string address)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ChildProcess).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[Order] = $"{point} {address}";
        var process = Process.Start(start)!;
        Assert.Equal(There, await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return new ChildProcess(process);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

#pragma warning disable CA2255 // The entry point belongs to the test runner; the child must act before it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void ActAsChild()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 2) is not [var point, var address])
            return;
        using var database = Database.Open(StoreAddress.Parse(address));
        using var run = database.Begin(TemporaryStore.Notices, RunKind.Bundled, new byte[] { 1 });
        TemporaryStore.Stage(run, [.. Enumerable.Range(0, 2000).Select(i => new Row("Enterprise", $"重庆试验{i}号科技有限公司"))]);
        if (point == "staged")
            Stay();
        run.Publish((publication, cancellation) =>
        {
            PlainResolution.Resolve(publication, cancellation);
            Stay();
        });
    }

    static void Stay()
    {
        Console.WriteLine(There);
        Thread.Sleep(Timeout.Infinite);
    }
}
