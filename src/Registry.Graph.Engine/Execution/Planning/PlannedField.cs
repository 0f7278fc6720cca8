using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>A field of an object type as an operation selects it, equal selections merged: all that execution needs to know, looked up once.</summary>
internal sealed class PlannedField
{
    private const int MaxRemembered = 32;

    private ImmutableArray<(ulong Flags, Type Type, object Value)> _remembered = [];

    public PlannedField(ObjectType parentType, FieldDefinition definition, Resolver? resolver, FieldNode[] nodes, SubSelections? children)
    {
        (ParentType, Definition, Resolver, Nodes, Children) = (parentType, definition, resolver, nodes, children);
        ResponseName = nodes[0].ResponseName;
        Key = Encoding.UTF8.GetBytes($",\"{JsonEncodedText.Encode(ResponseName)}\":");
        HasVariables = ArgumentValues.DependOnVariables(nodes[0].Arguments);
        PossibleTypeNames = [.. definition.Type.Named.PossibleTypes.Select(type => type.Name)];
        Cost = new FieldCost(definition);
        Coordinate = $"{parentType.Name}.{definition.Name}";
    }

    public ObjectType ParentType { get; }

    public FieldDefinition Definition { get; }

    /// <summary>The resolver; null for <c>__typename</c>, which the batch knows.</summary>
    public Resolver? Resolver { get; }

    /// <summary>The selections that were merged, in the order of the document.</summary>
    public FieldNode[] Nodes { get; }

    public string ResponseName { get; }

    /// <summary>The response name as a property of JSON, after a comma.</summary>
    public byte[] Key { get; }

    /// <summary>What is selected below; null for leaves.</summary>
    public SubSelections? Children { get; }

    /// <summary>Whether the arguments depend on variables.</summary>
    public bool HasVariables { get; }

    /// <summary>The arguments of a field that depends on no variables, once they were coerced.</summary>
    public StrongBox<ArgumentValues>? ConstantArguments { get; set; }

    public string[] PossibleTypeNames { get; }

    public string Coordinate { get; }

    public FieldCost Cost { get; }

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
