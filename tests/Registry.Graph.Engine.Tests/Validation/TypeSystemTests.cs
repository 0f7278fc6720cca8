using Registry.Graph.Engine.Types;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Registry.Graph.Engine.Tests.Validation;

public sealed class TypeSystemTests
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    private static readonly List<Case> Cases =
        Yaml.Deserialize<List<Case>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "TypeSystem", "schemas.yml")));

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_is_accepted_or_its_faults_are_named_word_for_word(string name)
    {
        var one = Cases.Single(one => one.Name == name);
        Assert.Equal(string.Join('\n', one.Errors), string.Join('\n', Faults(one.Sdl)));
    }

    private static IEnumerable<string> Faults(string sdl)
    {
        try
        {
            Assert.NotNull(Schema.Parse(sdl));
            return [];
        }
        catch (SchemaException exception)
        {
            return exception.Errors.Select(error => $"{string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"))} | {error.Message}");
        }
    }

    internal sealed class Case
    {
        public string Name { get; set; } = "";

        public string Sdl { get; set; } = "";

        public List<string> Errors { get; set; } = [];
    }
}
