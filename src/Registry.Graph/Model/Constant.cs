using System.Text;

namespace Registry.Graph.Model;

/// <summary>The constants by which the schema's enums call the words of the vocabulary: <c>locatedIn</c> is <c>LOCATED_IN</c>.</summary>
internal static class Constant
{
    public static string Of(string word)
    {
        var text = new StringBuilder(word.Length + 4);
        foreach (var letter in word)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
