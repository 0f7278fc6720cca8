namespace Registry.Store.Tests;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("sqlite:data/registry.db", "data/registry.db")]
    [InlineData(" SQLite: /srv/r.db ", "/srv/r.db")]
    public void A_sqlite_address_names_its_file(string text, string path) => Assert.Equal(path, StoreAddress.Parse(text).Path);

    [Theory]
    [InlineData("", "The store's address is empty. Write sqlite:PATH, for instance sqlite:data/registry.db.")]
    [InlineData("registry.db", "\"registry.db\" does not say which database. Write sqlite:registry.db for a SQLite file.")]
    [InlineData("C:\\data\\registry.db", "\"C:\\data\\registry.db\" does not say which database. Write sqlite:C:\\data\\registry.db for a SQLite file.")]
    [InlineData("sqlite:", "\"sqlite:\" names no file. Write sqlite:PATH, for instance sqlite:data/registry.db.")]
    [InlineData("sqlite::memory:", "\"sqlite::memory:\" is not a file. A store is a file on disk: sqlite:PATH, for instance sqlite:data/registry.db.")]
    [InlineData("sqlite:data/", "\"sqlite:data/\" is a folder. Name the file in it: sqlite:data/registry.db.")]
    [InlineData("sqlserver:Server=.", "The connection string names no Database. Write sqlserver:Server=HOST;Database=NAME;User Id=USER;Password=PASSWORD.")]
    [InlineData("sqlserver:Database=registry", "The connection string names no Server. Write sqlserver:Server=HOST;Database=NAME;User Id=USER;Password=PASSWORD.")]
    [InlineData("sqlserver:Serve=x;Password=secret", "The text after sqlserver: is no connection string (Keyword not supported: 'serve'.). Write sqlserver:Server=HOST;Database=NAME;User Id=USER;Password=PASSWORD.")]
    [InlineData("postgres:Host=x", "\"postgres:Host=x\" names a store of kind \"postgres\"; a store is a SQLite file or a database of SQL Server. Write sqlite:PATH, for instance sqlite:data/registry.db, or sqlserver:CONNECTION STRING.")]
    public void What_names_no_store_is_refused_with_what_would(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => StoreAddress.Parse(text)).Message);

    [Fact]
    public void A_server_is_named_without_who_connects_to_it()
    {
        var address = StoreAddress.Parse("sqlserver:Server=db.example,1433;Database=registry;User Id=harvest;Password=secret");

        Assert.True(address.IsShared);
        Assert.Equal("sqlserver:registry on db.example,1433", address.ToString());
    }
}
