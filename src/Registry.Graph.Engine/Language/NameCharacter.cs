namespace Registry.Graph.Engine.Language;

/// <summary>Which characters names are made of. <see href="https://spec.graphql.org/September2025/#Name"/></summary>
internal static class NameCharacter
{
    /// <summary>A letter of ASCII or an underscore.</summary>
    public static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>A letter or digit of ASCII or an underscore.</summary>
    public static bool IsContinue(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Whether the text is a name.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !IsStart(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!IsContinue(c))
            {
                return false;
            }
        }

        return true;
    }
}
