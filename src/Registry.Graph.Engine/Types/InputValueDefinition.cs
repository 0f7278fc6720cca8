using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>An argument or an input field. <see href="https://spec.graphql.org/September2025/#InputValueDefinition"/></summary>
public sealed class InputValueDefinition : SchemaMember
{
    internal InputValueDefinition(InputValueDefinitionNode node, GraphQLType type, string coordinate)
        : base(node.Name, node.Description, node.Directives)
    {
        Type = type;
        DefaultLiteral = node.DefaultValue;
        Coordinate = coordinate;
        DeprecationReason = Deprecation.ReasonOf(node.Directives);
    }

    /// <summary>The type of its values.</summary>
    public GraphQLType Type { get; }

    /// <summary>The default value as written; null where there is none (a default of null is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? DefaultLiteral { get; }

    /// <summary>Whether a value must be given: the type has no null and there is no default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultLiteral is null;

    /// <summary>Why it is deprecated; null where it is not.</summary>
    public string? DeprecationReason { get; }

    /// <inheritdoc/>
    public override string Coordinate { get; }
}
