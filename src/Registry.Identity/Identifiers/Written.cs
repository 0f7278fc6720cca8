using System.Buffers;
using Registry.Store.Text;

namespace Registry.Identity.Identifiers;

/// <summary>A code as publishers write it: full width, with blanks, in small letters.</summary>
static class Written
{
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Half width, without blanks and invisible characters, in capitals.</summary>
    public static string Capitals(string written) => FoldedName.Of(written).ToUpperInvariant();

    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);

    /// <summary>The first character that is none of those allowed, with its position from 1, in words; null when all are.</summary>
    public static string? Stranger(string text, string allowed)
    {
        var at = text.AsSpan().IndexOfAnyExcept(allowed);
        return at < 0 ? null : $"\"{text[at]}\" at position {at + 1}";
    }
}
