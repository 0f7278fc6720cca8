using Registry.Identity.Places;

namespace Registry.Harvest.Map;

/// <summary>Places and levels by their words; lists repeat the same few, so that what was read once is remembered.</summary>
internal sealed class Places(Gazetteer gazetteer)
{
    private const int MostRemembered = 65536;

    private readonly Levels levels = new(gazetteer);
    private readonly Dictionary<(string, string?), PlaceReading> readPlaces = [];
    private readonly Dictionary<(string, string?), LevelReading> readLevels = [];

    /// <summary>The name of a division, or null.</summary>
    public string? NameOf(string code) => gazetteer.NameOf(code);

    public PlaceReading Place(string written, string? within)
    {
        if (!readPlaces.TryGetValue((written, within), out PlaceReading? reading))
        {
            reading = gazetteer.Resolve(written, within);
            Remember(readPlaces, (written, within), reading);
        }

        return reading;
    }

    public LevelReading Level(string written, string? place)
    {
        if (!readLevels.TryGetValue((written, place), out LevelReading reading))
        {
            reading = levels.Read(written, place);
            Remember(readLevels, (written, place), reading);
        }

        return reading;
    }

    private static void Remember<T>(Dictionary<(string, string?), T> readings, (string, string?) key, T reading)
    {
        if (readings.Count >= MostRemembered)
        {
            readings.Clear();
        }

        readings.Add(key, reading);
    }
}
