using System.Text.Json;
using Registry.Identity.Places;

namespace Registry.Identity.Tests.Places;

/// <summary>The divisions that the project bundles.</summary>
static class Divisions
{
    static readonly Lazy<Gazetteer> Read = new(() => new Gazetteer(Rows()));

    public static Gazetteer Gazetteer => Read.Value;

    public static IReadOnlyList<Division> Rows()
    {
        var folder = Path.Combine(ForeignData.Repository(), "sources", "cn", "divisions");
        using var edition = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(folder, "edition-*.json").Max(StringComparer.Ordinal)!));
        return edition.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => (Code: item.GetProperty("code").GetString()!, Name: item.GetProperty("name").GetString()!))
            .Select(item => new Division(item.Code, item.Name, DivisionCode.Parent(item.Code)))
            .ToList();
    }
}
