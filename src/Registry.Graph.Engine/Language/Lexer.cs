using System.Buffers;
using System.Globalization;
using System.Text;

namespace Registry.Graph.Engine.Language;

/// <summary>
/// Reads the lexical tokens of a text one after the other; the current one stands in <see cref="Kind"/>, <see cref="Start"/> and <see cref="End"/>.
/// <see href="https://spec.graphql.org/September2025/#sec-Language.Source-Text"/>
/// </summary>
internal ref struct Lexer
{
    private static readonly SearchValues<char> StringStops = SearchValues.Create("\"\\\n\r");
    private static readonly SearchValues<char> BlockStops = SearchValues.Create("\"\\");

    private readonly string _text;
    private readonly ReadOnlySpan<char> _source;
    private readonly int _maxTokens;
    private int _tokens;
    private string? _stringValue;

    public Lexer(string text, int maxTokens)
    {
        _text = text;
        _source = text;
        _maxTokens = maxTokens;
        RefuseLoneSurrogates();
    }

    /// <summary>The kind of the current token.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>The offset of the current token.</summary>
    public int Start { get; private set; }

    /// <summary>The offset after the current token.</summary>
    public int End { get; private set; }

    /// <summary>The current token as written.</summary>
    public readonly ReadOnlySpan<char> Raw => _source[Start..End];

    /// <summary>The semantic value of the current string token.</summary>
    public readonly string StringValue => _stringValue!;

    /// <summary>Moves to the next token.</summary>
    public void Advance()
    {
        SkipIgnored();
        if (Start >= _source.Length)
        {
            Kind = TokenKind.EndOfFile;
            End = Start;
            return;
        }

        if (++_tokens > _maxTokens)
        {
            throw Refusal($"The GraphQL request document contains more than {_maxTokens} tokens. Parsing aborted.", ErrorCodes.TooManyTokens, _maxTokens);
        }

        ReadToken(_source[Start]);
    }

    /// <summary>An error of this text at an offset.</summary>
    public readonly SyntaxException Error(string message, int at) => new(new GraphQLError(message)
    {
        Code = ErrorCodes.Syntax,
        Locations = [SourceLocation.Of(_source, at)],
    });

    /// <summary>The refusal of a document that goes past a limit, at the current token.</summary>
    public readonly SyntaxException Refusal(string message, string code, int limit) => new(new GraphQLError(message)
    {
        Code = code,
        Locations = [SourceLocation.Of(_source, Start)],
        Extensions = [new("limit", limit)],
    });

    // White space, line terminators, comments, commas and byte order marks have no meaning between tokens.
    private void SkipIgnored()
    {
        var at = End;
        while (at < _source.Length)
        {
            var c = _source[at];
            if (c is ' ' or '\n' or '\r' or '\t' or ',' or '\uFEFF')
            {
                at++;
            }
            else if (c == '#')
            {
                var end = _source[at..].IndexOfAny('\n', '\r');
                at = end < 0 ? _source.Length : at + end;
            }
            else
            {
                break;
            }
        }

        Start = at;
    }

    private void ReadToken(char first)
    {
        if (NameCharacter.IsStart(first))
        {
            ReadName();
            return;
        }

        var punctuator = Punctuator(first);
        if (punctuator != TokenKind.StartOfFile)
        {
            Kind = punctuator;
            End = Start + 1;
            return;
        }

        ReadOther(first);
    }

    private static TokenKind Punctuator(char c) => c switch
    {
        '{' => TokenKind.LeftBrace,
        '}' => TokenKind.RightBrace,
        '(' => TokenKind.LeftParenthesis,
        ')' => TokenKind.RightParenthesis,
        ':' => TokenKind.Colon,
        '$' => TokenKind.Dollar,
        '!' => TokenKind.Bang,
        '[' => TokenKind.LeftBracket,
        ']' => TokenKind.RightBracket,
        '@' => TokenKind.At,
        '=' => TokenKind.Equal,
        '|' => TokenKind.Pipe,
        '&' => TokenKind.Ampersand,
        _ => TokenKind.StartOfFile,
    };

    private void ReadOther(char first)
    {
        if (first == '"')
        {
            ReadString();
        }
        else if (first == '-' || char.IsAsciiDigit(first))
        {
            ReadNumber();
        }
        else if (first == '.' && _source[Start..].StartsWith("...", StringComparison.Ordinal))
        {
            Kind = TokenKind.Spread;
            End = Start + 3;
        }
        else
        {
            throw Error($"Unexpected character: {Describe(Start)}.", Start);
        }
    }

    private void ReadName()
    {
        var end = Start + 1;
        while (end < _source.Length && NameCharacter.IsContinue(_source[end]))
        {
            end++;
        }

        Kind = TokenKind.Name;
        End = end;
    }

    // https://spec.graphql.org/September2025/#sec-Int-Value and #sec-Float-Value
    private void ReadNumber()
    {
        var at = Start;
        Kind = TokenKind.Integer;
        at += _source[at] == '-' ? 1 : 0;
        if (Peek(at) == '0')
        {
            at++;
            if (char.IsAsciiDigit(Peek(at)))
            {
                throw Error($"Invalid number, unexpected digit after 0: {Describe(at)}.", at);
            }
        }
        else
        {
            at = ReadDigits(at);
        }

        if (Peek(at) == '.')
        {
            Kind = TokenKind.Float;
            at = ReadDigits(at + 1);
        }

        if (Peek(at) is 'e' or 'E')
        {
            Kind = TokenKind.Float;
            at++;
            at = ReadDigits(Peek(at) is '+' or '-' ? at + 1 : at);
        }

        if (Peek(at) == '.' || NameCharacter.IsStart(Peek(at)))
        {
            throw Error($"Invalid number, expected digit but found: {Describe(at)}.", at);
        }

        End = at;
    }

    private readonly int ReadDigits(int at)
    {
        if (!char.IsAsciiDigit(Peek(at)))
        {
            throw Error($"Invalid number, expected digit but found: {Describe(at)}.", at);
        }

        while (char.IsAsciiDigit(Peek(at)))
        {
            at++;
        }

        return at;
    }

    private void ReadString()
    {
        if (_source[Start..].StartsWith("\"\"\"", StringComparison.Ordinal))
        {
            ReadBlockString();
            return;
        }

        Kind = TokenKind.String;
        var bodyStart = Start + 1;
        var found = _source[bodyStart..].IndexOfAny(StringStops);
        var stop = found < 0 ? _source.Length : bodyStart + found;
        if (Peek(stop) == '\\')
        {
            ReadEscapedString(bodyStart, stop);
            return;
        }

        RequireClosingQuote(stop);
        _stringValue = _text[bodyStart..stop];
        End = stop + 1;
    }

    private void ReadEscapedString(int bodyStart, int stop)
    {
        var value = new StringBuilder();
        var at = bodyStart;
        while (Peek(stop) == '\\')
        {
            value.Append(_source[at..stop]);
            at = ReadEscape(stop, value);
            var found = _source[at..].IndexOfAny(StringStops);
            stop = found < 0 ? _source.Length : at + found;
        }

        RequireClosingQuote(stop);
        _stringValue = value.Append(_source[at..stop]).ToString();
        End = stop + 1;
    }

    private readonly void RequireClosingQuote(int at)
    {
        if (Peek(at) != '"' || at >= _source.Length)
        {
            throw Error("Unterminated string.", Math.Min(at, _source.Length));
        }
    }

    // Gives the offset after the escape sequence that starts at the offset.
    private readonly int ReadEscape(int at, StringBuilder value)
    {
        var escaped = Peek(at + 1);
        if (escaped == 'u')
        {
            return Peek(at + 2) == '{' ? ReadVariableWidthEscape(at, value) : ReadFixedWidthEscape(at, value);
        }

        value.Append(escaped switch
        {
            '"' or '\\' or '/' => escaped,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error($"Invalid character escape sequence: `\\{(at + 1 < _source.Length ? escaped : "")}`.", at),
        });
        return at + 2;
    }

    private readonly int ReadVariableWidthEscape(int at, StringBuilder value)
    {
        var digits = at + 3;
        var length = _source[digits..].IndexOf('}');
        if (length is < 1 or > 8
            || !int.TryParse(_source.Slice(digits, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar)
            || !Rune.IsValid(scalar))
        {
            throw InvalidUnicodeEscape(at, length < 0 ? 3 : Math.Min(length, 8) + 4);
        }

        value.Append(new Rune(scalar).ToString());
        return digits + length + 1;
    }

    // Two escapes of four digits may stand for one scalar value as a surrogate pair; a surrogate by itself stands for nothing.
    private readonly int ReadFixedWidthEscape(int at, StringBuilder value)
    {
        var first = ReadFourDigits(at);
        if (first >= 0 && !char.IsSurrogate((char)first))
        {
            value.Append((char)first);
            return at + 6;
        }

        var second = Peek(at + 6) == '\\' && Peek(at + 7) == 'u' ? ReadFourDigits(at + 6) : -1;
        if (first < 0 || second < 0 || !char.IsSurrogatePair((char)first, (char)second))
        {
            throw InvalidUnicodeEscape(at, 6);
        }

        value.Append((char)first).Append((char)second);
        return at + 12;
    }

    private readonly int ReadFourDigits(int at) =>
        at + 6 <= _source.Length
        && int.TryParse(_source.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : -1;

    private readonly SyntaxException InvalidUnicodeEscape(int at, int length)
    {
        var end = Math.Min(at + length, _source.Length);
        return Error($"Invalid Unicode escape sequence: `{_source[at..end]}`.", at);
    }

    private void ReadBlockString()
    {
        Kind = TokenKind.BlockString;
        var bodyStart = Start + 3;
        var at = bodyStart;
        while (true)
        {
            var found = _source[at..].IndexOfAny(BlockStops);
            if (found < 0)
            {
                throw Error("Unterminated string.", _source.Length);
            }

            at += found;
            if (_source[at..].StartsWith("\"\"\"", StringComparison.Ordinal))
            {
                break;
            }

            at += _source[at..].StartsWith("\\\"\"\"", StringComparison.Ordinal) ? 4 : 1;
        }

        _stringValue = BlockString.Value(_text[bodyStart..at]);
        End = at + 3;
    }

    private readonly char Peek(int at) => (uint)at < (uint)_source.Length ? _source[at] : '\0';

    private readonly string Describe(int at)
    {
        if (at >= _source.Length)
        {
            return "end of file";
        }

        return Rune.TryGetRuneAt(_text, at, out var rune)
            ? rune.Value is > 0x20 and < 0x7F ? $"`{rune}`" : $"U+{rune.Value:X4}"
            : $"U+{(int)_source[at]:X4}";
    }

    // Source text is made of Unicode scalar values. https://spec.graphql.org/September2025/#SourceCharacter
    private readonly void RefuseLoneSurrogates()
    {
        var at = _source.IndexOfAnyInRange('\uD800', '\uDFFF');
        while (at >= 0)
        {
            if (at + 1 >= _source.Length || !char.IsSurrogatePair(_source[at], _source[at + 1]))
            {
                throw Error($"Invalid character, a surrogate without its other half: U+{(int)_source[at]:X4}.", at);
            }

            var next = _source[(at + 2)..].IndexOfAnyInRange('\uD800', '\uDFFF');
            at = next < 0 ? -1 : at + 2 + next;
        }
    }
}
