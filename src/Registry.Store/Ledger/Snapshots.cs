using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Dapper;

namespace Registry.Store;

/// <summary>The bytes as published: kept once, compressed, in pieces.</summary>
public sealed class Snapshots
{
    const int PartLength = 1 << 20;

    // What is compressed as one: large enough that what the pieces have in common is nearly all found in each of them.
    const int PieceLength = 8 << 20;

    readonly LedgerReaders readers;

    internal Snapshots(LedgerReaders readers) => this.readers = readers;

    /// <summary>The bytes of a snapshot.</summary>
    /// <exception cref="StoreException">No snapshot has the number, or its bytes are no longer those that were kept.</exception>
    public byte[] Read(long snapshot, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading =>
        {
            var kept = reading.Connection.QuerySingleOrDefault<(byte[] Sha256, long Length)>("select sha256, length from snapshot where snapshot_id = @snapshot", new { snapshot });
            if (kept.Sha256 is null)
                throw new StoreException($"No snapshot has the number {snapshot}.");
            var bytes = Expand(reading.Connection.Query<byte[]>("select bytes from snapshot_part where snapshot_id = @snapshot order by number", new { snapshot }), kept.Length);
            if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(kept.Sha256))
                throw new StoreException($"The bytes of snapshot {snapshot} are not those that were kept (SHA-256 {Convert.ToHexStringLower(kept.Sha256)}). Restore a backup.");
            return bytes;
        });
    }

    /// <summary>How a document of a source was fetched last, or null: what to ask its publisher about before fetching it again.</summary>
    /// <param name="source">The source's path.</param>
    /// <param name="url">The document's url.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public LastSighting? LastFetched(string source, string url, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading => reading.Connection.QuerySingleOrDefault<SightingRow>($"""
            select p.snapshot_id, p.sha256, g.headers, g.seen_at,
                iif(r.state in ('ABANDONED', 'CANCELLED') and not exists (
                    select 1
                    from run l
                    where l.source_id = r.source_id and l.run_id > r.run_id and l.state in ('PUBLISHED', 'UNCHANGED', 'FAILED')), 1, 0) as cut_short
            {SightingsOfDocument} and r.kind = 'LIVE'
            order by g.sighting_id desc
            limit 1
            """, new { source, url })?.Sighting());
    }

    /// <summary>The bytes in which a document of a source was last published, or null where it never was.</summary>
    /// <param name="source">The source's path.</param>
    /// <param name="url">The document's url.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public LastSighting? LastPublished(string source, string url, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading => reading.Connection.QuerySingleOrDefault<SightingRow>($"""
            select p.snapshot_id, p.sha256, g.headers, g.seen_at, 0 as cut_short
            {SightingsOfDocument} and r.state = 'PUBLISHED'
            order by g.sighting_id desc
            limit 1
            """, new { source, url })?.Sighting());
    }

    const string SightingsOfDocument = """
        from sighting g
        join snapshot p on p.snapshot_id = g.snapshot_id
        join document d on d.document_id = g.document_id
        join source s on s.source_id = d.source_id
        join run r on r.run_id = g.run_id
        where s.path = @source and d.url = @url
        """;

    sealed class SightingRow
    {
        public long snapshot_id { get; init; }
        public byte[] sha256 { get; init; } = [];
        public string? headers { get; init; }
        public string seen_at { get; init; } = "";
        public long cut_short { get; init; }

        public LastSighting Sighting() => new(snapshot_id, Convert.ToHexStringLower(sha256), headers, Instant.Of(seen_at), cut_short == 1);
    }

    internal static Snapshot Keep(Writer writer, ReadOnlyMemory<byte> bytes, string? mediaType, string now)
    {
        var sha = SHA256.HashData(bytes.Span);
        if (writer.Connection.QuerySingleOrDefault<long?>("select snapshot_id from snapshot where sha256 = @sha", new { sha }) is { } kept)
            return new Snapshot(kept, Convert.ToHexStringLower(sha), bytes.Length, IsNew: false);
        var id = writer.Connection.ExecuteScalar<long>("""
            insert into snapshot (sha256, length, media_type, kept_at)
            values (@sha, @Length, @mediaType, @now)
            returning snapshot_id
            """, new { sha, bytes.Length, mediaType, now });
        WriteParts(writer, id, Compress(bytes));
        return new Snapshot(id, Convert.ToHexStringLower(sha), bytes.Length, IsNew: true);
    }

    static void WriteParts(Writer writer, long snapshot, ReadOnlySpan<byte> compressed)
    {
        var part = writer.Prepare("insert into snapshot_part (snapshot_id, number, bytes) values (?, ?, ?)");
        for (var number = 0; number == 0 || number * PartLength < compressed.Length; number++)
        {
            var rest = compressed[(number * PartLength)..];
            part.Bind(1, snapshot).Bind(2, number).BindBlob(3, rest[..Math.Min(PartLength, rest.Length)]).Run();
        }
    }

    // One Brotli stream (RFC 7932) after the other, each of a piece, on all processors.
    static ReadOnlySpan<byte> Compress(ReadOnlyMemory<byte> bytes)
    {
        var pieces = new MemoryStream[Math.Max(1, (bytes.Length + PieceLength - 1) / PieceLength)];
        Parallel.For(0, pieces.Length, number =>
        {
            var rest = bytes[(number * PieceLength)..];
            pieces[number] = new MemoryStream();
            using var brotli = new BrotliStream(pieces[number], CompressionLevel.Optimal, leaveOpen: true);
            brotli.Write(rest.Span[..Math.Min(PieceLength, rest.Length)]);
        });
        var compressed = pieces[0];
        foreach (var piece in pieces.AsSpan(1))
            piece.WriteTo(compressed);
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    static byte[] Expand(IEnumerable<byte[]> parts, long length)
    {
        if (length == 0)
            return [];
        var bytes = new byte[length];
        var brotli = new BrotliDecoder();
        try
        {
            var room = bytes.AsSpan();
            foreach (var part in parts)
                Expand(ref brotli, part, ref room);
            return room.IsEmpty ? bytes : throw new InvalidDataException($"The stored parts hold {length - room.Length} bytes of {length}.");
        }
        finally
        {
            brotli.Dispose();
        }
    }

    static void Expand(ref BrotliDecoder brotli, ReadOnlySpan<byte> part, ref Span<byte> room)
    {
        while (!part.IsEmpty)
        {
            var status = brotli.Decompress(part, room, out var read, out var written);
            part = part[read..];
            room = room[written..];
            if (status == OperationStatus.Done)
            {
                brotli.Dispose();
                brotli = new BrotliDecoder();
            }
            else if (status != OperationStatus.NeedMoreData)
            {
                throw new InvalidDataException($"The stored parts are no Brotli streams of so many bytes ({status}).");
            }
        }
    }
}
