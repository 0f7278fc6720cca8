using Registry.Store;

namespace Registry.Identity.Tests.Resolve;

public sealed class ImpliedRelationTests : IDisposable
{
    readonly TemporaryStore store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("Enterprise|恒丰科技有限公司宁波分公司|330200||", "Enterprise|恒丰科技有限责任公司|310000||", "恒丰科技有限公司宁波分公司 branchOf 恒丰科技有限责任公司: 恒丰科技有限公司宁波分公司")]
    [InlineData("University|重庆移通学院綦江校区|500110||", "University|重庆移通学院|500000|SCHOOL_CODE=4150013627|", "重庆移通学院綦江校区 campusOf 重庆移通学院: 重庆移通学院綦江校区")]
    [InlineData("ResearchInstitute|重庆大学机械传动国家重点实验室|500000||", "University|重庆大学|500000|SCHOOL_CODE=4150010611|", "重庆大学机械传动国家重点实验室 affiliatedTo 重庆大学: 重庆大学机械传动国家重点实验室")]
    [InlineData("Organization|重庆大学附属三峡医院|500101||", "University|重慶大學|500000||", "重庆大学附属三峡医院 affiliatedTo 重慶大學: 重庆大学附属三峡医院")]
    [InlineData("Enterprise|重庆三创孵化器有限公司|500110||", "Incubator|重庆三创孵化器|500110||", "重庆三创孵化器 operatedBy 重庆三创孵化器有限公司: 重庆三创孵化器有限公司")]
    [InlineData("GovernmentBody|荣昌高新技术产业开发区管理委员会|500153||", "Zone|荣昌高新区|500153||", "荣昌高新区 operatedBy 荣昌高新技术产业开发区管理委员会: 荣昌高新技术产业开发区管理委员会")]
    public void A_name_of_a_part_relates_it_to_the_whole_whichever_comes_first(string part, string whole, string relation)
    {
        store.Publish("a", Said.Parse(part));
        Assert.Empty(store.Implied());
        store.Publish("b", Said.Parse(whole));
        AssertImplied(relation);

        using var other = new TemporaryStore();
        other.Publish("b", Said.Parse(whole));
        other.Publish("a", Said.Parse(part));
        Assert.Equal([relation], other.Implied());
        Assert.Empty(other.Findings());
    }

    [Theory]
    [InlineData("University|中国地质大学（北京）|110108||", "University|中国地质大学|420100||")]
    [InlineData("University|四川大学锦城学院|510100||", "University|四川大学|510100||")]
    [InlineData("Enterprise|重庆大学城商贸有限公司|500106||", "University|重庆大学|500000||")]
    [InlineData("Organization|三中心分院|500106||", "Organization|三中心|500106||")]
    [InlineData("Enterprise|重庆三创孵化器有限公司|500110||", "Enterprise|重庆三创孵化器|500110||")]
    public void Names_that_only_look_like_a_part_and_its_whole_relate_nothing(string one, string other)
    {
        store.Publish("a", Said.Parse(one));
        store.Publish("b", Said.Parse(other));
        Assert.Empty(store.Implied());
    }

    [Fact]
    public void A_second_whole_of_the_name_ends_what_was_implied()
    {
        store.Publish("a", Said.Parse("Enterprise|恒丰科技有限公司宁波分公司|330200||"), Said.Parse("Enterprise|恒丰科技有限公司|310000||"));
        Assert.Single(store.Implied());

        store.Publish("b", Said.Parse("Enterprise|恒丰科技有限公司|370000||"));

        Assert.Empty(store.Implied());
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void A_whole_list_that_leaves_the_part_out_ends_what_its_name_implied_and_one_that_has_it_again_renews_it()
    {
        Said[] both = [Said.Parse("University|重庆移通学院|500000||"), Said.Parse("University|重庆移通学院綦江校区|500110||")];
        store.Publish("a", Coverage.Full, both);
        AssertImplied("重庆移通学院綦江校区 campusOf 重庆移通学院: 重庆移通学院綦江校区");

        store.Publish("a", Coverage.Full, both[..1]);
        Assert.Empty(store.Implied());
        Assert.Empty(store.Findings());

        store.Publish("a", Coverage.Full, both);
        AssertImplied("重庆移通学院綦江校区 campusOf 重庆移通学院: 重庆移通学院綦江校区");
        store.Publish("a", Coverage.Full, both);
        AssertImplied("重庆移通学院綦江校区 campusOf 重庆移通学院: 重庆移通学院綦江校区");
    }

    [Fact]
    public void A_part_is_never_merged_with_its_whole()
    {
        store.Publish("a", Said.Parse("Enterprise|恒丰科技有限公司|310000||"), Said.Parse("Enterprise|恒丰科技有限公司上海分公司|310000||"), Said.Parse("Enterprise|恒丰科技有限公司上海第二分公司|310000||"));
        Assert.Equal(3, store.Bodies().Count);
        Assert.Equal(2, store.Implied().Count);
    }

    void AssertImplied(string relation)
    {
        Assert.Equal([relation], store.Implied());
        Assert.Empty(store.Findings());
    }
}
