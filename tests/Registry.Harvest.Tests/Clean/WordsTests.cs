using Registry.Harvest.Clean;

namespace Registry.Harvest.Tests.Clean;

public sealed class WordsTests
{
    public static TheoryData<string, string> Numbers => Cases.Pairs("Clean/Cases/document-numbers.tsv");

    public static TheoryData<string, string, string> Words
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var cells in Cases.Rows("Clean/Cases/recognition-words.tsv", 3))
                data.Add(cells[0], cells[1], cells[2]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Numbers))]
    public void A_document_number_has_one_way_of_writing(string written, string standard)
    {
        var number = DocumentNumber.Read(written);
        Assert.Equal(standard, number.IsClean ? number.Value.ToString() : "!");
    }

    [Fact]
    public void A_document_number_that_lost_its_brackets_is_not_guessed() =>
        Assert.Equal(
            "found \"渝经信科技〔202322\", whose brackets around the year were lost; a number such as 国科发火〔2022〕94号 would be right.",
            DocumentNumber.Read("渝经信科技〔202322").Fault);

    [Theory, MemberData(nameof(Words))]
    public void The_words_of_a_list_say_state_and_mode(string written, string state, string mode)
    {
        var words = RecognitionWords.Read(written);
        Assert.Null(words.Fault);
        Assert.Equal((state, mode), (words.Value.State, words.Value.Mode ?? ""));
    }

    [Fact]
    public void Words_that_say_nothing_of_a_recognition_are_answered_with_the_reason() =>
        Assert.Equal("found \"良好\"; words such as 认定, 备案, 公示, 待审批, 复审 or 取消 would be right.", RecognitionWords.Read("良好").Fault);

    [Theory]
    [InlineData("科技企業(yè)孵化器", "科技企業孵化器")]
    [InlineData("認(rèn)定為(wéi)國家級(jí)", "認定為國家級")]
    [InlineData("綠（lǜ）色", "綠色")]
    [InlineData("阿瑞塔科技(重庆)有限公司", "阿瑞塔科技(重庆)有限公司")]
    [InlineData("Institute (jinan)", "Institute (jinan)")]
    [InlineData("孵化器(A)", "孵化器(A)")]
    public void Pinyin_behind_a_character_is_taken_out(string damaged, string repaired) =>
        Assert.Equal(repaired, Repairs.WithoutPinyin(damaged));

    [Theory]
    [InlineData(" 重庆 大学\n", "重庆大学")]
    [InlineData("创E+  众创空间", "创E+众创空间")]
    [InlineData("East  China\tNormal University ", "East China Normal University")]
    [InlineData("重\u200b庆\u3000大学 （ 北京 ）", "重庆大学（北京）")]
    public void Stray_blanks_are_taken_out(string damaged, string repaired) =>
        Assert.Equal(repaired, Repairs.WithoutStrayBlanks(damaged));
}
