using System.Globalization;
using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;
using SQLitePCL;

namespace Registry.Store.Tests;

public sealed class WholeFileMapTests : IDisposable
{
    const int Rows = 200;

    readonly string folder = Directory.CreateTempSubdirectory("registry-map-").FullName;

    public WholeFileMapTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whole files are mapped on Linux.");
        using var writer = new SqliteFile(Path).OpenWriter();
        SqliteFile.Execute(writer, "create table piece (number integer not null primary key, bytes blob not null) strict");
        Add(writer);
    }

    string Path => System.IO.Path.Combine(folder, "some.db");

    [Fact]
    public void A_reader_has_the_whole_file_in_memory_and_lets_go_of_it_when_it_is_closed()
    {
        Assert.NotNull(WholeFileMap.Name);
        using (var reader = new SqliteFile(Path).OpenHandle())
        {
            Assert.Equal((Rows, Rows * 8000L), Sum(reader));
            Assert.Equal([new FileInfo(Path).Length], Mapped());
        }

        Assert.Empty(Mapped());
    }

    [Fact]
    public void What_is_added_behind_the_end_of_what_a_reader_has_mapped_is_read_and_mapped_with_the_next_reading()
    {
        using var reader = new SqliteFile(Path).OpenHandle();
        Assert.Equal(Rows, Sum(reader).Count);
        var before = Assert.Single(Mapped());
        using (var writer = new SqliteFile(Path).OpenWriter())
        {
            Add(writer);
            Assert.Equal(2 * Rows, Sum(reader).Count);
            SqliteFile.Execute(writer, "pragma wal_checkpoint(truncate)");
        }

        Assert.Equal((2 * Rows, 2 * Rows * 8000L), Sum(reader));
        Assert.Equal([new FileInfo(Path).Length], Mapped());
        Assert.True(new FileInfo(Path).Length > before);
    }

    [Fact]
    public async Task Readers_of_one_file_read_it_side_by_side_while_it_grows()
    {
        using var writer = new SqliteFile(Path).OpenWriter();
        using var ended = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var reader = new SqliteFile(Path).OpenHandle();
            var readings = 0;
            for (; !ended.IsCancellationRequested || readings == 0; readings++)
            {
                var (count, bytes) = Sum(reader);
                Assert.Equal(0, count % Rows);
                Assert.Equal(count * 8000, bytes);
            }

            return readings;
        })).ToArray();
        for (var time = 0; time < 5; time++)
        {
            Add(writer);
            SqliteFile.Execute(writer, "pragma wal_checkpoint(passive)");
        }

        await ended.CancelAsync();
        Assert.All(await Task.WhenAll(readers), readings => Assert.True(readings > 0));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static void Add(SqliteConnection writer) => SqliteFile.Execute(writer, $"""
        with recursive n (number) as (select 1 union all select number + 1 from n where number < {Rows})
        insert into piece (number, bytes) select number + (select coalesce(max(number), 0) from piece), randomblob(8000) from n
        """);

    static (long Count, long Bytes) Sum(sqlite3 reader)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(reader, "select count(*), sum(length(hex(bytes)) / 2) from piece", out var statement));
        using (statement)
        {
            Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement));
            return (raw.sqlite3_column_int64(statement, 0), raw.sqlite3_column_int64(statement, 1));
        }
    }

    // A line begins with the first address and the one behind the last; a mapping ends with its page.
    List<long> Mapped()
    {
        var length = new FileInfo(Path).Length;
        return [.. File.ReadLines("/proc/self/maps").Where(line => line.EndsWith(Path, StringComparison.Ordinal)).Select(line => line.Split(' ')[0].Split('-'))
            .Select(ends => long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Select(mapped => mapped - length is >= 0 and < 4096 ? length : mapped)];
    }
}
