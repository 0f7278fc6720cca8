using System.Globalization;
using Registry.Identity.Tests.Resolve;
using Registry.Store;

namespace Registry.Identity.Tests.Judge;

public sealed class JudgingTests : IDisposable
{
    static readonly Said Renchuang = Said.Parse("Enterprise|仁创科技有限公司|500153||");
    static readonly Said Namesake = Said.Parse("Enterprise|仁创科技有限公司|500000||");
    static readonly Said Short = Said.Parse("Enterprise|仁创|500153||");
    static readonly Said Third = Said.Parse("Enterprise|仁创集团|500153||");

    readonly TemporaryStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void Of_two_bodies_that_a_person_says_are_one_the_one_known_longer_answers_for_both()
    {
        var (one, other) = Two();
        var outcome = store.Judge(other, one, Verdict.Same);
        Assert.Equal($"{one} answers for {other} too.", outcome.Message);
        Assert.Equal((one, one), (store.Answering(one), store.Answering(other)));
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void A_judgement_that_is_withdrawn_gives_each_body_its_own_again()
    {
        var (one, other) = Two();
        var bodies = store.Bodies();
        store.Withdraw(store.Judge(one, other, Verdict.Same).Number);
        Assert.Equal((one, other), (store.Answering(one), store.Answering(other)));
        Assert.Equal(bodies, store.Bodies());
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void What_a_person_said_survives_harvests_and_rebuilds()
    {
        var (one, other) = Two();
        store.Judge(one, other, Verdict.Same);
        store.Publish("cn/c", Third);
        var apart = store.BodyOf("cn/c", Third.Name);
        store.Judge(one, apart, Verdict.NotSame);
        var bodies = store.Bodies();
        store.Publish("cn/a", Coverage.Full, [Renchuang]);
        store.Publish("cn/b", Coverage.Full, [Short]);
        store.Database.Rebuild(TestContext.Current.CancellationToken);
        Assert.Equal(bodies, store.Bodies());
        Assert.Equal(one, store.Answering(other));
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void A_wrong_merge_by_a_rule_is_parted_and_stays_parted()
    {
        store.Publish("cn/a", Renchuang);
        store.Publish("cn/b", Namesake);
        var body = store.BodyOf("cn/a", Renchuang.Name);
        Assert.Equal(body, store.BodyOf("cn/b", Namesake.Name));

        store.Judge(body, store.MentionOf("cn/b", Namesake.Name), Verdict.NotSame);

        var parted = store.BodyOf("cn/b", Namesake.Name);
        Assert.NotEqual(body, parted);
        store.Publish("cn/b", Coverage.Full, [Namesake]);
        store.Database.Rebuild(TestContext.Current.CancellationToken);
        Assert.Equal(parted, store.BodyOf("cn/b", Namesake.Name));
        Assert.Equal(body, store.Answering(body));
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void A_statement_against_one_that_keeps_bodies_apart_is_refused_with_its_number()
    {
        var (one, other) = Two();
        store.Publish("cn/c", Third);
        var third = store.BodyOf("cn/c", Third.Name);
        store.Judge(one, third, Verdict.NotSame);
        store.Judge(one, other, Verdict.Same);
        var fault = Assert.Throws<StatementException>(() => store.Judge(other, third, Verdict.Same));
        Assert.Equal(third, store.Answering(third));
        var number = fault.Message[(fault.Message.LastIndexOf(' ') + 1)..];
        store.Withdraw(long.Parse(number, CultureInfo.InvariantCulture));
        store.Judge(other, third, Verdict.Same);
        Assert.Equal(one, store.Answering(third));
    }

    [Fact]
    public void Judgements_that_contradict_are_reported_until_one_is_withdrawn()
    {
        var (one, other) = Two();
        store.Publish("cn/c", Third);
        var third = store.BodyOf("cn/c", Third.Name);
        store.Judge(one, other, Verdict.Same);
        var joined = store.Judge(other, third, Verdict.Same);

        store.Judge(one, third, Verdict.NotSame);

        Assert.Equal(one, store.Answering(third));
        Assert.Equal(["JUDGEMENTS_CONTRADICT"], store.Findings());
        Assert.Single(store.Database.Reviews.Contradictions(TestContext.Current.CancellationToken));
        Assert.StartsWith("JUDGEMENTS_CONTRADICT: ", Assert.Single(store.Issues()), StringComparison.Ordinal);

        store.Withdraw(joined.Number);

        Assert.Equal((one, one, third), (store.Answering(one), store.Answering(other), store.Answering(third)));
        Assert.Empty(store.Findings());
        Assert.Empty(store.Issues());
    }

    [Fact]
    public void Nothing_that_was_judged_is_overwritten()
    {
        var (one, other) = Two();
        store.Withdraw(store.Judge(one, other, Verdict.Same, "seen on its seal").Number);
        var told = store.Database.Reviews.OfBody(other, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["FOUNDING True", "PERSON True", "FOUNDING False"],
            told.Select(judgement => $"{judgement.Rule} {judgement.WithdrawnAt is not null}"));
        Assert.Equal(("seen on its seal", "lin"), (told[1].Reason, told[1].MadeBy));
    }

    [Fact]
    public void A_judgement_of_a_rule_is_not_withdrawn_but_spoken_against()
    {
        Two();
        Assert.Equal(
            "Judgement 1 was made by a rule, not by a person: say with `registry judge` what is right instead.",
            Assert.Throws<StatementException>(() => store.Withdraw(1)).Message);
    }

    [Fact]
    public void What_is_unsure_waits_for_a_person_with_that_first_on_which_most_hangs()
    {
        store.Publish("cn/a", Said.Parse("Organization|三创中心|500110||"), Said.Parse("Organization|大创谷|500110||三创谷,大谷"));
        store.Publish("cn/b", Said.Parse("Incubator|三创中心|500110||"), Said.Parse("Incubator|大创谷|500110||"));
        var unsure = store.Database.Reviews.Unsure(10, TestContext.Current.CancellationToken);
        Assert.Equal(["大创谷", "三创中心"], unsure.Select(item => item.Name));
        store.Judge(unsure[0].Id!, unsure[0].Candidate, Verdict.NotSame);
        Assert.Equal(["三创中心"], store.Database.Reviews.Unsure(10, TestContext.Current.CancellationToken).Select(item => item.Name));
    }

    (string One, string Other) Two()
    {
        store.Publish("cn/a", Renchuang);
        store.Publish("cn/b", Short);
        return (store.BodyOf("cn/a", Renchuang.Name), store.BodyOf("cn/b", Short.Name));
    }
}
