using System.Text.Json;
using Registry.Identity.Identifiers;

namespace Registry.Identity.Tests.Identifiers;

public sealed class IdentifierTests
{
    public static TheoryData<string, string, string> Written => Cases.Triples("identifiers.tsv");

    [Theory, MemberData(nameof(Written))]
    public void An_identifier_is_read_by_the_rule_of_its_scheme(string scheme, string written, string expected)
    {
        var reading = IdentifierSchemes.Read(scheme, written);
        Assert.Equal(expected, reading.IsValid ? reading.Value : "!" + reading.Fault);
    }

    [Theory, MemberData(nameof(Written))]
    public void An_invalid_identifier_is_kept_as_written_and_a_valid_one_reads_as_itself(string scheme, string written, string expected)
    {
        var reading = IdentifierSchemes.Read(scheme, written);
        Assert.Equal(expected.StartsWith('!'), reading.Value == written && !reading.IsValid);
        if (reading.IsValid)
            Assert.Equal(reading, IdentifierSchemes.Read(scheme, reading.Value));
    }

    [Fact]
    public void A_changed_character_of_a_credit_code_is_always_noticed()
    {
        const string Code = "91350100M000100Y43";
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (var at = 0; at < Code.Length; at++)
            foreach (var other in Alphabet.Where(other => other != Code[at]))
                Assert.False(UnifiedSocialCreditCode.Read($"{Code[..at]}{other}{Code[(at + 1)..]}").IsValid);
    }

    [Fact]
    public void A_credit_code_tells_its_place_of_registration_and_its_organisation_code()
    {
        Assert.Equal("350100", UnifiedSocialCreditCode.RegisteredAt("91350100M000100Y43"));
        Assert.Equal("M000100Y4", UnifiedSocialCreditCode.OrganisationCode("91350100M000100Y43"));
    }

    [Theory]
    [InlineData("USCC", "91350100M000100Y43", "11500000009276281J", true)]
    [InlineData("USCC", "91350100M000100Y43", "91350100M000100Y43", false)]
    [InlineData("HTE_CERTIFICATE", "GR202011004043", "GR202311004043", false)]
    [InlineData("HTE_CERTIFICATE", "GR202311004043", "GR202311004044", true)]
    [InlineData("TECH_SME_NUMBER", "2022500153A8000012", "2023500153A8000012", false)]
    [InlineData("MY_SCHEME", "a", "b", true)]
    public void Two_identifiers_contradict_each_other_where_a_body_has_only_one(string scheme, string one, string other, bool contradict) =>
        Assert.Equal(contradict, IdentifierSchemes.Contradict(scheme, one, other));

    [Fact]
    public void Every_id_of_the_research_list_is_valid()
    {
        foreach (var line in File.ReadLines(ForeignData.At("data/institutes/ror-cn.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            var id = record.RootElement.GetProperty("id").GetString()!;
            Assert.Equal(new IdentifierReading("ROR", id, null), RorId.Read(id));
        }
    }

    [Fact]
    public void Every_code_of_the_list_of_divisions_is_valid()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(ForeignData.At("data/divisions/list.json")));
        Assert.All(list.RootElement.EnumerateObject(), row => Assert.Null(Gb2260Code.Read(row.Name).Fault));
    }
}
