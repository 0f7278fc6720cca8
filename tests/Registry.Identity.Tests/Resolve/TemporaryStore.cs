using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Registry.Identity.Resolve;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Identity.Tests.Resolve;

/// <summary>A mention as a test writes it: <c>type|name|place|SCHEME=value,…|other name,…</c>; a type of <c>-</c> is left open.</summary>
sealed record Said(string? Type, string Name, int? Place, IReadOnlyList<Identifier> Identifiers, IReadOnlyList<string> OtherNames, bool LinkOnly = false)
{
    public static Said Parse(string text)
    {
        var parts = text.Split('|');
        return new Said(
            parts[0] == "-" ? null : parts[0],
            parts[1],
            parts[2].Length == 0 ? null : int.Parse(parts[2], CultureInfo.InvariantCulture),
            parts[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => new Identifier(pair.Split('=')[0], pair.Split('=')[1])).ToList(),
            parts[4].Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    public string Key => Identifiers is [var first, ..] ? $"{first.Scheme}:{first.Value}" : $"{FoldedName.Of(Name)}|{Place}";

    public StagedRecord Record(long layout, long position) => new(
        layout, position, [Name],
        [new StagedMention(Type, Key, Name, FoldedName.Of(Name)) { Place = Place, Identifiers = Identifiers, LinkOnly = LinkOnly }],
        Claims().ToList());

    IEnumerable<StagedClaim> Claims()
    {
        if (Type is not null)
            yield return new StagedClaim(0, ClaimPredicate.Type) { Value = Type };
        yield return new StagedClaim(0, ClaimPredicate.Name("LEGAL")) { Value = Name, Cell = 0 };
        foreach (var name in OtherNames)
            yield return new StagedClaim(0, ClaimPredicate.Name("SHORT")) { Value = name };
        foreach (var identifier in Identifiers)
            yield return new StagedClaim(0, ClaimPredicate.Identifier(identifier.Scheme)) { Value = identifier.Value };
    }
}

/// <summary>A judgement with the mention and the founding mention of the body it names.</summary>
sealed record Judged(string Source, string Key, string Entity, string Verdict, string Rule, string? Reason, string? WithdrawnAt)
{
    public bool IsStanding => WithdrawnAt is null;
}

/// <summary>A real store in a folder of its own, into which tests publish lists.</summary>
sealed class TemporaryStore : IDisposable
{
    // Migrated once; every test begins with a copy.
    static readonly Lazy<byte[]> Empty = new(Migrated);

    readonly string folder = Directory.CreateTempSubdirectory("registry-identity-").FullName;
    readonly Database database;

    public TemporaryStore()
    {
        File.WriteAllBytes(DatabaseFile, Empty.Value);
        database = Database.Open(StoreAddress.Parse($"sqlite:{DatabaseFile}"));
    }

    string DatabaseFile => Path.Combine(folder, "registry.db");

    public Run Publish(string source, params IReadOnlyList<Said> mentions) => Publish(source, Coverage.Flow, mentions);

    public Run Publish(string source, Coverage coverage, IReadOnlyList<Said> mentions)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var run = database.Begin(new Source(source, source, "test", "facts", coverage), RunKind.Import, new byte[32], cancellation);
        var document = run.Add(new Document($"https://example.org/{source}", source), cancellation);
        var snapshot = run.Keep(document, Guid.NewGuid().ToByteArray(), new Sighting("test"), cancellation);
        var layout = run.Add(document, snapshot, new Layout("rows", [new LayoutColumn("name", "row ", "")]), cancellation);
        foreach (var batch in mentions.Select((said, row) => said.Record(layout, row + 1)).Chunk(5_000))
            run.Stage(batch, cancellation);
        return run.Publish(MentionResolution.Resolve, cancellation);
    }

    public Database Database => database;

    public StatementOutcome Judge(string one, string other, Verdict verdict, string reason = "a person knows") =>
        database.Judge(new PersonalStatement(one, other, verdict, reason, "lin"), TestContext.Current.CancellationToken);

    public StatementOutcome Withdraw(long number) => database.Withdraw(number, "it was wrong", "lin", TestContext.Current.CancellationToken);

    /// <summary>The id of the body that a mention is about.</summary>
    public string BodyOf(string source, string name) => Query<string>($"""
        select e.public_id
        from mention m
        join source s on s.source_id = m.source_id
        join entity e on e.entity_id = m.entity_id
        where s.path = '{source}' and m.name = '{name}'
        """).Single();

    public string MentionOf(string source, string name) => Query<string>($"""
        select 'm' || m.mention_id
        from mention m
        join source s on s.source_id = m.source_id
        where s.path = '{source}' and m.name = '{name}'
        """).Single();

    /// <summary>The id that answers for an id.</summary>
    public string Answering(string id)
    {
        using var session = database.Read(TestContext.Current.CancellationToken);
        using var rows = session.Run(Registry.Store.Reading.Lookups.ById([id]));
        Assert.True(rows.Step(), $"{id} does not answer.");
        var key = rows.Integer(1);
        rows.Dispose();
        return Registry.Store.Reading.NameLookups.Bodies(session, [key]).Single().Id;
    }

    /// <summary>What the doctor finds; nothing in a sound store.</summary>
    public IReadOnlyList<string> Findings() => [.. database.Examine(TestContext.Current.CancellationToken).Select(finding => finding.Code)];

    /// <summary>Every judgement, in the order in which they were made.</summary>
    public IReadOnlyList<Judged> Judgements() => Query<Judged>("""
        select s.path as Source, m.key as Key, e.public_id as Entity, j.verdict as Verdict, j.rule as Rule, j.reason as Reason, j.withdrawn_at as WithdrawnAt
        from judgement j
        join mention m on m.mention_id = j.mention_id
        join source s on s.source_id = m.source_id
        join entity e on e.entity_id = j.entity_id
        order by j.judgement_id
        """);

    /// <summary>The mentions of each body, without the bodies' own ids; ordered.</summary>
    public IReadOnlyList<string> Bodies() => Query<string>("""
        select group_concat(mention, ' + ')
        from (
            select m.entity_id, s.path || ' ' || m.type || ' ' || m.key as mention
            from mention m
            join source s on s.source_id = m.source_id
            where m.entity_id is not null
            order by mention)
        group by entity_id
        order by 1
        """);

    /// <summary>What rules or people are not sure of, or sure that it is not: the mention, and the mentions of the body; ordered.</summary>
    public IReadOnlyList<string> Doubts() => Query<string>("""
        select j.verdict || ' ' || j.rule || ': ' || s.path || ' ' || m.type || ' ' || m.key || ' ? ' || (
            select group_concat(mention, ' + ')
            from (
                select o.path || ' ' || n.type || ' ' || n.key as mention
                from mention n
                join source o on o.source_id = n.source_id
                join entity e on e.entity_id = j.entity_id
                where n.entity_id = coalesce(e.merged_into, e.entity_id)
                order by mention))
        from judgement j
        join mention m on m.mention_id = j.mention_id
        join source s on s.source_id = m.source_id
        where j.verdict <> 'SAME' and j.withdrawn_at is null
        order by 1
        """);

    /// <summary>The relations that names imply, each with the cell that is its evidence; ordered.</summary>
    public IReadOnlyList<string> Implied() => Query<string>("""
        select s.name || ' ' || substr(p.name, 5) || ' ' || o.name || ': ' || e.quote
        from relation r
        join directory s on s.entity_id = r.entity_id
        join directory o on o.entity_id = r.other_id
        join claim c on c.claim_id = r.fact_id
        join predicate p on p.predicate_id = c.predicate_id
        join claim_evidence e on e.claim_id = r.fact_id
        where r.predicate > 0 and r.basis = 'IMPLIED_BY_NAME'
        order by 1
        """);

    /// <summary>The same by the mentions of the part and those of the whole, since a body's name depends on the run; ordered.</summary>
    public IReadOnlyList<string> ImpliedByMentions() => Query<string>("""
        select r.predicate || ': ' || (
            select group_concat(key, ' + ') from (select n.key from mention n where n.entity_id = r.entity_id order by n.key)) || ' of ' || (
            select group_concat(key, ' + ') from (select n.key from mention n where n.entity_id = r.other_id order by n.key))
        from relation r
        where r.predicate > 0 and r.basis = 'IMPLIED_BY_NAME'
        order by 1
        """);

    /// <summary>Every index as it was made; ordered.</summary>
    public IReadOnlyList<string> Indexes() => Query<string>("select lower(sql) from sqlite_schema where type = 'index' and sql is not null order by 1");

    public IReadOnlyList<string> Issues() => Query<string>("select code || ': ' || message from issue where settled_run is null order by issue_id");

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static byte[] Migrated()
    {
        var folder = Directory.CreateTempSubdirectory("registry-identity-").FullName;
        var file = Path.Combine(folder, "registry.db");
        using (var database = Database.Open(StoreAddress.Parse($"sqlite:{file}")))
            database.Migrate();
        var bytes = File.ReadAllBytes(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    List<T> Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection.Query<T>(sql).AsList();
    }
}
