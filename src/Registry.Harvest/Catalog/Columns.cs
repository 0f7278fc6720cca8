using Registry.Harvest.Read;

namespace Registry.Harvest.Catalog;

/// <summary>Which columns a mapping speaks of.</summary>
public static class Columns
{
    /// <summary>A column's name as it is compared: without white space.</summary>
    public static string Folded(string name) => Header.Folded(name);

    /// <summary>Every column that the subjects take something from, each once; relative ones of <c>each</c> as they are written.</summary>
    public static IReadOnlyList<ColumnUse> MappedBy(IEnumerable<Subject> subjects)
    {
        HashSet<ColumnUse> columns = [];
        foreach (Subject subject in subjects)
        {
            foreach ((Value value, string? each) in Values(subject))
            {
                foreach (string column in Of(value))
                {
                    columns.Add(new(column, each));
                }
            }
        }

        return [.. columns];
    }

    /// <summary>The columns of a value.</summary>
    public static IEnumerable<string> Of(Value value) => (value.Origin switch
    {
        Origin.Column column => [column.Name],
        Origin.First first => first.Values.SelectMany(Of),
        Origin.Join join => join.Values.SelectMany(Of),
        _ => Enumerable.Empty<string>(),
    }).Concat(value.Functions.SelectMany(Of));

    private static IEnumerable<string> Of(Function function) => function switch
    {
        Function.Place { Within: { } within } => Of(within),
        Function.Level { At: { } at } => Of(at),
        _ => [],
    };

    private static IEnumerable<Value> Of(Condition? condition) => condition switch
    {
        Condition.In c => [c.Value],
        Condition.Matches c => [c.Value],
        Condition.Filled c => [c.Value],
        Condition.All c => c.Conditions.SelectMany(Of),
        Condition.Any c => c.Conditions.SelectMany(Of),
        Condition.Not c => Of(c.Of),
        _ => [],
    };

    private static IEnumerable<(Value Value, string? Each)> Values(Subject subject)
    {
        Value?[] own = [subject.Type, subject.Name, subject.NameKind, subject.Place];
        IEnumerable<Value?> plain = own
            .Concat(Of(subject.When))
            .Concat(subject.Properties.Concat(subject.Recognitions.SelectMany(r => r.Properties)).SelectMany(p => Of(p.When).Append(p.Value)))
            .Concat(subject.Recognitions.SelectMany(r => Of(r.When)))
            .Concat(subject.Observations.SelectMany(o => Of(o.When).Concat(o.Values)))
            .Concat(subject.Relations.SelectMany(r => Of(r.When).Concat(new[] { r.Predicate, r.Status, r.ValidFrom, r.ValidTo, r.Basis }.OfType<Value>())));
        return plain.OfType<Value>().Select(v => (v, subject.Each))
            .Concat(subject.Names.SelectMany(n => Of(n.When).Append(n.Value).Append(n.Kind).Select(v => (v, n.Each ?? subject.Each))))
            .Concat(subject.Identifiers.SelectMany(i => Of(i.When).Append(i.Scheme).Append(i.Value).Select(v => (v, i.Each ?? subject.Each))));
    }
}

/// <summary>A column that a mapping speaks of, relative to the elements of an array where <paramref name="Each"/> names one.</summary>
public readonly record struct ColumnUse(string Name, string? Each);
