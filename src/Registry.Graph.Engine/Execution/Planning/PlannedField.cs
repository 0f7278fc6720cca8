using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>A field of an object type as an operation selects it, equal selections merged: all that execution needs to know, looked up once.</summary>
internal sealed class PlannedField
{
    private const int MaxRemembered = 32;

    private ImmutableArray<(ulong Flags, Type Type, object Value)> _remembered = [];

    public PlannedField(ObjectType parentType, ExecutableField executable, FieldNode[] nodes, byte[] key, SubSelections? children, OperationPlan plan)
    {
        (ParentType, Executable, Nodes, Key, Children) = (parentType, executable, nodes, key, children);
        VariableArguments = ArgumentValues.DependOnVariables(nodes[0].Arguments) ? plan.CountVariableArguments() : -1;
        CostVaries = HasVariables && Array.Exists(nodes[0].Arguments, Varies);
    }

    // Values count by how many objects they hold and what their argument weighs; a size multiplies all below.
    private bool Varies(ArgumentNode argument) =>
        ArgumentValues.DependOnVariables([argument]) && Definition.Arguments.Find(argument.Name.Value) is { } definition
        && (definition.CostWeight != 0 || definition.Type.Named is InputObjectType || Cost.IsSlicing(definition.Name));

    public ObjectType ParentType { get; }

    /// <summary>The field of the schema and what belongs to it, the same in all documents.</summary>
    public ExecutableField Executable { get; }

    public FieldDefinition Definition => Executable.Definition;

    /// <summary>The resolver; null for <c>__typename</c>, which the batch knows.</summary>
    public Resolver? Resolver => Executable.Resolver;

    /// <summary>The selections that were merged, in the order of the document.</summary>
    public FieldNode[] Nodes { get; }

    public string ResponseName => Nodes[0].ResponseName;

    /// <summary>The response name as a property of JSON, after a comma.</summary>
    public byte[] Key { get; }

    /// <summary>What is selected below; null for leaves.</summary>
    public SubSelections? Children { get; }

    /// <summary>Whether the arguments depend on variables.</summary>
    public bool HasVariables => VariableArguments >= 0;

    /// <summary>The number of the field among those of its operation whose arguments depend on variables; -1 where they do not.</summary>
    public int VariableArguments { get; }

    /// <summary>Whether what it costs depends on the values of variables, and not only on which fields are left out.</summary>
    public bool CostVaries { get; }

    /// <summary>The arguments of a field that depends on no variables, once they were coerced.</summary>
    public StrongBox<ArgumentValues>? ConstantArguments { get; set; }

    public string[] PossibleTypeNames => Executable.PossibleTypeNames;

    public string Coordinate => $"{ParentType.Name}.{Definition.Name}";

    public FieldCost Cost => Executable.Cost;

    /// <summary><see cref="Selection.Remember{T}"/>. What does not fit any more is made again each time.</summary>
    public T Remember<T>(ulong flags, Selection selection, Func<Selection, T> make) where T : class
    {
        var remembered = _remembered;
        foreach (var (knownFlags, type, value) in remembered)
        {
            if (knownFlags == flags && type == typeof(T))
            {
                return (T)value;
            }
        }

        var made = make(selection);
        if (remembered.Length < MaxRemembered)
        {
            ImmutableInterlocked.Update(ref _remembered, (all, entry) => all.Add(entry), (flags, typeof(T), (object)made));
        }

        return made;
    }
}
