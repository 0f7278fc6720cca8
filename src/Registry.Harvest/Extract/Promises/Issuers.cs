using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Promises;

/// <summary>Who issues under a 机关代字: 国办发, 国科发火, 渝府办发. The sign of a province stands before the signs of its offices.</summary>
internal static class Issuers
{
    private static readonly List<(string Sign, string Name)> Central = [.. Read("central")], Offices = [.. Read("office")];
    private static readonly Dictionary<string, string> Provinces = Read("province").ToDictionary(static p => p.Sign, static p => p.Name, StringComparer.Ordinal);

    /// <summary>The issuer; null where the sign is of no central body and no province's government.</summary>
    public static string? Of(string sign, PlaceNames places)
    {
        foreach ((string known, string name) in Central)
        {
            if (sign == known)
            {
                return name;
            }
        }

        if (!Provinces.TryGetValue(sign[..1], out string? province))
        {
            return null;
        }

        foreach ((string known, string name) in Offices)
        {
            if (sign[1..] == known)
            {
                return places.NameOf(province) + name;
            }
        }

        return null;
    }

    private static IEnumerable<(string Sign, string Name)> Read(string group)
    {
        foreach (string line in Vocabulary.Lines("issuers.txt"))
        {
            string[] cells = line.Split(' ');
            if (cells[0] == group)
            {
                yield return (cells[1], cells[2]);
            }
        }
    }
}
