using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Registry.Store;

/// <summary>
/// Writes batches of records into the ledger, marked by their run. What the ledger holds already is only noted as seen: an
/// unchanged row writes nothing.
/// </summary>
sealed class Staging(long run, long source, PredicateNumbers predicates) : IDisposable
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly MentionCache cache = new();
    // Hashes of the keys that this run brought: of a source that never spoke before, a mention whose key is not among them is new.
    readonly HashSet<int> keys = [];
    // Written at the end of a transaction in their own order: put one by one among those of a long list, each would touch a page of its own.
    readonly List<(long Mention, Identifier Identifier)> identifiers = [];
    readonly ArrayBufferWriter<byte> cells = new(1024);
    readonly Utf8JsonWriter json = new(Stream.Null, Plain);
    bool? isFirst;
    int batch;
    Numbers next;

    /// <summary>Claims of earlier runs that this one said again.</summary>
    public IdSet Seen { get; } = new();

    /// <summary>Mentions of earlier runs of which something new is said.</summary>
    public IdSet Enriched { get; } = new();

    /// <summary>Mentions that were given a name beside the one they were first met with.</summary>
    public IdSet Renamed { get; } = new();

    /// <summary>Mentions of earlier runs that could only join a body and may now found one.</summary>
    public List<long> Promoted { get; } = [];

    /// <summary>Identifiers that mentions carry beyond those they were first met with.</summary>
    public List<(long Mention, Identifier Identifier)> LateIdentifiers { get; } = [];

    /// <summary>Places of mentions that were met without one before, such as the parent in another body's row, or at another: the body has moved.</summary>
    public List<(long Mention, int Place)> LatePlaces { get; } = [];

    public StagedCounts Counts { get; private set; }

    public void Dispose() => json.Dispose();

    /// <summary>Writes batches inside the transaction under way.</summary>
    public void Write(Writer writer, IEnumerable<IReadOnlyList<StagedRecord>> batches)
    {
        var before = (Counts, batch);
        var start = next = Numbers.After(writer);
        isFirst ??= IsFirst(writer);
        try
        {
            foreach (var record in batches.SelectMany(records => records))
            {
                Write(writer, record);
                writer.Breathe();
            }
            WriteIdentifiers(writer);
            WriteBatch(writer, start);
        }
        catch
        {
            identifiers.Clear();
            (Counts, batch) = before;
            cache.Clear();
            predicates.Clear();
            throw;
        }
    }

    void Write(Writer writer, StagedRecord record)
    {
        var mentions = new MetMention[record.Mentions.Count];
        for (var i = 0; i < mentions.Length; i++)
            mentions[i] = Meet(writer, record.Mentions[i]);
        var recordId = 0L;
        foreach (var claim in record.Claims)
        {
            var subject = mentions[claim.Mention];
            var said = Said(writer, claim, mentions);
            if (subject.Find(said) is { } standing)
                Seen.Add(standing.Id);
            else
                Open(writer, subject, said, claim, recordId != 0 ? recordId : recordId = WriteRecord(writer, record));
        }
        Counts = Counts with { Records = Counts.Records + 1 };
    }

    StandingClaim Said(Writer writer, in StagedClaim claim, MetMention[] mentions)
    {
        if (claim.Object is null == claim.Value is null)
            throw new ArgumentException($"A claim {claim.Predicate} carries either an object (of rel:) or a value (of everything else).");
        return new StandingClaim(
            0, predicates.Number(writer, claim.Predicate), claim.Object is { } other ? mentions[other].Id : null, claim.Value,
            claim.ValidFrom, claim.ValidTo, (int?)claim.Status, (int?)claim.Basis);
    }

    void Open(Writer writer, MetMention subject, in StandingClaim said, in StagedClaim claim, long record)
    {
        var opened = said with { Id = next.Claim++ };
        writer.Prepare("""
            insert into claim (claim_id, mention_id, predicate_id, object_id, value, record_id, cell, opened_run, flags, valid_from, valid_to, status, basis, note)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .Bind(1, opened.Id).Bind(2, subject.Id).Bind(3, opened.Predicate).Bind(4, opened.Object).Bind(5, opened.Value)
            .Bind(6, record).Bind(7, claim.Cell).Bind(8, run).Bind(9, (int)claim.Flags)
            .Bind(10, opened.ValidFrom).Bind(11, opened.ValidTo).Bind(12, opened.Status).Bind(13, opened.Basis).Bind(14, claim.Note)
            .Run();
        subject.Claims.Add(opened);
        Seen.Add(opened.Id);
        if (!subject.IsNew)
            Enriched.Add(subject.Id);
        if (claim.Predicate.StartsWith("name:", StringComparison.Ordinal) && claim.Value != subject.Name)
            Renamed.Add(subject.Id);
        Counts = Counts with { Claims = Counts.Claims + 1 };
    }

    long WriteRecord(Writer writer, StagedRecord record)
    {
        writer.Prepare("insert into record (record_id, layout_id, position, cells) values (?, ?, ?, ?)")
            .Bind(1, next.Record).Bind(2, record.Layout).Bind(3, record.Position).BindUtf8(4, Json(record.Cells)).Run();
        return next.Record++;
    }

    ReadOnlySpan<byte> Json(IReadOnlyList<string?> texts)
    {
        cells.ResetWrittenCount();
        json.Reset(cells);
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
        json.Flush();
        return cells.WrittenSpan;
    }

    MetMention Meet(Writer writer, StagedMention mention)
    {
        var type = TypeNumber(mention);
        var met = cache.Find(type, mention.Key);
        if (met is null)
        {
            met = (IsSurelyNew(type, mention.Key) ? null : Look(writer, type, mention.Key)) ?? Insert(writer, type, mention);
            cache.Add(type, mention.Key, met);
        }
        NoteLateFacts(met, mention);
        if (met is { LinkOnly: true } && !mention.LinkOnly)
            Promote(met);
        return met;
    }

    // Asking for each row of a long list what cannot be there costs as much as writing it.
    bool IsSurelyNew(int type, string key) => isFirst == true && !keys.Contains(HashCode.Combine(type, key));

    bool IsFirst(Writer writer)
    {
        var earlier = writer.Prepare("""
            select count(*)
            from batch b
            join run r on r.run_id = b.run_id
            where r.source_id = ? and b.run_id <> ?
            """).Bind(1, source).Bind(2, run);
        earlier.Step();
        var none = earlier.Long(0) == 0;
        earlier.Reset();
        return none;
    }

    static int TypeNumber(StagedMention mention)
    {
        if (mention.Type is null)
            return 0;
        return Vocabulary.Current.Type(mention.Type)?.Number
            ?? throw new ArgumentException($"\"{mention.Type}\" of the mention \"{mention.Key}\" is no type of schema/vocabulary.json.");
    }

    void NoteLateFacts(MetMention met, StagedMention mention)
    {
        foreach (var identifier in mention.Identifiers)
        {
            if (met.Identifiers.Contains(identifier))
                continue;
            met.Identifiers.Add(identifier);
            LateIdentifiers.Add((met.Id, identifier));
        }
        if (mention.Place is not { } place || met.IsPlaced)
            return;
        met.IsPlaced = true;
        if (met.Place == place || (met.IsNew && met.Place is not null))
            return;
        met.Place = place;
        LatePlaces.Add((met.Id, place));
    }

    void Promote(MetMention met)
    {
        met.LinkOnly = false;
        Promoted.Add(met.Id);
    }

    MetMention? Look(Writer writer, int type, string key)
    {
        var look = writer.Prepare("select mention_id, run_id, link_only, place, name from mention where key = ? and type = ? and source_id = ?")
            .Bind(1, key).Bind(2, type).Bind(3, source);
        if (!look.Step())
            return null;
        var met = new MetMention(look.Long(0), look.Text(4), look.Long(1) == run, look.Int(2) == 1) { Place = look.IntOrNull(3) };
        look.Reset();
        if (met.IsNew)
            WriteIdentifiers(writer);
        Load(writer, met);
        return met;
    }

    static void Load(Writer writer, MetMention met)
    {
        var identifiers = writer.Prepare("select scheme, value from mention_identifier where mention_id = ?").Bind(1, met.Id);
        while (identifiers.Step())
            met.Identifiers.Add(new Identifier(identifiers.Text(0), identifiers.Text(1)));
        var claims = writer.Prepare("""
            select claim_id, predicate_id, object_id, value, valid_from, valid_to, status, basis
            from claim
            where mention_id = ? and closed_run is null
            """).Bind(1, met.Id);
        while (claims.Step())
        {
            met.Claims.Add(new StandingClaim(
                claims.Long(0), claims.Int(1), claims.LongOrNull(2), claims.TextOrNull(3), claims.TextOrNull(4), claims.TextOrNull(5),
                claims.IntOrNull(6), claims.IntOrNull(7)));
        }
    }

    MetMention Insert(Writer writer, int type, StagedMention mention)
    {
        var met = new MetMention(next.Mention++, mention.Name, isNew: true, mention.LinkOnly) { Place = mention.Place };
        met.Identifiers.AddRange(mention.Identifiers);
        keys.Add(HashCode.Combine(type, mention.Key));
        writer.Prepare("""
            insert into mention (mention_id, source_id, run_id, type, key, name, folded, place, link_only)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .Bind(1, met.Id).Bind(2, source).Bind(3, run).Bind(4, type).Bind(5, mention.Key).Bind(6, mention.Name)
            .Bind(7, mention.Folded).Bind(8, mention.Place).Bind(9, mention.LinkOnly ? 1 : 0).Run();
        foreach (var identifier in mention.Identifiers)
            identifiers.Add((met.Id, identifier));
        Counts = Counts with { Mentions = Counts.Mentions + 1 };
        return met;
    }

    void WriteIdentifiers(Writer writer)
    {
        identifiers.Sort(static (one, other) => string.CompareOrdinal(one.Identifier.Value, other.Identifier.Value));
        foreach (var (mention, identifier) in identifiers)
            WriteIdentifier(writer, mention, identifier);
        identifiers.Clear();
    }

    /// <summary>Notes that a mention can be met by an identifier.</summary>
    public static void WriteIdentifier(Writer writer, long mention, Identifier identifier) =>
        writer.Prepare("insert into mention_identifier (value, scheme, mention_id) values (?, ?, ?) on conflict do nothing")
            .Bind(1, identifier.Value).Bind(2, identifier.Scheme).Bind(3, mention).Run();

    void WriteBatch(Writer writer, Numbers start)
    {
        if (next == start)
            return;
        writer.Prepare("""
            insert into batch (run_id, number, first_record, last_record, first_mention, last_mention, first_claim, last_claim)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .Bind(1, run).Bind(2, ++batch)
            .Bind(3, start.Record).Bind(4, next.Record - 1).Bind(5, start.Mention).Bind(6, next.Mention - 1)
            .Bind(7, start.Claim).Bind(8, next.Claim - 1).Run();
    }

    /// <summary>The numbers that the next rows get.</summary>
    record struct Numbers(long Record, long Mention, long Claim)
    {
        public static Numbers After(Writer writer)
        {
            var last = writer.Prepare("""
                select
                    (select coalesce(max(record_id), 0) from record),
                    (select coalesce(max(mention_id), 0) from mention),
                    (select coalesce(max(claim_id), 0) from claim)
                """);
            last.Step();
            var numbers = new Numbers(last.Long(0) + 1, last.Long(1) + 1, last.Long(2) + 1);
            last.Reset();
            return numbers;
        }
    }
}

/// <summary>What a run has staged so far.</summary>
readonly record struct StagedCounts(long Records, long Mentions, long Claims);
