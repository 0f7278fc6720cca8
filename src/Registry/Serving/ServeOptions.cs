using System.CommandLine;

namespace Registry.Serving;

/// <summary>The options of serving: where, in which role, and with which settings.</summary>
internal static class ServeOptions
{
    /// <summary>Bound to loopback unless told otherwise.</summary>
    public static Option<string> Urls { get; } = new("--urls")
    {
        Description = "Where to answer, several separated by ';'. Loopback unless told otherwise; port 0 takes a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
        CustomParser = result => Read(result.Tokens[^1].Value, result.AddError),
    };

    public static Option<Role> Role { get; } = new("--role")
    {
        Description = "all: answer and harvest; api: answer only; harvest: harvest by the schedule only.",
        HelpName = "all|api|harvest",
        DefaultValueFactory = _ => Serving.Role.All,
        CustomParser = result => ReadRole(result.Tokens[^1].Value, result.AddError),
    };

    /// <summary>The file of settings; <c>registry.json</c> in the current folder where none is named and it is there.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "The file of settings. Default: registry.json in the current folder, if it is there.",
        HelpName = "FILE",
    };

    private static string Read(string urls, Action<string> fault)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var address)
                || address.Scheme is not "http" || address.AbsolutePath != "/")
                fault($"--urls: \"{url}\" is no address to answer on. http://HOST:PORT would be right, for instance http://127.0.0.1:5080.");
        }

        return urls;
    }

    private static Role ReadRole(string role, Action<string> fault)
    {
        if (Enum.TryParse<Role>(role, ignoreCase: true, out var read) && Enum.IsDefined(read) && !char.IsAsciiDigit(role[0]))
            return read;
        fault($"--role: there is no role \"{role}\". all, api or harvest would be right.");
        return default;
    }
}
