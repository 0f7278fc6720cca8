using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>An enum. Its values are kept as their names. <see href="https://spec.graphql.org/September2025/#sec-Enums"/></summary>
public sealed class EnumType : NamedType
{
    internal EnumType(TypeSource source) : base(source)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Enum;

    /// <summary>The values, in order.</summary>
    public Members<EnumValueDefinition> Values { get; private set; } = Members<EnumValueDefinition>.Empty;

    internal void Complete(Members<EnumValueDefinition> values) => Values = values;

    internal override void Seal()
    {
        base.Seal();
        foreach (var value in Values)
        {
            value.Seal();
        }
    }
}

/// <summary>A value of an enum. <see href="https://spec.graphql.org/September2025/#EnumValueDefinition"/></summary>
public sealed class EnumValueDefinition : SchemaMember
{
    internal EnumValueDefinition(EnumValueDefinitionNode node, EnumType type) : base(node.Name, node.Description, node.Directives)
    {
        Coordinate = $"{type.Name}.{Name}";
        DeprecationReason = Deprecation.ReasonOf(node.Directives);
    }

    /// <summary>Why it is deprecated; null where it is not.</summary>
    public string? DeprecationReason { get; }

    /// <inheritdoc/>
    public override string Coordinate { get; }
}
