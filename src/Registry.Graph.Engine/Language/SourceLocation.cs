namespace Registry.Graph.Engine.Language;

/// <summary>A place in a document. <see href="https://spec.graphql.org/September2025/#sec-Errors"/></summary>
/// <param name="Line">The line, from 1; LF, CR and CR LF each end one.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>The place of an offset into a text.</summary>
    /// <param name="text">The text of the document.</param>
    /// <param name="offset">An offset in UTF-16 code units, at most the length of the text.</param>
    public static SourceLocation Of(ReadOnlySpan<char> text, int offset)
    {
        var line = 1;
        var lineStart = 0;
        while (text[lineStart..offset].IndexOfAny('\n', '\r') is var found and >= 0)
        {
            var end = lineStart + found;
            var isPair = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n';
            if (isPair && end + 2 > offset)
            {
                break;
            }

            lineStart = end + (isPair ? 2 : 1);
            line++;
        }

        return new SourceLocation(line, offset - lineStart + 1);
    }
}
