namespace Registry.Graph.Engine.Language;

/// <summary>
/// How much of a document the parser reads before it refuses it. The depth is counted, never left to the stack; the parser descends one
/// frame a level, so a depth in the thousands needs a thread with a stack to match.
/// </summary>
public sealed record ParserOptions
{
    /// <summary>The limits for documents of clients.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>For texts of our own, such as the schema: only the depth is bounded.</summary>
    public static ParserOptions Trusted { get; } = new()
    {
        MaxTokens = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxDirectives = int.MaxValue,
    };

    /// <summary>Most lexical tokens in a document.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>Deepest nesting of selection sets, of list and object values, and of type references; each is counted by itself.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most fields in a document, each counted where it is written.</summary>
    public int MaxFields { get; init; } = 2_048;

    /// <summary>Most directives at one location.</summary>
    public int MaxDirectives { get; init; } = 4;
}
