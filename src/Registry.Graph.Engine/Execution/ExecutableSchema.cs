using System.Collections.Frozen;
using Registry.Graph.Engine.Execution.Introspection;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>A schema in which every field has its resolver.</summary>
internal sealed class ExecutableSchema
{
    private readonly Bindings _bindings;
    private readonly FrozenDictionary<ObjectType, ExecutableField[]> _fields;
    private readonly ExecutableField _typeNameField;
    private readonly ExecutableField _schemaField;
    private readonly ExecutableField _typeField;

    /// <exception cref="ArgumentException">Fields are without a resolver, or resolvers without a field; all are named.</exception>
    public ExecutableSchema(Schema schema, Bindings bindings)
    {
        (Schema, _bindings) = (schema, bindings);
        var introspection = IntrospectionBindings.Of(schema);
        _typeNameField = new ExecutableField(schema.TypeNameField, null);
        _schemaField = new ExecutableField(schema.SchemaField, introspection.Find("Query", "__schema"));
        _typeField = new ExecutableField(schema.TypeField, introspection.Find("Query", "__type"));
        var faults = Strangers().ToList();
        _fields = schema.Types.OfType<ObjectType>().ToFrozenDictionary(
            type => type,
            type => type.Fields.Select(field => new ExecutableField(field, Find(type.IsIntrospection ? introspection : bindings, type, field, faults))).ToArray());
        faults.AddRange(
            from field in schema.Subscription?.Fields ?? Members<FieldDefinition>.Empty
            where bindings.FindStream(field.Name) is null
            select $"{field.Coordinate} has no source stream");
        if (faults.Count > 0)
        {
            throw new ArgumentException($"The bindings do not fit the schema: {string.Join("; ", faults)}.", nameof(bindings));
        }
    }

    public Schema Schema { get; }

    /// <summary>What belongs to a field that a type has, the meta-fields included.</summary>
    public ExecutableField Field(ObjectType type, FieldDefinition field)
    {
        if (field.Index >= 0)
        {
            return _fields[type][field.Index];
        }

        return ReferenceEquals(field, Schema.TypeNameField) ? _typeNameField : ReferenceEquals(field, Schema.SchemaField) ? _schemaField : _typeField;
    }

    /// <summary>The events of a field of the subscription type.</summary>
    public SourceStream Stream(string field) => _bindings.FindStream(field)!;

    private static Resolver Find(Bindings bindings, ObjectType type, FieldDefinition field, List<string> faults)
    {
        var found = bindings.Find(type.Name, field.Name)
            ?? type.Interfaces.Select(shared => bindings.Find(shared.Name, field.Name)).FirstOrDefault(resolver => resolver is not null);
        if (found is null)
        {
            faults.Add($"{field.Coordinate} has no resolver");
        }

        return found!;
    }

    private IEnumerable<string> Strangers() =>
        from bound in _bindings.Fields
        where Schema.Types.Find(bound.Type) is not ComplexType type || !type.Fields.Contains(bound.Field)
        orderby bound.Type, bound.Field
        select $"{bound.Type}.{bound.Field} is bound, but the schema does not have it";
}

/// <summary>A field of the schema with what execution needs of it.</summary>
/// <param name="definition">The field.</param>
/// <param name="resolver">Its resolver; null for <c>__typename</c>.</param>
internal sealed class ExecutableField(FieldDefinition definition, Resolver? resolver)
{
    public FieldDefinition Definition => definition;

    public Resolver? Resolver => resolver;

    public FieldCost Cost { get; } = new(definition);

    public string[] PossibleTypeNames { get; } = [.. definition.Type.Named.PossibleTypes.Select(type => type.Name)];
}
