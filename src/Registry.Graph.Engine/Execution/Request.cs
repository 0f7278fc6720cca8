using System.Runtime.CompilerServices;
using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>One operation being executed: its variables, its memory, its errors.</summary>
internal class Request(OperationPlan plan, IReadOnlyDictionary<string, object?> variables, ulong flags, EngineOptions options) : IDisposable
{
    private static readonly ArgumentValues NoArguments = new(InputValues.None, null);

    // Of the fields whose arguments depend on variables, by their number; without values where they were not asked for yet.
    private ArgumentValues[] _arguments = [];
    private List<(Values Values, int Slot, GraphQLError Error)>? _raised;

    public OperationPlan Plan { get; } = plan;

    public Schema Schema => Plan.Schema;

    public IReadOnlyDictionary<string, object?> Variables { get; } = variables;

    /// <summary>The condition bits: which of the variables used by @skip and @include are true.</summary>
    public ulong Flags { get; } = flags;

    public EngineOptions Options { get; } = options;

    public RequestMemory Memory { get; } = new();

    public object? Session { get; set; }

    public CancellationToken CancellationToken { get; set; }

    public bool HasErrors => _raised is { Count: > 0 };

    protected void ForgetErrors() => _raised = null;

    /// <summary>The arguments of a field, coerced once; for all requests where they do not depend on variables.</summary>
    public ArgumentValues Coerce(PlannedField field)
    {
        if (field.Definition.Arguments.Count == 0)
        {
            return NoArguments;
        }

        if (field.HasVariables)
        {
            return CoerceOnce(field);
        }

        return (field.ConstantArguments ??= new StrongBox<ArgumentValues>(CoerceArgumentValues(field))).Value;
    }

    public Arguments ArgumentsOf(PlannedField field) => new(Coerce(field).Values);

    public IReadOnlyList<Selection> ChildrenOf(PlannedField field, string? type)
    {
        var named = type is null ? field.Definition.Type.Named : Schema.Types.Find(type);
        if (named is not ObjectType objectType)
        {
            throw new ArgumentException($"{field.Coordinate}: `{type ?? named?.Name}` is no object type; name one of its possible types.", nameof(type));
        }

        if (field.Children is null)
        {
            return [];
        }

        var fields = field.Children.For(objectType).Included(Flags);
        var children = new List<Selection>(fields.Length);
        foreach (var child in fields)
        {
            if (Coerce(child).Error is null)
            {
                children.Add(new Selection(child, this));
            }
        }

        return children;
    }

    /// <summary>Takes down an error of a value; which response paths it has is worked out when it is answered.</summary>
    public void Raise(Values values, int slot, GraphQLError error)
    {
        _raised ??= [];
        if (_raised.Count < Options.MaxErrors)
        {
            _raised.Add((values, slot, error));
        }
    }

    /// <summary>What a client is told of an exception; those that are not meant for it are reported and told without their details.</summary>
    public GraphQLError ErrorOf(Exception exception, PlannedField field)
    {
        if (exception is FieldException expected)
        {
            return expected.Error;
        }

        Options.OnUnexpected?.Invoke(exception, field.Coordinate);
        return new GraphQLError("Unexpected Execution Error") { Code = ErrorCodes.Unexpected };
    }

    /// <summary>The errors of all fields with their paths and places.</summary>
    public List<GraphQLError> Errors()
    {
        var errors = new List<GraphQLError>();
        foreach (var (values, slot, error) in _raised ?? [])
        {
            foreach (var path in ResponsePaths.Of(values, slot, Options.MaxErrors - errors.Count))
            {
                errors.Add(error with { Path = path, Locations = LocationsOf(values.Field) });
            }
        }

        return errors;
    }

    /// <summary>Objects whose fields are to be executed.</summary>
    public virtual Batch Batch(SelectionSetPlan plan, Rows rows, int[]? indexes, int count, ObjectValues? owner) =>
        new(plan, plan.Included(Flags), rows, indexes, count, owner);

    /// <summary>The same operation with the same variables, to be executed once more.</summary>
    public Request Again() => new(Plan, Variables, Flags, Options);

    public void Dispose() => Memory.Dispose();

    private ArgumentValues CoerceOnce(PlannedField field)
    {
        if (field.VariableArguments >= _arguments.Length)
        {
            Array.Resize(ref _arguments, Plan.FieldsWithVariables);
        }

        ref var known = ref _arguments[field.VariableArguments];
        return known.Values is null ? known = CoerceArgumentValues(field) : known;
    }

    private ArgumentValues CoerceArgumentValues(PlannedField field) =>
        ArgumentValues.Coerce(field.Definition.Arguments, field.Nodes[0].Arguments, Variables, Plan.Document, field.Nodes[0].Start);

    private SourceLocation[] LocationsOf(PlannedField field) =>
        [.. field.Nodes.Take(Options.MaxErrorLocations).Select(node => Plan.Document.LocationOf(node.Start))];
}
