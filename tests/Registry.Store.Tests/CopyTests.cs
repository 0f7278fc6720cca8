
namespace Registry.Store.Tests;

/// <summary>A whole store in another place.</summary>
public sealed class CopyTests : IDisposable
{
    readonly TemporaryStore store = new();
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    string File => Path.Combine(store.Folder, "other", "registry.db");

    [Fact]
    public void A_copy_has_every_row_and_the_way_back_gives_the_same_checksums()
    {
        Fill();
        using var file = Database.Open(StoreAddress.Parse("sqlite:" + File));

        var copied = store.Database.CopyTo(file, cancellation);

        Assert.Equal(store.Database.Count(cancellation).Entities, file.Count(cancellation).Entities);
        Assert.Empty(file.Examine(cancellation));
        using var back = new TemporaryStore();
        Assert.Equal(copied, file.CopyTo(back.Database, cancellation));
        Assert.Equal(store.ReadModelDigest(), back.ReadModelDigest());
        Assert.Equal(1, back.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝")).EntitiesFounded);
    }

    [Fact]
    public void A_copy_of_a_store_under_harvest_has_no_run_under_way()
    {
        Fill();
        using var run = store.Begin(TemporaryStore.Notices);
        TemporaryStore.Stage(run, new Row("Enterprise", "旗能电铝"));
        using var file = Database.Open(StoreAddress.Parse("sqlite:" + File));

        store.Database.CopyTo(file, cancellation);

        Assert.Equal(0, file.Standing(cancellation).Running);
        file.SweepAbandoned(cancellation);
        Assert.Empty(file.Examine(cancellation));
    }

    [Fact]
    public void A_place_that_holds_a_store_is_not_written_over()
    {
        Fill();
        using var other = new TemporaryStore();
        other.Harvest(TemporaryStore.Zones, new Row("Zone", "綦江高新区"));

        var fault = Assert.Throws<StoreException>(() => store.Database.CopyTo(other.Database, cancellation));

        Assert.Equal($"{other.Address} holds a store already. Name a file or a database that is empty.", fault.Message);
        Assert.Equal(["綦江高新区"], other.Column("select name from zone"));
    }

    void Fill()
    {
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区") { Place = 500153, Level = "NATIONAL" });
        store.Harvest(TemporaryStore.Enterprises,
            new Row("Enterprise", "金美新材料") { Code = "91350100M000100Y43", In = ("Zone", "荣昌高新区") },
            new Row("University", "重庆大学𠮷") { Short = "重大" });
    }

    public void Dispose() => store.Dispose();
}
