using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Registry.Store;

/// <summary>What became of a row.</summary>
public enum RowOutcome
{
    /// <summary>The body that it is about is new.</summary>
    New,

    /// <summary>The source speaks of the body for the first time, and it was known already.</summary>
    Linked,

    /// <summary>It says something new of a body that the source spoke of before.</summary>
    Accepted,

    /// <summary>It says nothing that does not stand already.</summary>
    Unchanged,

    /// <summary>It could not be taken in.</summary>
    Refused,
}

/// <summary>A row that was staged, by what it is about.</summary>
/// <param name="Layout">The number of its layout.</param>
/// <param name="Position">The row as the locator counts it.</param>
/// <param name="Type">The type of the body that it is about; null where the source leaves it open.</param>
/// <param name="Key">The key of its mention.</param>
public readonly record struct StagedRow(long Layout, long Position, string? Type, string Key);

/// <summary>What became of a staged row.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="Entity">The public id of the body; null where none was found for a mention that may only join one.</param>
public readonly record struct RowReceipt(RowOutcome Outcome, string? Entity);

/// <summary>Tells row by row what a published run made of what it read.</summary>
public sealed class Receipts
{
    readonly LedgerReaders readers;

    internal Receipts(LedgerReaders readers) => this.readers = readers;

    /// <summary>What became of rows of a run that was published, in their order.</summary>
    public IReadOnlyList<RowReceipt> Of(long run, IReadOnlyList<StagedRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<RowReceipt>>(reading =>
        {
            var written = Written(reading.Connection, run);
            using var look = Look(reading.Connection, run);
            return [.. rows.Select(row => Of(look, row, written.Contains((row.Layout, row.Position))))];
        });
    }

    /// <summary>Whether a source has spoken of a body before.</summary>
    public IReadOnlyList<bool> AreKnown(string source, IReadOnlyList<StagedRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<bool>>(reading =>
        {
            using var look = reading.Connection.CreateCommand();
            look.CommandText = """
                select 1
                from mention m
                join source s on s.source_id = m.source_id
                where m.key = @key and m.type = @type and s.path = @source
                """;
            Add(look, "@source", DbType.String).Value = source;
            Add(look, "@key", DbType.String);
            Add(look, "@type", DbType.Int64);
            return [.. rows.Select(row => Bind(look, row).ExecuteScalar() is not null)];
        });
    }

    static HashSet<(long, long)> Written(DbConnection open, long run)
    {
        using var records = open.CreateCommand();
        records.CommandText = """
            select r.layout_id, r.position
            from batch b
            join record r on r.record_id between b.first_record and b.last_record
            where b.run_id = @run
            """;
        Add(records, "@run", DbType.Int64).Value = run;
        HashSet<(long, long)> written = [];
        using var reader = records.ExecuteReader();
        while (reader.Read())
            written.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return written;
    }

    static DbCommand Look(DbConnection open, long run)
    {
        var look = open.CreateCommand();
        look.CommandText = """
            select iif(m.run_id = @run, 1, 0), iif(e.founded_run = @run, 1, 0), e.public_id
            from mention m
            join run r on r.run_id = @run and r.source_id = m.source_id
            left join entity e on e.entity_id = m.entity_id
            where m.key = @key and m.type = @type
            """;
        Add(look, "@run", DbType.Int64).Value = run;
        Add(look, "@key", DbType.String);
        Add(look, "@type", DbType.Int64);
        return look;
    }

    static DbParameter Add(DbCommand command, string name, DbType type)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (name, type);
        command.Parameters.Add(parameter);
        return parameter;
    }

    static DbCommand Bind(DbCommand look, in StagedRow row)
    {
        look.Parameters["@key"].Value = row.Key;
        look.Parameters["@type"].Value = (long)(row.Type is null ? 0 : Vocabulary.Current.Type(row.Type)?.Number ?? 0);
        return look;
    }

    static RowReceipt Of(DbCommand look, in StagedRow row, bool wasWritten)
    {
        using var met = Bind(look, row).ExecuteReader();
        if (!met.Read())
            return new RowReceipt(RowOutcome.Refused, null);
        var entity = met.IsDBNull(2) ? null : met.GetString(2);
        var outcome = !wasWritten ? RowOutcome.Unchanged
            : entity is not null && IsTrue(met, 1) ? RowOutcome.New
            : entity is not null && IsTrue(met, 0) ? RowOutcome.Linked
            : RowOutcome.Accepted;
        return new RowReceipt(outcome, entity);
    }

    static bool IsTrue(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture) == 1;
}
