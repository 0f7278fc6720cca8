using Registry.Harvest.Catalog;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Press;

/// <summary>The dictionary stands twice: compiled in, with the words by which a figure's indicator is found, and as a list that is harvested like any other.</summary>
public sealed class IndicatorDictionaryTests
{
    [Fact]
    public void The_list_of_indicators_has_each_that_figures_are_read_by()
    {
        SourceDefinition source = Bundled.Catalog.Sources.Single(known => known.Id == "cn/indicators");
        byte[] edition = File.ReadAllBytes(source.Editions[^1].Path);
        var listed = RecordReader.For(source.Read).Read(new Content("edition.csv", edition), new Findings(), TestContext.Current.CancellationToken)
            .Select(record => $"{record.Cells[0]} {record.Cells[1]} {record.Cells[4]}");
        Assert.Equal(
            Indicators.ByCode.Values.Select(known => $"{known.Code} {known.Label} {(known.Definition == IndicatorDefinition.InForce ? "IN_FORCE" : known.Definition.ToString().ToUpperInvariant())}").Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }
}
