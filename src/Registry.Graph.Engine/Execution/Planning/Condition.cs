using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// When a selection is there: which Boolean variables must be true and which false, a bit each. Conditions are what @skip and @include
/// of the selection and of all fragments around it say together, so one plan serves every value of the variables.
/// </summary>
/// <param name="Required">The variables that must be true.</param>
/// <param name="Forbidden">The variables that must be false.</param>
/// <param name="Usage">The innermost @defer around the selection, where there is one.</param>
internal readonly record struct Condition(ulong Required, ulong Forbidden, DeferUsage? Usage = null)
{
    public static Condition Always => default;

    public ulong Bits => Required | Forbidden;

    public bool IsImpossible => (Required & Forbidden) != 0;

    public bool Holds(ulong flags) => (flags & Required) == Required && (flags & Forbidden) == 0;

    public Condition And(Condition other) => new(Required | other.Required, Forbidden | other.Forbidden, other.Usage ?? Usage);

    /// <summary>Whether this one holds wherever the other does, and no later.</summary>
    public bool IsImpliedBy(Condition other) =>
        (Usage is null || ReferenceEquals(Usage, other.Usage))
        && (Required & ~other.Required) == 0 && (Forbidden & ~other.Forbidden) == 0;
}

/// <summary>The Boolean variables on which selections of an operation depend, and the bit of each.</summary>
internal sealed class ConditionBits
{
    private readonly List<string> _variables = [];
    private ulong _mayBeNull;

    /// <summary>The variables; the place is the bit.</summary>
    public IReadOnlyList<string> Variables => _variables;

    /// <summary>Whether @defer or @stream stands anywhere and is not turned off by a constant.</summary>
    public bool MayBeIncremental { get; private set; }

    /// <summary>Gives a bit to each variable of an operation that may be needed, so that all are known before the first request.</summary>
    /// <exception cref="RefusedException">There are more variables than bits.</exception>
    public void AddAll(SelectionSetNode set, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        var (sets, visited) = (new Stack<SelectionSetNode>([set]), new HashSet<string>(StringComparer.Ordinal));
        while (sets.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                Of(selection.Directives);
                var below = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    FragmentSpreadNode spread when visited.Add(spread.Name.Value) => fragments.GetValueOrDefault(spread.Name.Value)?.SelectionSet,
                    _ => null,
                };
                if (below is not null)
                {
                    sets.Push(below);
                }
            }
        }
    }

    /// <summary>
    /// What the directives of a selection say; null where they leave it out whatever the variables are.
    /// <see href="https://spec.graphql.org/September2025/#sec--skip"/>
    /// </summary>
    /// <exception cref="RefusedException">There are more variables than bits.</exception>
    public Condition? Of(DirectiveNode[] directives)
    {
        var condition = Condition.Always;
        foreach (var directive in directives)
        {
            var isSkip = directive.Name.Value == "skip";
            if (!isSkip && directive.Name.Value != "include")
            {
                MayBeIncremental |= directive.Name.Value is "defer" or "stream" && OfIncremental(directive) is not null;
                continue;
            }

            switch (If(directive))
            {
                case BooleanValueNode constant when constant.Value == isSkip:
                    return null;
                case VariableNode variable:
                    var bit = BitOf(variable.Name.Value, mayBeNull: false);
                    condition = condition.And(isSkip ? new Condition(0, bit) : new Condition(bit, 0));
                    break;
            }
        }

        return condition.IsImpossible ? null : condition;
    }

    /// <summary>
    /// When @defer or @stream defers or streams; null for never. Its argument may be null, which is as good as none: it does.
    /// <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
    /// </summary>
    /// <exception cref="RefusedException">There are more variables than bits.</exception>
    public Condition? OfIncremental(DirectiveNode directive) => If(directive) switch
    {
        BooleanValueNode { Value: false } => null,
        VariableNode variable => new Condition(BitOf(variable.Name.Value, mayBeNull: true), 0),
        _ => Condition.Always,
    };

    /// <summary>The bits of the variables that are true.</summary>
    /// <exception cref="RefusedException">A variable is null or absent.</exception>
    public ulong Flags(IReadOnlyDictionary<string, object?> values)
    {
        var flags = 0UL;
        for (var bit = 0; bit < _variables.Count; bit++)
        {
            flags |= values.GetValueOrDefault(_variables[bit]) switch
            {
                true => 1UL << bit,
                false => 0UL,
                _ when (_mayBeNull & (1UL << bit)) != 0 => 1UL << bit,
                _ => throw new RefusedException(new GraphQLError($"Variable `{_variables[bit]}` is required.")
                {
                    Code = ErrorCodes.NonNullViolation,
                    Extensions = [new("variable", _variables[bit])],
                }),
            };
        }

        return flags;
    }

    private static ValueNode? If(DirectiveNode directive) =>
        Array.Find(directive.Arguments, argument => argument.Name.Value == "if")?.Value;

    // A variable that @skip or @include uses is of a type without null, wherever else it is used.
    private ulong BitOf(string variable, bool mayBeNull)
    {
        var bit = _variables.IndexOf(variable);
        if (bit >= 0)
        {
            return 1UL << bit;
        }

        if (_variables.Count == 64)
        {
            throw new RefusedException(new GraphQLError("At most 64 variables may be used by @skip, @include, @defer and @stream in an operation.")
            {
                Code = ErrorCodes.TooManyConditions,
                Extensions = [new("maxConditionVariables", 64)],
            });
        }

        _variables.Add(variable);
        var added = 1UL << (_variables.Count - 1);
        _mayBeNull |= mayBeNull ? added : 0;
        return added;
    }
}
