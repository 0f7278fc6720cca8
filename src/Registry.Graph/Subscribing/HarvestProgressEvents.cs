using System.Runtime.CompilerServices;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Fields;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Subscribing;

/// <summary><c>harvestProgress</c>: the steps of harvests from now on.</summary>
internal sealed class HarvestProgressEvents(GraphModel model, FieldNeeds needs, StoreWatch watch)
{
    private const int PageSize = 200;

    /// <summary>The resolver of the field for one event.</summary>
    public Resolver Field => Resolver.Of(context =>
    {
        var type = model.Types["HarvestProgress"];
        var plan = context.Selection.Remember(selection => needs.Plan(type, [selection]));
        var key = SqlValue.Of(context.Parents<StepRows>().Key);
        return Objects.First(Objects.Read(context.Session<GraphSession>(), plan, new OneOf(type.Key, [key]), context.Memory), 1);
    });

    public async IAsyncEnumerable<Rows> Stream(FieldContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = context.Arguments["source"] as string;
        RequireKnown(source, cancellationToken);
        long? told = null;
        await foreach (var latest in watch.Follow(cancellationToken))
        {
            // The steps of a store that was restored begin anew.
            told = Math.Min(told ?? latest.Step, latest.Step);
            while (told < latest.Step)
            {
                var steps = Read(told.Value, latest.Step, source, cancellationToken);
                foreach (var step in steps)
                {
                    yield return new StepRows(step);
                }

                told = steps.Count == PageSize ? steps[^1] : latest.Step;
            }
        }
    }

    private List<long> Read(long after, long until, string? source, CancellationToken cancellationToken)
    {
        List<long> steps = [];
        using var session = watch.Read(cancellationToken);
        using var cursor = session.Run(News.Steps(after, until, source, PageSize));
        while (cursor.Step())
        {
            steps.Add(cursor.Integer(0));
        }

        return steps;
    }

    private void RequireKnown(string? source, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return;
        }

        var sources = model.Types["Source"];
        using var session = watch.Read(cancellationToken);
        using var cursor = session.Run((RowQuery.Of(sources.Table) with { Columns = [sources.Key], Where = Objects.HasId(sources, source) }).Rows());
        if (!cursor.Step())
        {
            throw new FieldException(
                $"No source is known by `{source}`; a source is known by its id, such as `cn/universities`.",
                GraphCodes.SourceUnknown,
                [new("argument", "source"), new("value", source)]);
        }
    }

    private sealed class StepRows(long key) : Rows(1)
    {
        public long Key => key;
    }
}
