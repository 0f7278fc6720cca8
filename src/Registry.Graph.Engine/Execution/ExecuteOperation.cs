using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Execution.Incremental;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// Executes an operation level by level: the fields of a batch of objects are each resolved once, their values completed, and the
/// objects among them are the batches of the next level. When the last level has run, nulls are propagated from there up.
/// <see href="https://spec.graphql.org/September2025/#sec-Executing-Operations"/>
/// </summary>
internal sealed class ExecuteOperation(Request request)
{
    private readonly List<Batch> _batches = new(16);
    private int _executed;

    /// <summary>ExecuteRootSelectionSet. <see href="https://spec.graphql.org/September2025/#ExecuteRootSelectionSet()"/></summary>
    /// <param name="initial">What the operation starts from: the root, or an event of a subscription.</param>
    /// <returns>The root with everything below it.</returns>
    public async ValueTask<Batch> Run(Rows initial)
    {
        var root = request.Batch(request.Plan.Root, initial, null, 1, null);
        _batches.Add(root);
        _executed = 1;
        for (var i = 0; i < root.Fields.Length; i++)
        {
            await ExecuteField(root, i);

            // The fields of a mutation change what the next ones see: each is done with all below it before the next begins.
            if (request.Plan.Operation.Operation is OperationType.Mutation)
            {
                await ExecuteLevels();
            }
        }

        await ExecuteLevels();
        Propagate();
        return root;
    }

    /// <summary>Executes the fields of a batch that come later, with everything below them.</summary>
    public async ValueTask Run(Batch deferred)
    {
        _batches.Add(deferred);
        await ExecuteLevels();
        Propagate();
    }

    /// <summary>Executes what is selected of the items that come later.</summary>
    public async ValueTask Run(StreamedItems items)
    {
        items.Items.RaiseNulls(request);
        AddBatches(items);
        await ExecuteLevels();
        Propagate();
        items.Items.Propagate(request.Memory);
    }

    private void Propagate()
    {
        for (var i = _batches.Count - 1; i >= 0; i--)
        {
            _batches[i].Propagate(request.Memory);
        }
    }

    private async ValueTask ExecuteLevels()
    {
        for (; _executed < _batches.Count; _executed++)
        {
            var batch = _batches[_executed];
            for (var i = 0; i < batch.Fields.Length; i++)
            {
                await ExecuteField(batch, i);
            }
        }
    }

    /// <summary><see href="https://spec.graphql.org/September2025/#ExecuteField()"/></summary>
    private ValueTask ExecuteField(Batch batch, int index)
    {
        var field = batch.Fields[index];
        if (field.Resolver is null || batch.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        request.CancellationToken.ThrowIfCancellationRequested();
        if (request.Coerce(field).Error is { } refused)
        {
            Fail(batch, index, refused);
            return ValueTask.CompletedTask;
        }

        try
        {
            var context = new FieldContext(request, field, batch.Rows, batch.Indexes, batch.Count);
            var resolving = field.Resolver.Resolve(context);
            if (!resolving.IsCompletedSuccessfully)
            {
                return Await(resolving, batch, index, context);
            }

            Complete(batch, index, resolving.Result, context.Errors);
        }
        catch (Exception exception) when (!IsCancellation(exception))
        {
            Fail(batch, index, request.ErrorOf(exception, field));
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask Await(ValueTask<Column> resolving, Batch batch, int index, FieldContext context)
    {
        try
        {
            Complete(batch, index, await resolving, context.Errors);
        }
        catch (Exception exception) when (!IsCancellation(exception))
        {
            Fail(batch, index, request.ErrorOf(exception, batch.Fields[index]));
        }
    }

    private void Complete(Batch batch, int index, Column column, FieldErrors? errors)
    {
        var field = batch.Fields[index];
        if (column.Count != batch.Count)
        {
            throw new InvalidOperationException($"{field.Coordinate} has {batch.Count} parents, but its resolver gave {column.Count} values.");
        }

        var values = new CompleteValue(request, field, batch).Of(field.Definition.Type, column);
        if (errors is not null)
        {
            Apply(values, errors);
        }

        values.RaiseNulls(request);
        batch.Values[index] = values;
        AddBatches(values);
    }

    private void Apply(Values values, FieldErrors errors)
    {
        foreach (var (parent, item, error) in errors.All)
        {
            if (values is StreamedList streamed && streamed.IsLater(item))
            {
                streamed.Rest.AddError(parent, item, error);
                continue;
            }

            var (target, slot) = item >= 0 && values is ListValues list ? (list.Items, list.Start(parent) + item) : (values, parent);
            request.Raise(target, slot, error);
            target.Nullify(slot, request.Memory);
        }
    }

    private void AddBatches(Values values)
    {
        switch (values)
        {
            case ListValues list:
                AddBatches(list.Items);
                break;
            case ObjectValues objects:
                foreach (var batch in objects.Batches)
                {
                    _batches.Add(batch);
                }

                break;
        }
    }

    // The field has no value for any parent.
    private void Fail(Batch batch, int index, GraphQLError error)
    {
        var field = batch.Fields[index];
        var values = new NullValues(field, field.Definition.Type, batch, null, batch.Count);
        for (var slot = 0; slot < batch.Count; slot++)
        {
            request.Raise(values, slot, error);
            values.Nullify(slot, request.Memory);
        }

        batch.Values[index] = values;
    }

    private bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException && request.CancellationToken.IsCancellationRequested;
}
