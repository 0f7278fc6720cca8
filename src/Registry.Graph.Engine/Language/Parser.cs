using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Registry.Graph.Engine.Language;

/// <summary>
/// Makes a syntax tree of a text by recursive descent with one token of look-ahead; how deep it descends is counted and bounded.
/// <see href="https://spec.graphql.org/September2025/#sec-Language"/>
/// </summary>
public ref partial struct Parser
{
    private static readonly FrozenSet<string> DescribedKeywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "query", "mutation", "subscription", "fragment", "schema", "scalar", "type", "interface", "union", "enum", "input", "directive");

    private readonly ParserOptions _options;
    private Lexer _lexer;
    private int _depth;
    private int _fields;

    private Parser(string source, ParserOptions options)
    {
        _options = options;
        _lexer = new Lexer(source, options.MaxTokens);
        _lexer.Advance();
    }

    /// <summary>Parses a document of executable or type system definitions.</summary>
    /// <exception cref="SyntaxException">The text is not well formed or goes past a limit.</exception>
    public static DocumentNode Parse(string source, ParserOptions? options = null)
    {
        var parser = new Parser(source, options ?? ParserOptions.Default);
        return parser.ParseDocument(source);
    }

    /// <summary>Parses a document of a client; a fault of its syntax or a limit passed is a value with a reason.</summary>
    public static bool TryParse(
        string source,
        ParserOptions options,
        [NotNullWhen(true)] out DocumentNode? document,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        try
        {
            document = Parse(source, options);
            error = null;
            return true;
        }
        catch (SyntaxException exception)
        {
            document = null;
            error = exception.Error;
            return false;
        }
    }

    /// <summary>Parses a value, such as <c>{ level: NATIONAL }</c>.</summary>
    /// <param name="source">The text of the value.</param>
    /// <param name="isConstant">Whether variables are refused.</param>
    /// <param name="options">Limits; the default ones where null.</param>
    /// <exception cref="SyntaxException">The text is not well formed or goes past a limit.</exception>
    public static ValueNode ParseValue(string source, bool isConstant = false, ParserOptions? options = null)
    {
        var parser = new Parser(source, options ?? ParserOptions.Default);
        var value = parser.Value(isConstant);
        parser.Expect(TokenKind.EndOfFile);
        return value;
    }

    /// <summary>Parses a type reference, such as <c>[String!]!</c>.</summary>
    /// <exception cref="SyntaxException">The text is not well formed or goes past a limit.</exception>
    public static TypeNode ParseType(string source, ParserOptions? options = null)
    {
        var parser = new Parser(source, options ?? ParserOptions.Default);
        var type = parser.Type();
        parser.Expect(TokenKind.EndOfFile);
        return type;
    }

    private DocumentNode ParseDocument(string source)
    {
        var definitions = new List<DefinitionNode>();
        do
        {
            definitions.Add(Definition());
        }
        while (_lexer.Kind != TokenKind.EndOfFile);
        return new DocumentNode(source, [.. definitions]);
    }

    private DefinitionNode Definition()
    {
        if (_lexer.Kind == TokenKind.LeftBrace)
        {
            return OperationDefinition(description: null);
        }

        var description = Description();
        if (description is not null)
        {
            RequireDescribable(description);
        }

        return _lexer.Kind == TokenKind.Name ? Definition(description) : throw Unexpected();
    }

    // Descriptions stand before definitions with a keyword; the shorthand query and extensions have none.
    private readonly void RequireDescribable(StringValueNode description)
    {
        if (_lexer.Kind == TokenKind.LeftBrace)
        {
            throw _lexer.Error("Unexpected description, the shorthand query has none.", description.Start);
        }

        if (_lexer.Kind == TokenKind.Name && !DescribedKeywords.Contains(_lexer.Raw.ToString()))
        {
            throw _lexer.Error("Unexpected description, only definitions have one, and extensions do not.", description.Start);
        }
    }

    private DefinitionNode Definition(StringValueNode? description)
    {
        switch (_lexer.Raw)
        {
            case "query" or "mutation" or "subscription":
                return OperationDefinition(description);
            case "fragment":
                return FragmentDefinition(description);
            case "extend":
                var start = _lexer.Start;
                _lexer.Advance();
                return TypeSystemDefinition(start, description: null, isExtension: true);
            default:
                return TypeSystemDefinition(description?.Start ?? _lexer.Start, description, isExtension: false);
        }
    }

    private StringValueNode? Description() =>
        _lexer.Kind is TokenKind.String or TokenKind.BlockString ? StringValue() : null;

    private void Enter()
    {
        if (++_depth > _options.MaxDepth)
        {
            throw _lexer.Refusal(
                $"The GraphQL request document is nested deeper than {_options.MaxDepth} levels. Parsing aborted.",
                ErrorCodes.TooDeep,
                _options.MaxDepth);
        }
    }

    private Name Name()
    {
        if (_lexer.Kind != TokenKind.Name)
        {
            throw Expected(TokenKind.Name);
        }

        var name = new Name(NamePool.Get(_lexer.Raw), _lexer.Start);
        _lexer.Advance();
        return name;
    }

    private void Expect(TokenKind kind)
    {
        if (_lexer.Kind != kind)
        {
            throw Expected(kind);
        }

        if (kind != TokenKind.EndOfFile)
        {
            _lexer.Advance();
        }
    }

    private bool Skip(TokenKind kind)
    {
        if (_lexer.Kind != kind)
        {
            return false;
        }

        _lexer.Advance();
        return true;
    }

    private readonly bool PeekKeyword(string keyword) =>
        _lexer.Kind == TokenKind.Name && _lexer.Raw.SequenceEqual(keyword);

    private bool SkipKeyword(string keyword)
    {
        if (!PeekKeyword(keyword))
        {
            return false;
        }

        _lexer.Advance();
        return true;
    }

    private readonly SyntaxException Expected(TokenKind kind) =>
        _lexer.Error($"Expected a `{kind}`-token, but found a `{_lexer.Kind}`-token.", _lexer.Start);

    private readonly SyntaxException Unexpected() => _lexer.Error(
        _lexer.Kind == TokenKind.Name ? $"Unexpected name `{_lexer.Raw}`." : $"Unexpected token: `{_lexer.Kind}`.",
        _lexer.Start);
}
