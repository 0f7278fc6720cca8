namespace Registry.Graph.Engine.Execution;

/// <summary>The errors that a resolver put at parents, or at items of their lists.</summary>
internal sealed class FieldErrors
{
    private readonly List<(int Parent, int Item, GraphQLError Error)> _errors = [];

    public IReadOnlyList<(int Parent, int Item, GraphQLError Error)> All => _errors;

    public void Add(int parent, int item, GraphQLError error) => _errors.Add((parent, item, error));
}
