using System.Runtime.CompilerServices;
using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Fields;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Subscribing;

/// <summary><c>entityChanged</c>: the bodies that releases found or change from now on.</summary>
internal sealed class EntityChangedEvents(GraphModel model, FieldNeeds needs, StoreWatch watch)
{
    private const int PageSize = 500;

    /// <summary>The resolver of the field for one event.</summary>
    public static Resolver Field => Resolver.Held<ChangeRows>(ObjectColumn.Each);

    public async IAsyncEnumerable<Rows> Stream(FieldContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var types = PlaceArgument.Types(context, model);
        var place = await PlaceOf(context, cancellationToken);
        ChangePosition? told = null;
        await foreach (var latest in watch.Follow(cancellationToken))
        {
            // The releases of a store that was restored begin anew.
            var behind = ChangePosition.Behind(latest.Release);
            var from = told is { } known && known.Release <= behind.Release ? known : behind;
            while (from.Release <= latest.Release)
            {
                var changes = Read(News.Changes(from, latest.Release, types, place, PageSize), cancellationToken);
                foreach (var change in changes)
                {
                    yield return change;
                }

                from = changes.Count == PageSize ? changes[^1].Position : behind;
            }

            told = from;
        }
    }

    /// <summary>The resolvers of the fields of a change.</summary>
    public Resolver? OfChange(string field) => field switch
    {
        "id" => Resolver.Of(context => Utf8Column.Of(context.Memory, [context.Parents<ChangeRows>().Id])),
        "kind" => Resolver.Of(context => Utf8Column.Of(context.Memory, [context.Parents<ChangeRows>().Founded ? "FOUNDED" : "CHANGED"])),
        "release" => Resolver.Held<ChangeRows>(change => new LongColumn([change.Position.Release], 1)),
        "entity" => Resolver.Of(EntityOf),
        _ => null,
    };

    private Column EntityOf(FieldContext context)
    {
        var type = model.Types[GraphModel.Entity];
        var plan = context.Selection.Remember(selection => needs.Plan(type, [selection]));
        var id = context.Parents<ChangeRows>().Id;
        return Objects.First(Objects.Read(context.Session<GraphSession>(), plan, Objects.HasId(type, id), context.Memory), 1);
    }

    private async ValueTask<Place?> PlaceOf(FieldContext context, CancellationToken cancellationToken)
    {
        await using var session = new GraphSession(watch.Read(cancellationToken));
        return PlaceArgument.Read(context, session);
    }

    private List<ChangeRows> Read(SqlText changed, CancellationToken cancellationToken)
    {
        List<ChangeRows> changes = [];
        using var session = watch.Read(cancellationToken);
        using var cursor = session.Run(changed);
        while (cursor.Step())
        {
            var position = new ChangePosition(cursor.Integer(0), cursor.Integer(1));
            changes.Add(new ChangeRows(position, Encoding.UTF8.GetString(cursor.Bytes(2)), cursor.Integer(3) != 0));
        }

        return changes;
    }

    private sealed class ChangeRows(ChangePosition position, string id, bool founded) : Rows(1)
    {
        public ChangePosition Position => position;

        public string Id => id;

        public bool Founded => founded;
    }
}
