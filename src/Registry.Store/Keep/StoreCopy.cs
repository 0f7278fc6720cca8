using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Registry.Store;

/// <summary>A table that was copied.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Checksum">What its rows come to, in whatever order: 32 hexadecimal digits.</param>
public sealed record CopiedTable(string Table, long Rows, string Checksum);

/// <summary>
/// Moves the rows of a whole store, table after table, from one database to another, and proves by counts and checksums that they have
/// arrived. A row's checksum is of its values, whichever database gives them; a table's is their sum.
/// </summary>
static class StoreCopy
{
    static readonly IReadOnlyList<(string Name, string Select, string Insert)> tables = [.. SchemaTable.Of(Migration.All).Select(TextsOf)];

    /// <summary>The statements of each table.</summary>
    internal static IEnumerable<(string Select, string Insert)> Texts => tables.Select(table => (table.Select, table.Insert));

    /// <summary>Copies the rows that a session sees into a store without rows, inside the transaction under way.</summary>
    /// <exception cref="StoreException">The rows that arrived are not those that were sent.</exception>
    public static IReadOnlyList<CopiedTable> Move(LedgerSession from, Writer into)
    {
        List<CopiedTable> copied = [];
        foreach (var (name, select, insert) in tables)
        {
            var sent = Read(from.Connection, name, select, row => Write(into.Prepare(insert), row), into.Breathe);
            var arrived = Read(into.Connection, name, select, _ => { }, into.Breathe);
            if (sent != arrived)
                throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"The copy of table {name} is not the table: {sent.Rows} rows with checksum {sent.Checksum} were sent, {arrived.Rows} with {arrived.Checksum} arrived. Nothing was kept of it."));
            copied.Add(sent);
        }
        return copied;
    }

    /// <summary>Removes all rows.</summary>
    public static void Clear(Writer open)
    {
        foreach (var (name, _, _) in tables)
            open.Execute($"delete from {name}");
    }

    /// <summary>Throws where a store holds anything.</summary>
    public static void RequireEmpty(Writer open, string store)
    {
        if (open.Connection.ExecuteScalar<long>("select (select count(*) from source) + (select count(*) from release) + (select count(*) from setting)") > 0)
            throw new StoreException($"{store} holds a store already. Name a file or a database that is empty.");
    }

    /// <summary>Runs that were under way in the origin are not under way in the copy.</summary>
    public static void AbandonRuns(Writer open) => open.Connection.Execute("""
        delete from lease;
        update run
        set state = 'ABANDONED', message = 'The store was copied while it ran.'
        where state = 'RUNNING';
        """);

    static (string, string, string) TextsOf(SchemaTable table)
    {
        var columns = string.Join(", ", table.Columns.Select(column => column.Name));
        return (table.Name,
            $"select {columns} from {table.Name} order by {string.Join(", ", table.Key)}",
            $"insert into {table.Name} ({columns}) values ({string.Join(", ", table.Columns.Select(_ => "?"))})");
    }

    static CopiedTable Read(DbConnection connection, string table, string select, Action<object[]> each, Action breathe)
    {
        using var command = connection.CreateCommand();
        command.CommandText = select;
        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        var buffer = new MemoryStream();
        UInt128 sum = 0;
        long rows = 0;
        while (reader.Read())
        {
            reader.GetValues(row);
            sum += Checksum(row, buffer);
            each(row);
            if (++rows % 1000 == 0)
                breathe();
        }
        return new CopiedTable(table, rows, sum.ToString("x32", CultureInfo.InvariantCulture));
    }

    static void Write(Statement insert, object[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            _ = row[i] switch
            {
                long number => insert.Bind(i + 1, number),
                double number => insert.Bind(i + 1, number),
                string text => insert.Bind(i + 1, text),
                byte[] bytes => insert.BindBlob(i + 1, bytes),
                _ => insert.BindNull(i + 1),
            };
        }
        insert.Run();
    }

    // The sum of all rows must not depend on their order, as the two databases order some texts otherwise.
    static UInt128 Checksum(object[] row, MemoryStream buffer)
    {
        buffer.SetLength(0);
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var value in row)
                Write(writer, value);
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    // A kind before each value, so that neighbours cannot run into one another.
    static void Write(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case long number:
                writer.Write('i');
                writer.Write(number);
                break;
            case double number:
                writer.Write('r');
                writer.Write(number);
                break;
            case string text:
                writer.Write('t');
                writer.Write(text);
                break;
            case byte[] bytes:
                writer.Write('b');
                writer.Write(bytes.Length);
                writer.Write(bytes);
                break;
            default:
                writer.Write('n');
                break;
        }
    }
}
