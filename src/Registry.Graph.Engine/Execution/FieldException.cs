namespace Registry.Graph.Engine.Execution;

/// <summary>A field cannot be answered for any of its parents, and the client should read why. Anything else that is thrown is answered without its details.</summary>
public sealed class FieldException : Exception
{
    /// <summary>An error with this message, code and further extensions.</summary>
    /// <param name="message">What was found and what would have been right.</param>
    /// <param name="code">The value of <c>extensions.code</c>.</param>
    /// <param name="extensions">Further entries of <c>extensions</c>.</param>
    public FieldException(string message, string? code = null, IReadOnlyList<KeyValuePair<string, object?>>? extensions = null)
        : base(message) => Error = new GraphQLError(message) { Code = code, Extensions = extensions ?? [] };

    /// <summary>The error without locations and path, which are added where it is caught.</summary>
    public GraphQLError Error { get; }
}
