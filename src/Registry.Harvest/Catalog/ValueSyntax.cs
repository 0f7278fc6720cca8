using Registry.Store;

namespace Registry.Harvest.Catalog;

/// <summary>Reads values and conditions: a column's name, or a list of an origin and functions.</summary>
internal sealed class ValueSyntax(IReadOnlyDictionary<string, Lookup> lookups, IReadOnlySet<string> schemes, Faults faults)
{
    /// <summary>The lookups of the file.</summary>
    public IReadOnlyDictionary<string, Lookup> Lookups => lookups;

    /// <summary>The identifier schemes of the vocabulary and of the file.</summary>
    public IReadOnlySet<string> Schemes => schemes;

    /// <summary>The faults of the file.</summary>
    public Faults Faults => faults;

    /// <summary>A value; a bare word is a column.</summary>
    public Value? Read(Node? node, string name) => node switch
    {
        null => null,
        Node.Scalar { Text.Length: > 0 } column => new(new Origin.Column(Columns.Folded(column.Text)), []),
        Node.Sequence { Items: { Count: > 0 } items } => Pipeline(items[0], items.Skip(1), name),
        Node.Mapping origin => OriginOf(origin, name) is { } start ? new(start, []) : null,
        _ => Refused(node, name),
    };

    /// <summary>A value that must give one of a few words: a bare word is that word; the words of a lookup are checked.</summary>
    public Value? ReadWord(Node? node, string name, IReadOnlyCollection<string> words)
    {
        if (node is Node.Scalar { Text: var text })
        {
            if (words.Contains(text))
            {
                return Value.Constant(text);
            }

            faults.At(node, $"{name} is \"{text}\"; {Section.Nearest(text, words)}");
            return null;
        }

        Value? value = Read(node, name);
        CheckWords(node, value, name, words);
        return value;
    }

    /// <summary>Reports constants and lookups that give another word than these.</summary>
    public void CheckWords(Node? node, Value? value, string name, IReadOnlyCollection<string> words)
    {
        if (value is null)
        {
            return;
        }

        IEnumerable<string> given = value.Functions is [.., Function.LookUp { Table: var table }] ? table.Words.Values.Distinct()
            : value.AsConstant is { } constant ? [constant]
            : [];
        foreach (string word in given.Where(w => !words.Contains(w)))
        {
            faults.At(node!, $"{name} may give \"{word}\"; {Section.Nearest(word, words)}");
        }
    }

    /// <summary>A condition, or a list of which all must hold.</summary>
    public Condition? ReadCondition(Node? node, string name)
    {
        if (node is Node.Sequence { Items.Count: > 0 } list)
        {
            return new Condition.All([.. list.Items.Select(item => ReadCondition(item, name)).OfType<Condition>()]);
        }

        if (Section.Of(node, name, faults) is not { } section)
        {
            return null;
        }

        Condition? condition = Single(section, name);
        section.Close();
        return condition;
    }

    private Condition? Single(Section section, string name)
    {
        if (section.Optional("any") is { } any)
        {
            return any is Node.Sequence list
                ? new Condition.Any([.. list.Items.Select(item => ReadCondition(item, name)).OfType<Condition>()])
                : Fault(any, $"\"any\" is {any.Kind}; a list of conditions would be right");
        }

        if (section.Optional("not") is { } not)
        {
            return ReadCondition(not, name) is { } of ? new Condition.Not(of) : null;
        }

        Value? value = Read(section.Required("value"), "\"value\"");
        Node? isIn = section.Optional("in");
        Node? matches = section.Optional("matches");
        Node? filled = section.Optional("filled");
        if (new[] { isIn, matches, filled }.Count(n => n is not null) != 1)
        {
            return Fault(section.Node, $"{name} must say exactly one of in, matches and filled");
        }

        return value is null ? null
            : isIn is not null ? new Condition.In(value, Section.Texts(isIn, "\"in\"", faults).ToHashSet(StringComparer.Ordinal))
            : filled is not null ? new Condition.Filled(value, section.OptionalFlag("filled"))
            : Section.Pattern(matches, "\"matches\"", faults) is { } pattern ? new Condition.Matches(value, pattern) : null;
    }

    private Value? Pipeline(Node first, IEnumerable<Node> rest, string name)
    {
        Origin? origin = first switch
        {
            Node.Scalar { Text.Length: > 0 } column => new Origin.Column(Columns.Folded(column.Text)),
            Node.Mapping mapping => OriginOf(mapping, name),
            _ => null,
        };
        if (origin is null && first is not Node.Mapping)
        {
            faults.At(first, $"{name} starts with {first.Kind}; a column's name, column, constant, first or join would be right");
        }

        Function[] functions = [.. rest.Select(step => FunctionSyntax.Read(step, this)).OfType<Function>()];
        return origin is null ? null : new(origin, functions);
    }

    private Origin? OriginOf(Node.Mapping node, string name)
    {
        if (node.Entries is not [(var key, var argument)])
        {
            faults.At(node, $"{name} is a mapping of {node.Entries.Count} keys; one of column, constant, first and join would be right");
            return null;
        }

        switch (key.Text)
        {
            case "column":
                return Section.Text(argument, "\"column\"", faults) is { } column ? new Origin.Column(Columns.Folded(column)) : null;
            case "constant":
                return Section.Text(argument, "\"constant\"", faults) is { } constant ? new Origin.Constant(constant) : null;
            case "first":
                return Values(argument, "\"first\"") is { } values ? new Origin.First(values) : null;
            case "join":
                return Join(argument);
            default:
                faults.At(key, $"{name} starts with \"{key.Text}\"; column, constant, first or join would be right");
                return null;
        }
    }

    private Origin.Join? Join(Node argument)
    {
        if (Section.Of(argument, "\"join\"", faults) is not { } section)
        {
            return null;
        }

        IReadOnlyList<Value>? values = Values(section.Required("values"), "\"values\"");
        string with = (section.Optional("with") as Node.Scalar)?.Text ?? "";
        section.Close();
        return values is null ? null : new(values, with);
    }

    private Value[]? Values(Node? node, string name)
    {
        if (node is Node.Sequence { Items.Count: > 0 } list)
        {
            return [.. list.Items.Select(item => Read(item, name)).OfType<Value>()];
        }

        if (node is not null)
        {
            faults.At(node, $"{name} is {node.Kind}; a list of values would be right");
        }

        return null;
    }

    private Value? Refused(Node node, string name)
    {
        faults.At(node, $"{name} is {node.Kind}; a column's name or a list of a column and functions would be right");
        return null;
    }

    private Condition? Fault(Node node, string message)
    {
        faults.At(node, message);
        return null;
    }
}
