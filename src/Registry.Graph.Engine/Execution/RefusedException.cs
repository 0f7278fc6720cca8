namespace Registry.Graph.Engine.Execution;

/// <summary>A request is not executed; the response says why.</summary>
internal sealed class RefusedException(IReadOnlyList<GraphQLError> errors) : Exception(errors[0].Message)
{
    public RefusedException(GraphQLError error) : this([error])
    {
    }

    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
