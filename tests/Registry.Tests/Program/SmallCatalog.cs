namespace Registry.Tests.Program;

/// <summary>A catalog of one small list that a test may break.</summary>
internal sealed class SmallCatalog
{
    /// <summary>The definition, with the edition's file and form to be put in.</summary>
    public const string Source = """
        title: {zh: 测试众创空间名单, en: A small list of maker-spaces}
        publisher: {zh: 某区科技局, en: A district's science bureau}
        licence: Official list; facts
        attribution: 某区科技局
        coverage: full
        editions:
          - {file: EDITION, title: 众创空间名单, url: 'http://example.org/list', date: 2024-05-01, origin: Made for a test., restated: true}
        read: {form: FORM}
        map:
          space:
            type: MakerSpace
            name: 众创空间名称
            relations: [{predicate: operatedBy, to: operator}]
          operator: {type: Enterprise, name: 运营主体}
        ignore: [序号]
        expect: {records: {min: 2, max: 5}, filled: {众创空间名称: 1}}
        """;

    private const string Rows = """
        序号,众创空间名称,运营主体
        1,青年众创空间,青年科技有限公司
        2,火炬众创空间,火炬科技有限公司
        3,星火众创空间,星火科技有限公司

        """;

    public SmallCatalog(string folder, string? definition = null)
    {
        Folder = Path.Combine(folder, "sources");
        Directory.CreateDirectory(Path.Combine(Folder, "cn", "spaces"));
        Define((definition ?? Source).Replace("EDITION", "edition.csv", StringComparison.Ordinal).Replace("FORM", "csv", StringComparison.Ordinal));
        Publish("edition.csv", Rows);
    }

    public string Folder { get; }

    /// <summary>Gives the list a live address on loopback.</summary>
    public void MoveTo(string address, string schedule = "0 0 3 * * ?") =>
        Define(Definition.Replace("coverage: full", $"address: {address}\nschedule: \"{schedule}\"\nfetch: {{private: true}}\ncoverage: full", StringComparison.Ordinal));

    /// <summary>What the list holds.</summary>
    public static string List => Rows;

    public void Define(string definition) => File.WriteAllText(PathTo("source.yml"), definition);

    public void Publish(string name, string text) => File.WriteAllText(PathTo(name), text);

    public void Publish(string name, byte[] bytes) => File.WriteAllBytes(PathTo(name), bytes);

    /// <summary>The list in another form.</summary>
    public void Read(string form, string edition) =>
        Define(Source.Replace("EDITION", edition, StringComparison.Ordinal).Replace("FORM", form, StringComparison.Ordinal));

    public string Definition => File.ReadAllText(PathTo("source.yml"));

    private string PathTo(string name) => Path.Combine(Folder, "cn", "spaces", name);
}
