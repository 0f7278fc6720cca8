using Registry.Harvest.Clean;

namespace Registry.Harvest.Tests.Clean;

public sealed class NumbersTests
{
    public static TheoryData<string, string> Numerals => Cases.Pairs("Clean/Cases/numerals.tsv");

    public static TheoryData<string, string, string, string> Written
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var cells in Cases.Rows("Clean/Cases/quantities.tsv", 4))
                data.Add(cells[0], cells[1], cells[2], cells[3]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Numerals))]
    public void Chinese_numerals_are_read(string written, string number)
    {
        var value = ChineseNumerals.Read(written);
        Assert.Equal(number, value.IsClean ? new Quantity(value.Value, "", "").Number : "!");
    }

    [Theory, MemberData(nameof(Written))]
    public void A_number_is_folded_to_its_base_unit(string written, string columnUnit, string number, string unit)
    {
        var quantity = Quantities.Read(written, columnUnit);
        Assert.Null(quantity.Fault);
        Assert.Equal((number, unit), (quantity.Value.Number, quantity.Value.Unit));
    }

    [Theory]
    [InlineData("约40万平方米")]
    [InlineData("300余家")]
    [InlineData("3万余元")]
    [InlineData("58家以上")]
    [InlineData("3-5家")]
    [InlineData("若干")]
    [InlineData("1,23")]
    [InlineData("1.2.3")]
    public void What_is_more_or_less_than_a_number_is_refused(string written) =>
        Assert.Equal($"found \"{written}\"; a number with or without a unit would be right.", Quantities.Read(written).Fault);

    [Fact]
    public void Blank_is_not_zero() =>
        Assert.Equal("found nothing; a number would be right (blank is not zero).", Quantities.Read(" ").Fault);

    [Fact]
    public void The_unit_is_kept_as_written() =>
        Assert.Equal("万元", Quantities.Read("8950万元", "千元").Value.WrittenUnit);

    [Fact]
    public void A_number_too_large_to_be_kept_exactly_is_refused() =>
        Assert.False(Quantities.Read("79228162514264337593543950335亿元").IsClean);
}
