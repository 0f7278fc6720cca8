using System.Globalization;
using Dapper;

namespace Registry.Store;

/// <summary>
/// Records what people say of bodies and mentions, and projects the bodies it touches, as one publishing transaction.
/// </summary>
/// <remarks>
/// A statement is the judgements made at one instant and those withdrawn at it. So it is taken back by its inverse: what it made
/// is withdrawn, what it withdrew is judged again. Rows are only added and withdrawn. Which body answers for one that lost its
/// mentions follows from where the mention that founded it now belongs.
/// </remarks>
sealed class Judging(PredicateNumbers predicates, TimeProvider clock)
{
    public const string Rule = "PERSON";

    public StatementOutcome Say(Writer open, PersonalStatement statement)
    {
        var change = new JudgementChange(open, NextInstant(open), statement.By);
        var message = (MentionNumber(statement.One), MentionNumber(statement.Other)) switch
        {
            (null, null) => OfBodies(open, change, Body(open, statement.One), Body(open, statement.Other), statement),
            ({ } mention, null) => OfMention(open, change, Mention(open, mention), Body(open, statement.Other), statement),
            (null, { } mention) => OfMention(open, change, Mention(open, mention), Body(open, statement.One), statement),
            _ => throw new StatementException($"{statement.One} and {statement.Other} are both mentions; a mention and the id of a body would be right."),
        };
        return Publish(open, change, message);
    }

    static long? MentionNumber(string operand) =>
        operand.StartsWith('m') && long.TryParse(operand.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public StatementOutcome Withdraw(Writer open, long number, string reason, string by)
    {
        var row = open.Connection.QuerySingleOrDefault<StatedRow>(
            "select made_at, made_by, withdrawn_at from judgement where judgement_id = @number", new { number });
        if (row?.made_at is null)
            throw new StatementException(row is null
                ? $"There is no judgement {number}. `registry review` shows the numbers."
                : $"Judgement {number} was made by a rule, not by a person: say with `registry judge` what is right instead.");
        if (row.withdrawn_at is not null)
            throw new StatementException($"Judgement {number} was withdrawn at {row.withdrawn_at} already.");
        var change = new JudgementChange(open, NextInstant(open), by);
        change.TakeBack(row.made_at, $"Judgement {number} withdrawn: {reason}");
        return Publish(open, change, $"Judgement {number} is withdrawn.");
    }

    static string OfBodies(Writer open, JudgementChange change, FoundBody one, FoundBody other, PersonalStatement statement)
    {
        if (one.Id == other.Id)
            throw new StatementException($"{statement.One} and {statement.Other} are one id; two would be right.");
        if (statement.Verdict == Verdict.Same)
            return Merge(open, change, one, other, statement.Reason);
        if (one.Survivor == other.Survivor)
            return Split(change, one, other, statement);
        foreach (var mention in change.MentionsOf(other.Survivor))
            change.KeepApart(mention, one.Survivor, statement.Verdict, statement.Reason);
        if (statement.Verdict == Verdict.NotSame)
            foreach (var mention in change.MentionsOf(one.Survivor))
                change.KeepApart(mention, other.Survivor, statement.Verdict, statement.Reason);
        return $"{one.PublicId} and {other.PublicId} are {Said(statement.Verdict)}.";
    }

    static string OfMention(Writer open, JudgementChange change, FoundMention mention, FoundBody body, PersonalStatement statement)
    {
        if (statement.Verdict == Verdict.Same)
        {
            if (mention.Entity == body.Survivor)
                throw new StatementException($"Mention m{mention.Id} is about {body.PublicId} already.");
            Refuse(change.WhatKeepsApart([mention.Id], body.Survivor), $"m{mention.Id}", body.PublicId);
            change.Move(mention.Id, mention.Entity, body.Survivor, Rule, statement.Reason);
            return $"Mention m{mention.Id} is about {body.PublicId}.";
        }
        if (mention.Entity == body.Survivor)
        {
            if (change.MentionsOf(body.Survivor).Count == 1)
                throw new StatementException($"m{mention.Id} is the only mention of {body.PublicId}: there is nothing to part it from.");
            var joined = change.WhatJoined([mention.Id], body.Survivor);
            change.KeepApart(mention.Id, body.Survivor, statement.Verdict, statement.Reason);
            if (joined is not null)
                return Contradicted(joined, $"m{mention.Id}", body.PublicId);
            change.Move(mention.Id, body.Survivor, change.OwnBody(mention.Id, body.Survivor), Rule, statement.Reason);
            return $"Mention m{mention.Id} is {Said(statement.Verdict)} as {body.PublicId} and has a body of its own.";
        }
        change.KeepApart(mention.Id, body.Survivor, statement.Verdict, statement.Reason);
        return $"Mention m{mention.Id} and {body.PublicId} are {Said(statement.Verdict)}.";
    }

    // The one known longer answers for both.
    static string Merge(Writer open, JudgementChange change, FoundBody one, FoundBody other, string reason)
    {
        if (one.Survivor == other.Survivor)
            throw new StatementException($"{one.PublicId} and {other.PublicId} are one body already: {change.PublicId(one.Survivor)}.");
        var (stays, goes) = (Math.Min(one.Survivor, other.Survivor), Math.Max(one.Survivor, other.Survivor));
        var (staying, going) = (change.MentionsOf(stays), change.MentionsOf(goes));
        Refuse(change.WhatKeepsApart(going, stays) ?? change.WhatKeepsApart(staying, goes), one.PublicId, other.PublicId);
        change.Settle(going, stays);
        change.Settle(staying, goes);
        foreach (var mention in going)
            change.Move(mention, goes, stays, Rule, reason);
        return $"{change.PublicId(stays)} answers for {change.PublicId(goes)} too.";
    }

    // The mentions that were the one's before it was merged are its own again.
    static string Split(JudgementChange change, FoundBody one, FoundBody other, PersonalStatement statement)
    {
        var goes = one.Id == one.Survivor ? other : one;
        if (goes.Id == goes.Survivor)
            throw new StatementException($"{one.PublicId} and {other.PublicId} are one body, and neither is a former id of it. Part its mentions: registry review {change.PublicId(goes.Survivor)}");
        var mentions = change.MentionsOnceOf(goes.Id, goes.Survivor);
        if (mentions.Count == 0)
            throw new StatementException($"No mention of {change.PublicId(goes.Survivor)} was ever about {goes.PublicId}. Part its mentions one by one: registry review {change.PublicId(goes.Survivor)}");
        var joined = change.WhatJoined(mentions, goes.Survivor);
        foreach (var mention in mentions)
            change.KeepApart(mention, goes.Survivor, statement.Verdict, statement.Reason);
        if (joined is not null)
            return Contradicted(joined, one.PublicId, other.PublicId);
        foreach (var mention in mentions)
            change.Move(mention, goes.Survivor, goes.Id, Rule, statement.Reason);
        return $"{goes.PublicId} answers for itself again, with {mentions.Count} of the mentions of {change.PublicId(goes.Survivor)}.";
    }

    // Which of two people is right is not for the registry to say: both judgements stand, and are shown until one is withdrawn.
    static string Contradicted(Apart joined, string one, string other) =>
        $"It is kept that {one} and {other} are not the same, but judgement {joined.Id} of {joined.By} at {joined.At} made them one ({joined.Reason}). They stay one, and `registry review` shows the contradiction, until one is withdrawn: registry judge --withdraw {joined.Id}";

    static void Refuse(Apart? apart, string one, string other)
    {
        if (apart is not null)
            throw new StatementException(
                $"{one} and {other} cannot be one: judgement {apart.Id} of {apart.By} at {apart.At} says they are not ({apart.Reason}). Withdraw one of the two: registry judge --withdraw {apart.Id}");
    }

    StatementOutcome Publish(Writer open, JudgementChange change, string message)
    {
        change.LetSurvivorsAnswer();
        Contradictions.Report(open, Instant.Text(clock.GetUtcNow()));
        var touched = change.Touched();
        var release = open.Connection.ExecuteScalar<long>("""
            insert into release (release_id, run_id, published_at)
            select coalesce(max(release_id), 0) + 1, null, @Now
            from release
            returning release_id
            """, new { Now = Instant.Text(clock.GetUtcNow()) });
        // A fact belongs to one body: those that lost mentions let go of theirs before others take them.
        using var projection = new Projection(open, predicates, run: 0, firstNew: long.MaxValue);
        projection.Project(change.Losing.Order());
        projection.Project(touched.Ascending().Where(body => !change.Losing.Contains(body)));
        projection.ProjectNew();
        foreach (var entity in touched.Ascending())
            open.Prepare("insert into entity_change (release_id, entity_id, founded) values (?, ?, ?)")
                .Bind(1, release).Bind(2, entity).Bind(3, entity >= change.FirstNew ? 1 : 0).Run();
        return new StatementOutcome(change.Number, change.Answering(), message);
    }

    // An instant names a statement, so no two share one.
    string NextInstant(Writer open)
    {
        for (var at = clock.GetUtcNow(); ; at = at.AddMilliseconds(1))
        {
            var text = Instant.Text(at);
            if (open.Connection.ExecuteScalar<long>("select (select count(*) from judgement where made_at = @text) + (select count(*) from judgement where withdrawn_at = @text)", new { text }) == 0)
                return text;
        }
    }

    static FoundBody Body(Writer open, string id) => open.Connection.QuerySingleOrDefault<FoundBody>("""
        select entity_id as Id, public_id as PublicId, coalesce(merged_into, entity_id) as Survivor
        from entity
        where public_id = @id
        """, new { id }) ?? throw new StatementException($"No body has the id \"{id}\". `registry match NAME` finds ids, `registry review ID` the mentions of a body (m123).");

    static FoundMention Mention(Writer open, long mention) => open.Connection.QuerySingleOrDefault<FoundMention>("""
        select mention_id as Id, entity_id as Entity
        from mention
        where mention_id = @mention and entity_id is not null
        """, new { mention }) ?? throw new StatementException($"There is no mention m{mention}, or it is about no body yet. `registry review ID` lists the mentions of a body.");

    static string Said(Verdict verdict) => verdict == Verdict.NotSame ? "not the same" : "not known to be the same";

    sealed record FoundBody(long Id, string PublicId, long Survivor);

    sealed record FoundMention(long Id, long Entity);

    sealed record StatedRow(string? made_at, string? made_by, string? withdrawn_at);
}
