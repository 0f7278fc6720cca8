using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution;

/// <summary>What a resolver gets: one field of one level, for all its parents.</summary>
public sealed class FieldContext
{
    private readonly Request _request;
    private readonly Rows _parents;
    private readonly int[]? _indexes;

    internal FieldContext(Request request, PlannedField field, Rows parents, int[]? indexes, int count)
    {
        (_request, _parents, _indexes, Count) = (request, parents, indexes, count);
        Selection = new Selection(field, request);
    }

    /// <summary>The errors that were put at parents; null where there are none.</summary>
    internal FieldErrors? Errors { get; private set; }

    /// <summary>The number of parents, and so of the values to return.</summary>
    public int Count { get; }

    /// <summary>The field with its arguments and what is selected below it.</summary>
    public Selection Selection { get; }

    /// <summary>The coerced arguments.</summary>
    public Arguments Arguments => Selection.Arguments;

    /// <summary>Where columns rent their arrays.</summary>
    public RequestMemory Memory => _request.Memory;

    /// <summary>Cancelled at the deadline of the request and when its connection closes.</summary>
    public CancellationToken CancellationToken => _request.CancellationToken;

    /// <summary>Whether the parents are all rows of their batch in order, so that a column of the batch is a column of the parents.</summary>
    public bool IsEveryRow => _indexes is null;

    /// <summary>The batch in which the parents are rows: every row, or some of them, in any order but each once.</summary>
    /// <typeparam name="TRows">The kind of batch.</typeparam>
    public TRows Parents<TRows>() where TRows : Rows =>
        _parents as TRows ?? throw new InvalidOperationException(
            $"{Selection.Coordinate} is bound to a resolver for {typeof(TRows).Name}, but its parents are {_parents.GetType().Name}.");

    /// <summary>The row of a parent in its batch.</summary>
    /// <param name="parent">From 0, below <see cref="Count"/>.</param>
    public int Row(int parent) => _indexes is null ? parent : _indexes[parent];

    /// <summary>Of a column that has a value for each row of the batch, the values of the parents; nothing is copied.</summary>
    public Column Pick(Column ofRows) => _indexes is null ? ofRows : ofRows.Take(_indexes, Count);

    /// <summary>What the resolvers of this request share, such as a read transaction; opened for the request by <see cref="EngineOptions.OpenSession"/>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public T Session<T>() where T : class =>
        _request.Session as T ?? throw new InvalidOperationException(
            $"{Selection.Coordinate} asks for a session of type {typeof(T).Name}, but the request has {_request.Session?.GetType().Name ?? "none"}.");

    /// <summary>Answers one parent with an error; whatever the column holds for it, its value is null.</summary>
    /// <param name="parent">From 0, below <see cref="Count"/>.</param>
    /// <param name="message">What was found and what would have been right.</param>
    /// <param name="code">The value of <c>extensions.code</c>.</param>
    /// <param name="extensions">Further entries of <c>extensions</c>.</param>
    /// <param name="item">Where the value is a list: the item of this parent's list, from 0, that has the error and becomes null in its place.</param>
    public void AddError(
        int parent,
        string message,
        string? code = null,
        IReadOnlyList<KeyValuePair<string, object?>>? extensions = null,
        int? item = null) =>
        (Errors ??= new FieldErrors()).Add(parent, item ?? -1, new GraphQLError(message) { Code = code, Extensions = extensions ?? [] });
}
