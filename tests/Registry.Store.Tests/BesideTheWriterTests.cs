using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;

namespace Registry.Store.Tests;

/// <summary>What goes on beside a transaction: readings of what was committed before it, and the log's way into the file.</summary>
public sealed class BesideTheWriterTests : IDisposable
{
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    readonly string folder = Directory.CreateTempSubdirectory("registry-beside-").FullName;
    readonly SqliteWriter writer;

    public BesideTheWriterTests()
    {
        writer = new SqliteWriter(new SqliteFile(Path), TimeSpan.FromSeconds(10), TimeProvider.System);
        writer.Write(open => open.Execute("create table piece (number integer not null primary key, bytes blob not null) strict"), cancellation);
    }

    string Path => System.IO.Path.Combine(folder, "some.db");

    [Fact]
    public void What_a_transaction_wrote_is_not_read_beside_it_and_is_once_it_is_committed()
    {
        Put(1, 10);
        writer.Write(open =>
        {
            using var beside = open.OpenBeside()!;
            Put(open, 2, 10);
            Assert.Equal(2, Count(open.Prepare("select count(*) from piece")));
            Assert.Equal(1, Count(beside.Prepare("select count(*) from piece")));
        }, cancellation);
        writer.Write(open =>
        {
            using var beside = open.OpenBeside()!;
            Assert.Equal(2, Count(beside.Prepare("select count(*) from piece")));
        }, cancellation);
    }

    [Fact]
    public void Where_there_is_no_write_ahead_log_nothing_is_read_beside()
    {
        var plain = System.IO.Path.Combine(folder, "plain.db");
        using (var connection = new SqliteConnection($"Data Source={plain};Pooling=False"))
        {
            connection.Open();
            SqliteFile.Execute(connection, "create table piece (number integer)");
        }

        Assert.Null(SqliteBeside.Open(new SqliteFile(plain)));
    }

    [Fact]
    public async Task A_log_that_has_grown_long_is_written_into_the_file_while_the_store_stays_open()
    {
        const int Pieces = 12;
        const int Length = 4 << 20;
        for (var number = 1; number <= Pieces; number++)
            Put(number, Length);

        var file = new FileInfo(Path);
        for (var deadline = DateTime.UtcNow.AddSeconds(30); file.Length < 8 * Length && DateTime.UtcNow < deadline; file.Refresh())
            await Task.Delay(20, cancellation);

        Assert.InRange(file.Length, 8L * Length, 14L * Length);
        writer.Write(open => Assert.Equal(Pieces, Count(open.Prepare("select count(*) from piece"))), cancellation);
    }

    [Fact]
    public void A_log_that_cannot_be_written_away_is_told_before_the_next_transaction()
    {
        using var checkpoints = new Checkpoints(new SqliteFile(folder));
        using var connection = new SqliteFile(Path).OpenWriter();
        checkpoints.TakeOver(connection);
        SqliteFile.Execute(connection, "begin immediate");
        for (var piece = 0; piece < 40; piece++)
            SqliteFile.Execute(connection, "insert into piece (number, bytes) select coalesce(max(number), 0) + 1, randomblob(1048576) from piece");
        SqliteFile.Execute(connection, "commit");
        checkpoints.Begin();

        var fault = Record.Exception(() =>
        {
            for (var deadline = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < deadline; Thread.Sleep(10))
                checkpoints.Wait();
        });

        Assert.IsType<SqliteException>(fault);
    }

    public void Dispose()
    {
        writer.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    void Put(int number, int length) => writer.Write(open => Put(open, number, length), cancellation);

    static void Put(Writer open, int number, int length) =>
        open.Prepare("insert into piece (number, bytes) values (?, ?)").Bind(1, number).BindBlob(2, RandomNumberGenerator.GetBytes(length)).Run();

    static long Count(Statement rows)
    {
        rows.Step();
        var count = rows.Long(0);
        rows.Reset();
        return count;
    }
}
