using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary><c>entityByIdentifier</c>: the body that bears a valid identifier.</summary>
internal sealed class EntityByIdentifierField(GraphModel model, FieldNeeds needs) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var bodies = model.Types[GraphModel.Entity];
        var plan = context.Selection.Remember(selection => needs.Plan(bodies, [selection]));
        long? key = null;
        using (var found = session.Store.Run(Lookups.ByIdentifier(Scheme(context), Written(context.Arguments.Get<string>("value")!))))
        {
            key = found.Step() ? found.Integer(0) : null;
        }

        return new(key is { } known
            ? Objects.First(Objects.Read(session, plan, new OneOf(bodies.Key, [SqlValue.Of(known)]), context.Memory), context.Count)
            : Column.AllNull(context.Count));
    }

    private static string Scheme(FieldContext context) => context.Arguments.Get<string>("scheme")!.Trim().ToUpperInvariant();

    // Identifiers are kept in the case of their scheme: most in capitals, those of ROR in small letters.
    private static IEnumerable<string> Written(string value)
    {
        var bare = string.Concat(value.Where(letter => !char.IsWhiteSpace(letter)));
        return new[] { bare, bare.ToUpperInvariant(), bare.ToLowerInvariant() }.Distinct(StringComparer.Ordinal);
    }
}
