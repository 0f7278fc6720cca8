namespace Registry.Harvest.Catalog;

/// <summary>The names of the mapping functions and how their options are written.</summary>
public static class FunctionSyntax
{
    private static readonly Dictionary<string, Otherwise> OtherwiseWords = new(StringComparer.Ordinal)
    {
        ["report"] = Otherwise.Report,
        ["keep"] = Otherwise.Keep,
        ["nothing"] = Otherwise.Nothing,
    };

    private static readonly Dictionary<string, Func<Node?, ValueSyntax, Function?>> Table = new(StringComparer.Ordinal)
    {
        ["lookup"] = LookUp,
        ["split"] = (node, syntax) => Section.Texts(node, "\"split\"", syntax.Faults) is { Count: > 0 } at ? new Function.Split(at) : null,
        ["match"] = Match,
        ["strip"] = (node, syntax) => Section.Texts(node, "\"strip\"", syntax.Faults) is { Count: > 0 } texts ? new Function.Strip(texts) : null,
        ["replace"] = Replace,
        ["prepend"] = (node, syntax) => Section.Text(node, "\"prepend\"", syntax.Faults) is { } text ? new Function.Prepend(text) : null,
        ["append"] = (node, syntax) => Section.Text(node, "\"append\"", syntax.Faults) is { } text ? new Function.Append(text) : null,
        ["date"] = Bare(new Function.Date(), "date"),
        ["number"] = (node, syntax) => WithOption(node, syntax, "number", "unit", (unit, s) => new Function.Number(Section.Text(unit, "\"unit\"", s.Faults)), new Function.Number(null)),
        ["place"] = (node, syntax) => WithOption(node, syntax, "place", "within", (within, s) => new Function.Place(s.Read(within, "\"within\"")), new Function.Place(null)),
        ["level"] = (node, syntax) => WithOption(node, syntax, "level", "place", (place, s) => new Function.Level(s.Read(place, "\"place\"")), new Function.Level(null)),
        ["documentNumber"] = Bare(new Function.DocumentNumber(), "documentNumber"),
        ["identifier"] = Identifier,
        ["divisionParent"] = Bare(new Function.DivisionParent(), "divisionParent"),
        ["divisionRank"] = Bare(new Function.DivisionRank(), "divisionRank"),
    };

    /// <summary>Every function by name; docs/adding-a-source.md explains each.</summary>
    public static IReadOnlyCollection<string> Names => Table.Keys;

    internal static IReadOnlyDictionary<string, Otherwise> OtherwiseByWord => OtherwiseWords;

    internal static Function? Read(Node step, ValueSyntax syntax)
    {
        (Node.Scalar? name, Node? argument) = step switch
        {
            Node.Scalar { Text.Length: > 0 } bare => (bare, null),
            Node.Mapping { Entries: [(var key, var value)] } => (key, value),
            _ => ((Node.Scalar?)null, (Node?)null),
        };
        if (name is null)
        {
            syntax.Faults.At(step, $"found {step.Kind} in place of a function; its name, or its name with options, would be right");
            return null;
        }

        if (!Table.TryGetValue(name.Text, out Func<Node?, ValueSyntax, Function?>? read))
        {
            syntax.Faults.At(name, $"there is no function \"{name.Text}\"; {Section.Nearest(name.Text, Table.Keys)}");
            return null;
        }

        if (argument is null && name.Text is ("lookup" or "split" or "match" or "strip" or "replace" or "prepend" or "append" or "identifier"))
        {
            syntax.Faults.At(name, $"function \"{name.Text}\" needs options; {{{name.Text}: …}} would be right");
            return null;
        }

        return read(argument, syntax);
    }

    private static Func<Node?, ValueSyntax, Function?> Bare(Function function, string name) => (node, syntax) =>
    {
        if (node is null or Node.Scalar { Text.Length: 0 })
        {
            return function;
        }

        syntax.Faults.At(node, $"function \"{name}\" has no options; its bare name would be right");
        return null;
    };

    private static Function? WithOption(Node? node, ValueSyntax syntax, string name, string option, Func<Node, ValueSyntax, Function> with, Function without)
    {
        if (node is null or Node.Scalar { Text.Length: 0 })
        {
            return without;
        }

        if (Section.Of(node, $"function \"{name}\"", syntax.Faults) is not { } section)
        {
            return null;
        }

        Node? value = section.Required(option);
        section.Close();
        return value is null ? null : with(value, syntax);
    }

    private static Function.LookUp? LookUp(Node? node, ValueSyntax syntax)
    {
        if (Section.Text(node, "\"lookup\"", syntax.Faults) is not { } name)
        {
            return null;
        }

        if (syntax.Lookups.TryGetValue(name, out Lookup? table))
        {
            return new(table);
        }

        syntax.Faults.At(node!, syntax.Lookups.Count == 0 ? $"there is no lookup \"{name}\"; write it under lookups" : $"there is no lookup \"{name}\"; {Section.Nearest(name, syntax.Lookups.Keys)}");
        return null;
    }

    private static Function.Match? Match(Node? node, ValueSyntax syntax)
    {
        if (node is not Node.Mapping)
        {
            return Section.Pattern(node, "\"match\"", syntax.Faults) is { } bare ? new(bare, Otherwise.Report) : null;
        }

        Section section = Section.Of(node, "function \"match\"", syntax.Faults)!;
        System.Text.RegularExpressions.Regex? pattern = Section.Pattern(section.Required("pattern"), "\"pattern\"", syntax.Faults);
        Otherwise otherwise = section.Word(section.Optional("otherwise"), "otherwise", OtherwiseWords) ?? Otherwise.Report;
        section.Close();
        return pattern is null ? null : new(pattern, otherwise);
    }

    private static Function.Replace? Replace(Node? node, ValueSyntax syntax)
    {
        if (Section.Of(node, "function \"replace\"", syntax.Faults) is not { } section)
        {
            return null;
        }

        System.Text.RegularExpressions.Regex? pattern = Section.Pattern(section.Required("pattern"), "\"pattern\"", syntax.Faults);
        Node? with = section.Required("with");
        section.Close();
        return pattern is null || with is not Node.Scalar text ? null : new(pattern, text.Text);
    }

    private static Function.Identifier? Identifier(Node? node, ValueSyntax syntax)
    {
        if (Section.Text(node, "\"identifier\"", syntax.Faults) is not { } scheme)
        {
            return null;
        }

        if (syntax.Schemes.Contains(scheme))
        {
            return new(scheme);
        }

        syntax.Faults.At(node!, $"there is no identifier scheme \"{scheme}\"; {Section.Nearest(scheme, syntax.Schemes)}");
        return null;
    }
}
