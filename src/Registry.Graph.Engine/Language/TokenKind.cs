namespace Registry.Graph.Engine.Language;

/// <summary>The kinds of lexical tokens. <see href="https://spec.graphql.org/September2025/#Token"/></summary>
public enum TokenKind
{
    /// <summary>Before the first token is read.</summary>
    StartOfFile,

    /// <summary>The end of the document.</summary>
    EndOfFile,

    /// <summary><c>!</c></summary>
    Bang,

    /// <summary><c>$</c></summary>
    Dollar,

    /// <summary><c>&amp;</c></summary>
    Ampersand,

    /// <summary><c>(</c></summary>
    LeftParenthesis,

    /// <summary><c>)</c></summary>
    RightParenthesis,

    /// <summary><c>...</c></summary>
    Spread,

    /// <summary><c>.</c>, a token of schema coordinates alone.</summary>
    Dot,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>@</c></summary>
    At,

    /// <summary><c>[</c></summary>
    LeftBracket,

    /// <summary><c>]</c></summary>
    RightBracket,

    /// <summary><c>{</c></summary>
    LeftBrace,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary><c>}</c></summary>
    RightBrace,

    /// <summary>A name.</summary>
    Name,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Float,

    /// <summary>A string between single quotation marks.</summary>
    String,

    /// <summary>A string between triple quotation marks.</summary>
    BlockString,
}
