using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary><c>release</c>: the release that the answer comes from; 0 before the first.</summary>
internal sealed class ReleaseField(GraphModel model, FieldNeeds needs) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var type = model.Types["Release"];
        var plan = context.Selection.Remember(selection => needs.Plan(type, [selection]));
        var rows = plan.Start(context.Memory);
        using var cursor = context.Session<GraphSession>().Store.Run(Lookups.Release(plan.Columns));
        cursor.Step();
        rows.Append(cursor, 0);
        return new(Objects.First(rows.Build(), context.Count));
    }
}
