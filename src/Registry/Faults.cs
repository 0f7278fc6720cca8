using System.Net.Sockets;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry;

/// <summary>What is expected to go wrong in a command, as a sentence and an exit code. Anything else is a fault of ours and keeps its stack trace.</summary>
internal static class Faults
{
    public static (string Message, int ExitCode)? Describe(Exception fault, CancellationToken stop) => fault switch
    {
        OperationCanceledException when stop.IsCancellationRequested => ("stopped; what was published before stands, nothing half done was kept.", ExitCode.Interrupted),
        UsageException usage => (usage.Message, ExitCode.Usage),
        StoreException store => (store.Message, ExitCode.Failed),
        UnreadableException unreadable => (unreadable.Message, ExitCode.Failed),
        IOException { InnerException: SocketException } address => (address.Message, ExitCode.Failed),
        IOException or UnauthorizedAccessException => (fault.Message, ExitCode.Failed),
        _ => null,
    };
}

/// <summary>A value of the command line or the environment that cannot be understood; the message says what would have been right.</summary>
internal sealed class UsageException(string message) : Exception(message);
