using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Registry.Configuration;
using Registry.Graph;
using Registry.Graph.Engine;
using Registry.Graph.Http;
using Registry.Tests.Program;

namespace Registry.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void The_page_lists_every_setting_with_its_default_and_what_is_allowed()
    {
        var page = File.ReadLines(Checkout.PathTo("docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split(" | ")[0].Contains(':', StringComparison.Ordinal))
            .Select(line => string.Join(" | ", line.Split(" | ")[..3]) + " |");

        Assert.Equal(All().Select(at => $"| `{at.Path}` | {Printed(at)} | {SettingValue.Allowed(at.Property)} |"), page);
    }

    [Fact]
    public void Every_limit_of_the_parts_can_be_set()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("all.json");
        File.WriteAllText(file, JsonSerializer.Serialize(Changed(new Settings(), folder.Path)));

        var settings = SettingsReader.Read(file);

        Assert.Empty(Same(EngineOptions.Default, settings.Engine()));
        Assert.Empty(Same(GraphLimits.Default, settings.Fields()));
        Assert.Empty(Same(new GraphQLHttpOptions(), settings.Http()));
        Assert.All(All(), at => Assert.NotEqual(Text(at, new Settings()), Text(at, settings)));
    }

    [Fact]
    public void Without_a_file_and_variables_the_parts_have_their_own_defaults()
    {
        var settings = SettingsReader.Read(null);

        Assert.Equal(EngineOptions.Default, settings.Engine());
        Assert.Equal(GraphLimits.Default, settings.Fields());
        Assert.Equal(new GraphQLHttpOptions(), settings.Http());
    }

    private static IEnumerable<(string Path, PropertyInfo Property, PropertyInfo Section)> All() =>
        from section in typeof(Settings).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from property in section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        select ($"{section.Name}:{property.Name}", property, section);

    private static string Printed((string Path, PropertyInfo Property, PropertyInfo Section) at) => Text(at, new Settings()) is "none" ? "none" : $"`{Text(at, new Settings())}`";

    private static string Text((string Path, PropertyInfo Property, PropertyInfo Section) at, Settings settings) =>
        SettingValue.Text(at.Property.GetValue(at.Section.GetValue(settings)));

    private static Dictionary<string, Dictionary<string, object>> Changed(Settings settings, string folder) => All()
        .GroupBy(at => at.Section)
        .ToDictionary(section => section.Key.Name, section => section.ToDictionary(at => at.Property.Name, at => Other(at.Property, at.Property.GetValue(at.Section.GetValue(settings)), folder)));

    private static object Other(PropertyInfo property, object? value, string folder) => value switch
    {
        bool truth => !truth,
        int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture) is var number && number > property.GetCustomAttribute<AllowedAttribute>()!.Least ? number - 1 : number + 1,
        double number => number + 0.5,
        TimeSpan span => (span + TimeSpan.FromSeconds(1)).ToString("c"),
        IReadOnlyList<string> => new[] { "https://example.org", "http://localhost:3000" },
        _ => property.IsDefined(typeof(FolderAttribute)) ? folder : "http://localhost:4318",
    };

    // What the engine asks of its surroundings is no limit; a program gives it.
    private static IEnumerable<string> Same(object defaults, object changed) =>
        from property in defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let before = property.GetValue(defaults)
        let after = property.GetValue(changed)
        from name in before switch
        {
            int or long or double or bool or TimeSpan => Equals(before, after) ? [property.Name] : Array.Empty<string>(),
            not null when property.Name is "Parser" or "Validation" => Same(before, after!),
            _ => [],
        }
        select name;
}
