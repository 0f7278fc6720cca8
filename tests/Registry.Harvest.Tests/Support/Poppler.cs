namespace Registry.Harvest.Tests.Support;

/// <summary>Whether PDFs can be read here.</summary>
static class Poppler
{
    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));

    /// <summary>Skips the test, with the reason, where they cannot.</summary>
    public static void MustBeInstalled()
    {
        if (!IsInstalled)
        {
            Assert.Skip("pdftotext is missing: install poppler-utils and poppler-data.");
        }
    }
}
