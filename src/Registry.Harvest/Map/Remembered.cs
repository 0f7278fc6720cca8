namespace Registry.Harvest.Map;

/// <summary>What was made of a text: lists repeat the same few days, sums and words, and reading them costs more than finding them again.</summary>
internal sealed class Remembered<T>(Func<string, T> read)
{
    private const int Most = 32768;

    private readonly Dictionary<string, T> made = new(StringComparer.Ordinal);

    /// <summary>What is made of a text.</summary>
    public T Of(string text)
    {
        if (made.TryGetValue(text, out T? known))
        {
            return known;
        }

        if (made.Count >= Most)
        {
            made.Clear();
        }

        T result = read(text);
        made.Add(text, result);
        return result;
    }
}
