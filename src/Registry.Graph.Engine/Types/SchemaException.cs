namespace Registry.Graph.Engine.Types;

/// <summary>A schema is well formed but not valid; every fault found is named.</summary>
public sealed class SchemaException : Exception
{
    internal SchemaException(IReadOnlyList<GraphQLError> errors)
        : base("The schema is not valid:" + string.Concat(errors.Select(Describe))) => Errors = errors;

    /// <summary>The faults, with their places in the text.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    private static string Describe(GraphQLError error) =>
        $"\n- {error.Message}{string.Concat(error.Locations.Select(at => $" (line {at.Line}, column {at.Column})"))}";
}
