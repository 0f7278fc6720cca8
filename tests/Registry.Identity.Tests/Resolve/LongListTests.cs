using Registry.Store;

namespace Registry.Identity.Tests.Resolve;

/// <summary>A list so long that the store counts its names beforehand, reads ahead and makes indexes anew.</summary>
public sealed class LongListTests
{
    const int Rows = 21_000;
    const string Characters = "东方华泰瑞丰恒信宏达盛世金鼎银海天龙凯";

    [Fact]
    public void A_long_list_makes_the_same_bodies_doubts_and_relations_at_once_and_in_parts()
    {
        var list = List();
        using var whole = new TemporaryStore();
        using var parts = new TemporaryStore();

        whole.Publish("list", list);
        foreach (var part in list.Chunk(7_000))
            parts.Publish("list", part);

        Assert.Equal(parts.Bodies(), whole.Bodies());
        Assert.Equal(parts.Doubts(), whole.Doubts());
        Assert.Equal(parts.ImpliedByMentions(), whole.ImpliedByMentions());
        Assert.Contains(whole.Bodies(), body => body.Contains(" + ", StringComparison.Ordinal));
        Assert.NotEmpty(whole.ImpliedByMentions());
        Assert.Empty(whole.Findings());
        Assert.Equal(parts.Indexes(), whole.Indexes());
    }

    // What is met again stands on another page of ten thousand: by its name, by another spelling of it, by an identifier; as a branch.
    static List<Said> List()
    {
        List<Said> list = [.. Enumerable.Range(0, Rows).Select(number => Said.Parse($"Enterprise|聊城{Brand(number)}钢管有限公司|371502||"))];
        list[10_500] = Said.Parse($"Enterprise|聊城{Brand(3)}钢管有限公司|371500||");
        list[20_500] = Said.Parse($"Enterprise|山东省聊城{Brand(5)}钢管有限责任公司|371502||");
        list[7] = Said.Parse("Enterprise|旧名钢管有限公司|371502|USCC=91350100M000100Y43|");
        list[20_700] = Said.Parse("Enterprise|新名钢管有限公司|371502|USCC=91350100M000100Y43|");
        list[20_900] = Said.Parse($"Enterprise|聊城{Brand(9)}钢管有限公司济南分公司|370102||");
        list[11] = Said.Parse($"Enterprise|聊城{Brand(10_600)}钢管有限公司济南分公司|370102||");
        return list;
    }

    static string Brand(int number)
    {
        Span<char> brand = stackalloc char[4];
        for (var at = 0; at < brand.Length; at++, number /= Characters.Length)
            brand[at] = Characters[number % Characters.Length];
        return new string(brand);
    }
}
