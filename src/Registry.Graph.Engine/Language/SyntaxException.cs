namespace Registry.Graph.Engine.Language;

/// <summary>A text is not well formed or goes past a limit of <see cref="ParserOptions"/>.</summary>
public sealed class SyntaxException : Exception
{
    internal SyntaxException(GraphQLError error) : base(Describe(error)) => Error = error;

    /// <summary>The error with its code and place.</summary>
    public GraphQLError Error { get; }

    private static string Describe(GraphQLError error) =>
        error.Locations is [var at, ..] ? $"{error.Message} (line {at.Line}, column {at.Column})" : error.Message;
}
