namespace Registry.Graph.Engine.Execution;

/// <summary>Which resolver answers which field of a schema. What is bound to a field of an interface serves every type that implements it and binds nothing of its own.</summary>
public sealed class Bindings
{
    private readonly Dictionary<(string Type, string Field), Resolver> _resolvers = [];
    private readonly Dictionary<string, SourceStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Binds a field of an object or interface type.</summary>
    /// <exception cref="ArgumentException">The field is bound already.</exception>
    public Bindings Field(string type, string field, Resolver resolver)
    {
        if (!_resolvers.TryAdd((type, field), resolver))
        {
            throw new ArgumentException($"{type}.{field} is bound twice; a field has one resolver.", nameof(field));
        }

        return this;
    }

    /// <summary>
    /// Binds the events of a field of the subscription type. Each event is a batch of one row, from which the field is resolved as any
    /// other. <see href="https://spec.graphql.org/September2025/#sec-Source-Stream"/>
    /// </summary>
    /// <exception cref="ArgumentException">The field has a stream already.</exception>
    public Bindings Events(string field, SourceStream stream)
    {
        if (!_streams.TryAdd(field, stream))
        {
            throw new ArgumentException($"The subscription {field} has a source stream already.", nameof(field));
        }

        return this;
    }

    internal IEnumerable<(string Type, string Field)> Fields => _resolvers.Keys;

    internal Resolver? Find(string type, string field) => _resolvers.GetValueOrDefault((type, field));

    internal SourceStream? FindStream(string field) => _streams.GetValueOrDefault(field);
}

/// <summary>The events of a subscription, until it is cancelled. <see href="https://spec.graphql.org/September2025/#CreateSourceEventStream()"/></summary>
/// <param name="context">The field with its coerced arguments; its parent is the root.</param>
/// <param name="cancellationToken">Cancelled when the subscriber leaves.</param>
/// <returns>For each event a batch of one row.</returns>
public delegate IAsyncEnumerable<Rows> SourceStream(FieldContext context, CancellationToken cancellationToken);
