using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Registry.Store;

/// <summary>Who holds a lease: machine, process and the second at which it started (process numbers come again).</summary>
sealed record Holder(string Machine, int Process, long StartedAt)
{
    // The system derives a start from ticks since boot and a boot time that each process reckons anew: two readings of one start
    // differ by what a busy machine lets pass between two looks at the clock. No number comes again within these seconds.
    const long ReadingsDiffer = 5;

    static readonly Lazy<Holder> current = new(OfThisProcess);

    public static Holder Current => current.Value;

    public static Holder Parse(string text)
    {
        var parts = text.Split('/');
        return new Holder(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{Process}/{StartedAt}");

    /// <summary>As people read it.</summary>
    public string Readable => string.Create(CultureInfo.InvariantCulture, $"process {Process} on {Machine}");

    /// <summary>Whether the process runs; null when it is on another machine, where we cannot see.</summary>
    public bool? IsAlive()
    {
        if (Machine != Environment.MachineName)
            return null;
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(Process);
            return !found.HasExited && Math.Abs(Started(found) - StartedAt) <= ReadingsDiffer;
        }
        catch (ArgumentException)
        {
            // No process has the number.
            return false;
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            // It ended while we looked, or belongs to someone whose processes we may not see: the lease's time decides.
            return null;
        }
    }

    static Holder OfThisProcess()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return new Holder(Environment.MachineName, Environment.ProcessId, Started(self));
    }

    static long Started(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
