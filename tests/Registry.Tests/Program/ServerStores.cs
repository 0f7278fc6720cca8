using System.Collections.Concurrent;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>Where tests run over a server: the database that stands for each file that they name as a store.</summary>
internal static class ServerStores
{
    private static readonly ConcurrentDictionary<string, string> databases = new(StringComparer.Ordinal);

    /// <summary>The address that a process in a folder is given for the one that a test names.</summary>
    public static string For(string folder, string address) =>
        ServerDatabases.AreAsked && address.StartsWith("sqlite:", StringComparison.Ordinal)
            ? databases.GetOrAdd(Path.GetFullPath(address["sqlite:".Length..], folder), _ => ServerDatabases.Lend(out bool _))
            : address;

    /// <summary>Gives back the databases of the stores in a folder.</summary>
    public static void Return(string folder)
    {
        foreach (var file in databases.Keys.Where(file => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            if (databases.TryRemove(file, out var database))
                ServerDatabases.TakeBack(database);
        }
    }
}
