using System.Text;
using System.Text.Json;

namespace Registry.Tests.Program;

/// <summary><c>registry extract</c> as a process: what it prints, and what it answers to a file it cannot read.</summary>
public sealed class ExtractionTests
{
    private const string Press = "2022年,江阴高新区新增国家高新技术企业68家,总数达到268家。";

    static ExtractionTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task A_text_is_printed_as_JSON_lines_and_no_store_is_made(string charset)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "press.txt"), Encoding.GetEncoding(charset).GetBytes(Press), TestContext.Current.CancellationToken);

        using var registry = await RegistryProcess.Run(folder.Path, "extract", "press.txt");

        Assert.Equal(0, registry.ExitCode);
        var row = registry.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Single(line => line.TryGetProperty("indicator", out var code) && code.GetString() == "hte_added");
        Assert.Equal(68, row.GetProperty("value").GetInt32());
        Assert.Equal("江阴高新区新增国家高新技术企业68家", row.GetProperty("quote").GetString());
        Assert.Equal(["press.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("", 1, "registry: press.txt: the document is empty; a text or HTML document would be right")]
    [InlineData("a\0b", 1, "registry: press.txt: the document is no text: it has bytes of zero; a text or HTML document in UTF-8 or GB18030 would be right")]
    [InlineData(null, 2, "registry: There is no file press.txt to extract from. A text or HTML document, or - for standard input, would be right.")]
    public async Task A_file_that_cannot_be_read_is_refused_in_a_sentence(string? text, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        if (text is not null)
            await File.WriteAllTextAsync(Path.Combine(folder.Path, "press.txt"), text, TestContext.Current.CancellationToken);

        using var registry = await RegistryProcess.Run(folder.Path, "extract", "press.txt");

        Assert.Equal(message, registry.Errors.Trim());
        Assert.Equal(exitCode, registry.ExitCode);
    }
}
