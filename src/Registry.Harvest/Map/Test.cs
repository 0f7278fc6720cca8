using Registry.Harvest.Catalog;

namespace Registry.Harvest.Map;

/// <summary>A condition bound to the columns of a layout.</summary>
internal abstract class Test
{
    /// <summary>Binds a condition; one that is missing holds.</summary>
    public static Test? Of(Condition? condition, Binding binding) => condition switch
    {
        null => null,
        Condition.In c => new OfText(Taking.Of(c.Value, binding), c.Texts.Contains),
        Condition.Matches c => new OfText(Taking.Of(c.Value, binding), c.Pattern.IsMatch),
        Condition.Filled c => new IsFilled(Taking.Of(c.Value, binding), c.Yes),
        Condition.All c => new Several([.. c.Conditions.Select(part => Of(part, binding)!)], All: true),
        Condition.Any c => new Several([.. c.Conditions.Select(part => Of(part, binding)!)], All: false),
        Condition.Not c => new Negated(Of(c.Of, binding)!),
        _ => throw new InvalidOperationException($"condition {condition} has no test"),
    };

    public abstract bool Holds(Row row, List<Piece> scratch);

    private sealed class OfText(Taking value, Func<string, bool> fits) : Test
    {
        public override bool Holds(Row row, List<Piece> scratch)
        {
            int start = scratch.Count;
            value.Take(row, scratch);
            bool holds = false;
            for (int i = start; i < scratch.Count && !holds; i++)
            {
                holds = fits(scratch[i].Text);
            }

            scratch.RemoveRange(start, scratch.Count - start);
            return holds;
        }
    }

    private sealed class IsFilled(Taking value, bool yes) : Test
    {
        public override bool Holds(Row row, List<Piece> scratch) => value.TryTake(row, scratch, out _) == yes;
    }

    private sealed class Several(Test[] tests, bool All) : Test
    {
        public override bool Holds(Row row, List<Piece> scratch)
        {
            foreach (Test test in tests)
            {
                if (test.Holds(row, scratch) != All)
                {
                    return !All;
                }
            }

            return All;
        }
    }

    private sealed class Negated(Test test) : Test
    {
        public override bool Holds(Row row, List<Piece> scratch) => !test.Holds(row, scratch);
    }
}
