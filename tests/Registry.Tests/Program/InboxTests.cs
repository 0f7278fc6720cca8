namespace Registry.Tests.Program;

/// <summary>Documents that are handed in through a folder.</summary>
public sealed class InboxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_in_the_folder_of_its_source_is_imported_and_moved_with_its_receipt()
    {
        var catalog = new SmallCatalog(folder.Path);
        var inbox = Directory.CreateDirectory(folder.File("inbox")).FullName;
        var waiting = Directory.CreateDirectory(Path.Combine(inbox, "cn", "spaces")).FullName;
        Hand(Path.Combine(waiting, "a.csv"), SmallCatalog.List.Replace("星火", "东风", StringComparison.Ordinal));
        Hand(Path.Combine(waiting, "b.csv"), "%PDF-1.4\n");
        using var serving = RegistryProcess.StartWith(
            folder.Path,
            new Dictionary<string, string> { ["REGISTRY_Inbox__Folder"] = inbox, ["REGISTRY_Inbox__Every"] = "00:00:01" },
            "--catalog", catalog.Folder, "--urls", "http://127.0.0.1:0");

        Assert.True(await serving.Says("cn/spaces: a.csv taken, 3 records", TimeSpan.FromMinutes(1)), serving.Errors);
        Assert.True(await serving.Says("cn/spaces: b.csv refused", TimeSpan.FromMinutes(1)), serving.Errors);

        Assert.Empty(Directory.GetFiles(waiting));
        var receipt = Assert.Single(Directory.GetFiles(Path.Combine(inbox, "taken", "cn", "spaces"), "*-a.csv.receipt.csv"));
        Assert.Contains(",new,东风众创空间,", await File.ReadAllTextAsync(receipt, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(inbox, "refused", "cn", "spaces"), "*-b.csv"));
    }

    // Handed in some time ago.
    private static void Hand(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
    }
}
