using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Filtering;

/// <summary>
/// Reads the operations on one value: <c>eq</c>, <c>in</c>, <c>contains</c>, … A negated operation holds for exactly the rows for which its
/// opposite does not, those whose value is not known included.
/// </summary>
internal sealed class ValueFilter(FilterInput input, NodeType type, Field field)
{
    private readonly bool _isId = field.Name == "id" && (type.Number is not null || type.Name == GraphModel.Entity);

    public AllOf Read(IReadOnlyDictionary<string, object?> operations)
    {
        List<Condition> parts = [];
        foreach (var (name, value) in operations)
        {
            input.CountOne();
            parts.Add(Operation(name, value));
        }

        return new AllOf(parts);
    }

    private Condition Operation(string name, object? value) => name switch
    {
        "and" => new AllOf(Each(name, value)),
        "or" => new AnyOf(Each(name, value)),
        "eq" => Equal(value),
        "neq" => new Not(Equal(value)),
        "in" => Among(name, value),
        "nin" => new Not(Among(name, value)),
        "contains" => Holding(name, value, TextPosition.Anywhere),
        "ncontains" => new Not(Holding(name, value, TextPosition.Anywhere)),
        "startsWith" => Holding(name, value, TextPosition.Start),
        "nstartsWith" => new Not(Holding(name, value, TextPosition.Start)),
        "endsWith" => Holding(name, value, TextPosition.End),
        "nendsWith" => new Not(Holding(name, value, TextPosition.End)),
        "gt" => Comparing(name, value, Comparator.Greater),
        "ngt" => new Not(Comparing(name, value, Comparator.Greater)),
        "gte" => Comparing(name, value, Comparator.GreaterOrEqual),
        "ngte" => new Not(Comparing(name, value, Comparator.GreaterOrEqual)),
        "lt" => Comparing(name, value, Comparator.Less),
        "nlt" => new Not(Comparing(name, value, Comparator.Less)),
        "lte" => Comparing(name, value, Comparator.LessOrEqual),
        "nlte" => new Not(Comparing(name, value, Comparator.LessOrEqual)),
        _ => throw new InvalidOperationException($"The schema has an operation `{name}` on {field} that no condition answers."),
    };

    private List<Condition> Each(string name, object? value)
    {
        input.Descend();
        List<Condition> parts = [];
        foreach (var item in input.Items(name, TypeName, value))
        {
            parts.Add(Read(item as IReadOnlyDictionary<string, object?> ?? throw FilterInput.Null(name, TypeName)));
        }

        input.Ascend();
        return parts;
    }

    private Condition Equal(object? value)
    {
        if (value is null)
        {
            return new Absent(field);
        }

        return _isId ? new HasId(type.Key, [SqlValue.Of((string)value)]) : new Compared(field, Comparator.Equal, Value(value));
    }

    private Condition Among(string name, object? value)
    {
        var items = input.Items(name, TypeName, value);
        List<SqlValue> known = [.. items.Where(item => item is not null).Select(item => Value(item!))];
        Condition among = _isId ? new HasId(type.Key, known) : new OneOf(field, known);
        return known.Count == items.Count ? among : new AnyOf([among, new Absent(field)]);
    }

    private Holds Holding(string name, object? value, TextPosition position) =>
        new(field, position, value as string ?? throw FilterInput.Null(name, TypeName));

    private Compared Comparing(string name, object? value, Comparator comparator) =>
        new(field, comparator, Value(value ?? throw FilterInput.Null(name, TypeName)));

    private SqlValue Value(object value) => value switch
    {
        string text when field.Words is { } words => SqlValue.Of(words.First(word => Constant.Of(word.Value) == text).Key),
        string text => SqlValue.Of(text),
        bool flag => SqlValue.Of(flag),
        int number => SqlValue.Of((long)number),
        long number => SqlValue.Of(number),
        double number => SqlValue.Of(number),
        DateTimeOffset instant => SqlValue.Of(FilterInput.Instant(instant)),
        _ => throw new InvalidOperationException($"{field} is compared with a {value.GetType().Name}, for which no value of the store stands."),
    };

    private string TypeName { get; } = field.Name == "id" ? "IdOperationFilterInput" : $"OperationFilterInput of {type.Name}.{field.Name}";
}
