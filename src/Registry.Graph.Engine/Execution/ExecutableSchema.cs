using System.Collections.Frozen;
using Registry.Graph.Engine.Execution.Introspection;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>A schema in which every field has its resolver.</summary>
internal sealed class ExecutableSchema
{
    private readonly Bindings _bindings;
    private readonly FrozenDictionary<ObjectType, Resolver[]> _resolvers;
    private readonly Resolver _schemaResolver;
    private readonly Resolver _typeResolver;

    /// <exception cref="ArgumentException">Fields are without a resolver, or resolvers without a field; all are named.</exception>
    public ExecutableSchema(Schema schema, Bindings bindings)
    {
        (Schema, _bindings) = (schema, bindings);
        var introspection = IntrospectionBindings.Of(schema);
        (_schemaResolver, _typeResolver) = (introspection.Find("Query", "__schema")!, introspection.Find("Query", "__type")!);
        var faults = Strangers().ToList();
        _resolvers = schema.Types.OfType<ObjectType>().ToFrozenDictionary(
            type => type,
            type => type.Fields.Select(field => Find(type.IsIntrospection ? introspection : bindings, type, field, faults)).ToArray());
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

    public Resolver? Resolver(ObjectType type, FieldDefinition field)
    {
        if (field.Index >= 0)
        {
            return _resolvers[type][field.Index];
        }

        return ReferenceEquals(field, Schema.TypeNameField) ? null : ReferenceEquals(field, Schema.SchemaField) ? _schemaResolver : _typeResolver;
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
