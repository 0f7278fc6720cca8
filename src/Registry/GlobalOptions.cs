using System.CommandLine;

namespace Registry;

/// <summary>The options that stand before or after every verb.</summary>
internal static class GlobalOptions
{
    /// <summary>The store to work on: <c>--store</c>, else <c>REGISTRY_STORE</c>, else <c>sqlite:data/registry.db</c> below the current folder.</summary>
    public static Option<string> Store { get; } = new("--store")
    {
        Description = "The store: sqlite:PATH, or sqlserver:CONNECTION STRING. Default: the variable REGISTRY_STORE, else sqlite:data/registry.db.",
        HelpName = "STORE",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("REGISTRY_STORE") is { Length: > 0 } named ? named : "sqlite:data/registry.db",
    };

    /// <summary>The folder that the sources are read from; the program carries its own.</summary>
    public static Option<string> Catalog { get; } = new("--catalog")
    {
        Description = "Read the sources from this folder instead of the program's own.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "sources"),
    };
}
