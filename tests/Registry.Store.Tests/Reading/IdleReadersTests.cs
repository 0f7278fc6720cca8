using Registry.Store.Reading;
using Registry.Testing;

namespace Registry.Store.Tests.Reading;

/// <summary>Connections that read are kept while they are needed, and closed when nobody asks any more.</summary>
public class IdleReadersTests
{
    static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void A_connection_that_nobody_needed_for_a_while_is_closed_and_one_in_use_is_kept()
    {
        ServerDatabases.SkipUnlessSqlite("readers that are its own; a server's are kept by the driver.");
        using var table = new EnterpriseTable(1, new Random(5));
        var clock = new BeatingClock();
        using var readers = new SqliteReaders(table.File, clock);
        var (first, second) = (Begin(readers), Begin(readers));
        second.Dispose();
        first.Dispose();
        Assert.Equal(2, readers.Idle);

        clock.GoOn(TimeSpan.FromSeconds(15));
        Begin(readers).Dispose();
        clock.GoOn(TimeSpan.FromSeconds(15));
        Assert.Equal(1, readers.Idle);

        clock.GoOn(TimeSpan.FromSeconds(15));
        Assert.Equal(0, readers.Idle);
        using var anew = Begin(readers);
    }

    static ReadSession Begin(SqliteReaders readers)
    {
        var session = readers.Begin(cancellation);
        using var row = session.Run(new SqlText().Add("select 1"));
        Assert.True(row.Step());
        return session;
    }
}
