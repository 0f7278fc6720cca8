using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>One operation of a validated document, ready to execute with any variables.</summary>
internal sealed class OperationPlan
{
    private const int MaxCosts = 16;

    private readonly ExecutableSchema _schema;
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments;
    private readonly ConcurrentDictionary<string, byte[]> _keys = new(concurrencyLevel: 1, capacity: 16, StringComparer.Ordinal);
    private readonly int _maxSelections;
    private ImmutableArray<(ulong Flags, OperationCost Cost)> _costs = [];
    private int _selections;
    private int _variableArguments;

    /// <exception cref="RefusedException">The operation goes past a limit of planning.</exception>
    public OperationPlan(ExecutableSchema schema, DocumentNode document, OperationDefinitionNode operation, int maxSelections)
    {
        (_schema, Document, Operation, _maxSelections) = (schema, document, operation, maxSelections);
        _fragments = document.Fragments.ToDictionary(fragment => fragment.Name.Value, StringComparer.Ordinal);
        Conditions.AddAll(operation.SelectionSet, _fragments);
        Incremental = Conditions.MayBeIncremental ? new IncrementalPlan() : null;
        var rootType = schema.Schema.RootType(operation.Operation)!;
        Root = new SubSelections(this, [(operation.SelectionSet, Condition.Always)]).For(rootType);
        var isOnlyMeta = true;
        foreach (var field in Root.All)
        {
            isOnlyMeta &= field.Definition.Index < 0;
        }

        IsOnlyIntrospection = isOnlyMeta;
    }

    public DocumentNode Document { get; }

    public OperationDefinitionNode Operation { get; }

    public Schema Schema => _schema.Schema;

    /// <summary>The fields with which execution starts.</summary>
    public SelectionSetPlan Root { get; }

    public ConditionBits Conditions { get; } = new();

    /// <summary>What the plan knows of @defer; null where neither it nor @stream stands in the operation.</summary>
    public IncrementalPlan? Incremental { get; }

    /// <summary>Whether nothing but the schema is asked for, so that no data is read.</summary>
    public bool IsOnlyIntrospection { get; }

    /// <summary>Whether the answer is the same each time.</summary>
    public bool IsConstant => IsOnlyIntrospection && Operation.Variables.Length == 0 && Operation.Operation == OperationType.Query;

    /// <summary>What the operation costs where only the condition bits change it; null where variables do too, or it has not been worked out.</summary>
    public OperationCost? KnownCost(ulong flags)
    {
        foreach (var (known, cost) in _costs)
        {
            if (known == flags)
            {
                return cost;
            }
        }

        return null;
    }

    /// <summary>Keeps what the operation costs with some condition bits.</summary>
    public void RememberCost(ulong flags, OperationCost cost)
    {
        if (_costs.Length < MaxCosts)
        {
            ImmutableInterlocked.Update(ref _costs, (all, added) => all.Add(added), (flags, cost));
        }
    }

    /// <summary>The whole answer, where it can only be this one; null as long as it has not been given.</summary>
    public byte[]? StoredAnswer { get; set; }

    public FragmentDefinitionNode? Fragment(FragmentSpreadNode spread) => _fragments.GetValueOrDefault(spread.Name.Value);

    /// <summary>Counts a selection that was followed.</summary>
    /// <exception cref="RefusedException">There were too many.</exception>
    public void Count()
    {
        if (Interlocked.Increment(ref _selections) > _maxSelections)
        {
            throw new RefusedException(new GraphQLError($"The operation has more than {_maxSelections} selections when its fragments are followed.")
            {
                Code = ErrorCodes.TooManySelections,
                Extensions = [new("maxSelections", _maxSelections)],
            });
        }
    }

    /// <summary>How many of the fields planned so far have arguments that depend on variables.</summary>
    public int FieldsWithVariables => Volatile.Read(ref _variableArguments);

    /// <summary>Gives a number to one more of them.</summary>
    public int CountVariableArguments() => Interlocked.Increment(ref _variableArguments) - 1;

    public PlannedField Plan(ObjectType type, SubSelections owner, FieldGroup group)
    {
        var below = group.First.SelectionSet is null ? null : owner.Below(group);
        var key = _keys.GetOrAdd(group.First.ResponseName, static name => Encoding.UTF8.GetBytes($",\"{JsonEncodedText.Encode(name)}\":"));
        return new PlannedField(type, _schema.Field(type, Schema.FieldOf(type, group.First.Name.Value)!), group.Nodes(), key, below, this);
    }
}
