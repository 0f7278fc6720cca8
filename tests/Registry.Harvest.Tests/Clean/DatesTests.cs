using Registry.Harvest.Clean;

namespace Registry.Harvest.Tests.Clean;

public sealed class DatesTests
{
    public static TheoryData<string, string> Written => Cases.Pairs("Clean/Cases/dates.tsv");

    [Theory, MemberData(nameof(Written))]
    public void A_date_is_read_as_exactly_as_it_is_written(string written, string iso)
    {
        var date = Dates.Read(written);
        Assert.Equal(iso, date.IsClean ? date.Value.ToString() : "!");
    }

    [Theory]
    [InlineData("待定", "found \"待定\"; a date such as 2023年11月30日, 2023-11-30 or 2023年11月 would be right.")]
    [InlineData("2023-02-29", "found \"2023-02-29\", which is no day of the calendar between 900 and 2199.")]
    [InlineData(" ", "found nothing; a date would be right.")]
    public void What_is_no_date_is_answered_with_the_reason(string written, string reason) =>
        Assert.Equal(reason, Dates.Read(written).Fault);

    [Fact]
    public void A_serial_number_counts_from_the_origin_of_its_workbook()
    {
        Assert.Equal(new DateOnly(2023, 11, 30), Dates.FromSerial(45260.75).Value.AsDay);
        Assert.Equal(new DateOnly(2023, 11, 30), Dates.FromSerial(43798, since1904: true).Value.AsDay);
        Assert.Equal("found the serial number 7; 10000 to 99999 would be right.", Dates.FromSerial(7).Fault);
        Assert.False(Dates.FromSerial(double.NaN).IsClean);
    }
}
