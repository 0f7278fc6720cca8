namespace Registry.Store.Tests;

public sealed class PublicIdTests
{
    static readonly EntityType zone = Vocabulary.Current.Type("Zone")!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(500_000)]
    [InlineData(123_456_789)]
    [InlineData((1L << 40) - 1)]
    public void The_letters_of_an_id_tell_the_number_they_come_from(long number) =>
        Assert.Equal(number, PublicId.NumberOf(PublicId.Of(zone, number)));

    [Theory]
    [InlineData("")]
    [InlineData("zone")]
    [InlineData("zone-")]
    [InlineData("zone-k3v9x0q")]
    [InlineData("zone-k3v9x0ql")]
    [InlineData("zone_k3v9x0qe")]
    [InlineData("区-高新区高新区高新")]
    public void What_is_no_such_id_tells_none(string id) => Assert.Equal(0, PublicId.NumberOf(id));
}
