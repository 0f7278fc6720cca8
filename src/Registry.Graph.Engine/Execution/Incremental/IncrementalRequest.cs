using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>An operation being executed whose answer may come in several payloads. <see href="https://github.com/graphql/graphql-spec/pull/1110"/></summary>
internal sealed class IncrementalRequest(OperationPlan plan, IReadOnlyDictionary<string, object?> variables, ulong flags, EngineOptions options)
    : Request(plan, variables, flags, options)
{
    private static readonly SelectionPart Nothing = new(null, []);

    private readonly Dictionary<PlannedField, StreamUsage?> _streams = new(ReferenceEqualityComparer.Instance);

    public override Batch Batch(SelectionSetPlan plan, Rows rows, int[]? indexes, int count, ObjectValues? owner)
    {
        var (usages, floor) = Around(owner);
        var parts = plan.Parts(Flags, floor, Plan.Incremental!);
        var now = Array.Find(parts, part => ReferenceEquals(part.Usages, usages)) ?? Nothing with { Usages = usages };
        var batch = new IncrementalBatch(plan, now, rows, indexes, count, owner) { Floor = floor };
        foreach (var later in parts.Where(part => !ReferenceEquals(part.Usages, usages)))
        {
            batch.Deferred.Add(new DeferredFields(new IncrementalBatch(plan, later, rows, indexes, count, owner, batch) { Floor = floor }));
            batch.LeadToMore();
        }

        return batch;
    }

    private static (DeferUsageSet? Usages, int Floor) Around(ObjectValues? owner)
    {
        for (var list = owner?.List; list is not null; list = list.List)
        {
            if (list is StreamedItems)
            {
                return (null, owner!.Field.Children!.Depth);
            }
        }

        return owner?.Owner is IncrementalBatch batch ? (batch.Usages, batch.Floor) : (null, 0);
    }

    /// <summary>What @stream at a field says; null where the field is not streamed.</summary>
    /// <exception cref="FieldException">Its arguments have no values.</exception>
    public StreamUsage? StreamOf(PlannedField field)
    {
        if (!_streams.TryGetValue(field, out var stream))
        {
            _streams.Add(field, stream = StreamUsage.Of(this, field));
        }

        return stream;
    }

    /// <summary>The errors since they were last taken.</summary>
    public List<GraphQLError> TakeErrors()
    {
        var errors = Errors();
        ForgetErrors();
        return errors;
    }
}
