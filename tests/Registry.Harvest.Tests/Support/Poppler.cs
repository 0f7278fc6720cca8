namespace Registry.Harvest.Tests.Support;

/// <summary>Whether PDFs can be read here.</summary>
static class Poppler
{
    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));
}
