using System.Globalization;
using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Map;
using Registry.Harvest.Press;
using Registry.Harvest.Read;
using Registry.Identity.Places;
using Registry.Store;
using Record = Registry.Harvest.Read.Record;

namespace Registry.Harvest.Tests;

/// <summary>
/// Each bundled source keeps a sample of its list, <c>sample.*</c>, and what it must yield, <c>sample.expected.txt</c>: a line for each body of
/// a record, under it what the record says of it.
/// </summary>
public class BundledSampleTests
{
    const string Expected = "sample.expected.txt";

    static readonly Lazy<SourceCatalog> Catalog = new(() => SourceCatalog.Load(Folder()));
    static readonly Lazy<Gazetteer> Places = new(() => Divisions.Of(Catalog.Value));

    public static TheoryData<string> Sources => [.. Directory.EnumerateFiles(Folder(), SourceCatalog.FileName, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder(), Path.GetDirectoryName(file)!).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_sample_yields_what_stands_beside_it(string id)
    {
        Assert.DoesNotContain(Catalog.Value.Faults, fault => fault.File == $"{id}/{SourceCatalog.FileName}");
        var source = Catalog.Value.Sources.Single(source => source.Id == id);
        var folder = Path.Combine(Folder(), id);
        var sample = Assert.Single(Directory.GetFiles(folder, "sample.*"), file => Path.GetFileName(file) != Expected);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, Expected)), Yield(source, sample), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_spreadsheet_holds_the_rows_that_stand_beside_it_as_text()
    {
        var spreadsheets = Catalog.Value.Sources.Where(source => source.Read.Form is ReadForm.Xls or ReadForm.Xlsx).ToList();
        Assert.NotEmpty(spreadsheets);
        foreach (var source in spreadsheets)
            foreach (var edition in source.Editions)
                Assert.Equal(Rows(source.Read with { Form = ReadForm.Csv }, Path.ChangeExtension(edition.Path, "rows.csv")), Rows(source.Read, edition.Path));
    }

    static List<string> Rows(ReadOptions options, string file) =>
        [.. RecordReader.For(options).Read(new Content(Path.GetFileName(file), File.ReadAllBytes(file)), new Findings(), TestContext.Current.CancellationToken)
            .Select(record => string.Join('|', record.Layout.Columns.Select((column, i) => $"{column.Name}={record.Cells[i]}")))];

    static string Yield(SourceDefinition source, string sample)
    {
        if (source.Read.IsProse)
            return YieldOfProse(source, sample);
        var text = new StringBuilder();
        var issues = new Issues();
        var mapper = new Mapper(source, Places.Value, issues);
        var content = new Content(Path.GetFileName(sample), File.ReadAllBytes(sample));
        foreach (var record in RecordReader.For(source.Read).Read(content, new Findings(), TestContext.Current.CancellationToken))
            if (mapper.Map(record, 1, content.Name) is { } mapped)
                Write(text, mapped, record);
        mapper.Close();
        issues.Close();
        // A sample holds few of the cells that are patched in the whole list.
        foreach (var issue in issues.Take().Where(issue => issue.Code != "PATCH_WITHOUT_EFFECT"))
            text.AppendLine(CultureInfo.InvariantCulture, $"! {issue.Code} {issue.Message}");
        return text.ToString();
    }

    static string YieldOfProse(SourceDefinition source, string sample)
    {
        var text = new StringBuilder();
        var reader = new PressReader(Places.Value, isPlan: false, source.Read.Threshold, _ => false);
        foreach (var statement in reader.Read(File.ReadAllText(sample), Path.GetFileName(sample), TestContext.Current.CancellationToken))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{statement.Kind} {statement.Score:0.00} {statement.Passage.Locator} « {statement.Passage.Quote} »");
            Write(text, new StagedRecord(0, 0, [], statement.Mentions, statement.Claims), default);
        }
        return text.ToString();
    }

    static void Write(StringBuilder text, StagedRecord mapped, Record record)
    {
        for (var i = 0; i < mapped.Mentions.Count; i++)
        {
            var mention = mapped.Mentions[i];
            text.AppendLine(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : "  + ")}{Name(mention)}{(mention.Place is { } place ? $" @{place}" : "")}{(mention.LinkOnly ? " (joins only)" : "")}");
            foreach (var claim in mapped.Claims.Where(claim => claim.Mention == i))
                text.AppendLine(Line(claim, mapped, record));
        }
    }

    static string Line(StagedClaim claim, StagedRecord mapped, Record record)
    {
        var said = claim.Object is { } other ? Name(mapped.Mentions[other]) : claim.Value;
        var more = string.Concat(claim.Status is { } status ? $" {status}" : "", claim.Basis is { } basis ? $" {basis}" : "", claim.Flags == ClaimFlags.None ? "" : $" [{claim.Flags}: {claim.Note}]");
        var cell = claim.Cell is { } column ? $"   « {record.Cells[column]} » {Locators.Cell(record.Layout, record.Position, column)}" : "";
        return $"    {claim.Predicate} {said}{more}{cell}";
    }

    static string Name(StagedMention mention) => $"{mention.Type ?? "?"} {mention.Name}{string.Concat(mention.Identifiers.Select(identifier => $" {identifier.Scheme}:{identifier.Value}"))}";

    static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Registry.sln")))
                return Path.Combine(folder.FullName, "sources");
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Registry.sln.");
    }
}
