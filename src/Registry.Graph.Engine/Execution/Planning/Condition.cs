using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// When a selection is there: which Boolean variables must be true and which false, a bit each. Conditions are what @skip and @include
/// of the selection and of all fragments around it say together, so one plan serves every value of the variables.
/// </summary>
internal readonly record struct Condition(ulong Required, ulong Forbidden)
{
    public static Condition Always => default;

    public ulong Bits => Required | Forbidden;

    public bool IsImpossible => (Required & Forbidden) != 0;

    public bool Holds(ulong flags) => (flags & Required) == Required && (flags & Forbidden) == 0;

    public Condition And(Condition other) => new(Required | other.Required, Forbidden | other.Forbidden);

    /// <summary>Whether this one holds wherever the other does.</summary>
    public bool IsImpliedBy(Condition other) =>
        (Required & ~other.Required) == 0 && (Forbidden & ~other.Forbidden) == 0;
}

/// <summary>The Boolean variables on which selections of an operation depend, and the bit of each.</summary>
internal sealed class ConditionBits
{
    private readonly List<string> _variables = [];

    /// <summary>The variables; the place is the bit.</summary>
    public IReadOnlyList<string> Variables => _variables;

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
                continue;
            }

            switch (Array.Find(directive.Arguments, argument => argument.Name.Value == "if")?.Value)
            {
                case BooleanValueNode constant when constant.Value == isSkip:
                    return null;
                case VariableNode variable:
                    var bit = 1UL << BitOf(variable.Name.Value);
                    condition = condition.And(isSkip ? new Condition(0, bit) : new Condition(bit, 0));
                    break;
            }
        }

        return condition.IsImpossible ? null : condition;
    }

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
                _ => throw new RefusedException(new GraphQLError($"Variable `{_variables[bit]}` is required.")
                {
                    Code = ErrorCodes.NonNullViolation,
                    Extensions = [new("variable", _variables[bit])],
                }),
            };
        }

        return flags;
    }

    private int BitOf(string variable)
    {
        var bit = _variables.IndexOf(variable);
        if (bit >= 0)
        {
            return bit;
        }

        if (_variables.Count == 64)
        {
            throw new RefusedException(new GraphQLError("At most 64 variables may be used by @skip and @include in an operation.")
            {
                Code = ErrorCodes.TooManyConditions,
                Extensions = [new("maxConditionVariables", 64)],
            });
        }

        _variables.Add(variable);
        return _variables.Count - 1;
    }
}
