using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>A field of an object type or interface. <see href="https://spec.graphql.org/September2025/#FieldDefinition"/></summary>
public sealed class FieldDefinition : SchemaMember
{
    internal FieldDefinition(FieldDefinitionNode node, ComplexType declaringType, GraphQLType type, int index)
        : base(node.Name, node.Description, node.Directives)
    {
        DeclaringType = declaringType;
        Type = type;
        Index = index;
        Coordinate = $"{declaringType.Name}.{Name}";
        DeprecationReason = Deprecation.ReasonOf(node.Directives);
    }

    /// <summary>The type that has the field.</summary>
    public ComplexType DeclaringType { get; }

    /// <summary>The type of its values.</summary>
    public GraphQLType Type { get; }

    /// <summary>The place among the fields of its type, from 0; -1 for the meta-fields.</summary>
    public int Index { get; }

    /// <summary>The arguments, in order.</summary>
    public Members<InputValueDefinition> Arguments { get; private set; } = Members<InputValueDefinition>.Empty;

    /// <summary>Why it is deprecated; null where it is not.</summary>
    public string? DeprecationReason { get; }

    /// <inheritdoc/>
    public override string Coordinate { get; }

    internal void Complete(Members<InputValueDefinition> arguments) => Arguments = arguments;

    internal override void Seal()
    {
        base.Seal();
        foreach (var argument in Arguments)
        {
            argument.Seal();
        }
    }
}
