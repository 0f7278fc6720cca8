namespace Registry;

/// <summary>What the program's exit codes mean, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something asked for failed: a source, a check, a file.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting could not be understood; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM; the last release is whole.</summary>
    public const int Interrupted = 130;
}
