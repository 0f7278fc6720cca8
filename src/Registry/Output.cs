using Spectre.Console;

namespace Registry;

/// <summary>The two streams a command speaks on: results on standard output, progress and logs on standard error.</summary>
internal static class Output
{
    /// <summary>Results. Where it is no terminal, a table is as wide as what it holds.</summary>
    public static IAnsiConsole Console { get; } = On(System.Console.Out, System.Console.IsOutputRedirected);

    /// <summary>Progress; a bar needs a terminal.</summary>
    public static IAnsiConsole Progress { get; } = On(System.Console.Error, System.Console.IsErrorRedirected);

    private static IAnsiConsole On(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = 240;
        return console;
    }
}
