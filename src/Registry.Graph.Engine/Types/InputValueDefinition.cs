using System.Runtime.CompilerServices;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>An argument or an input field. <see href="https://spec.graphql.org/September2025/#InputValueDefinition"/></summary>
public sealed class InputValueDefinition : SchemaMember
{
    private StrongBox<object?>? _defaultValue;

    internal InputValueDefinition(InputValueDefinitionNode node, GraphQLType type, string coordinate)
        : base(node.Name, node.Description, node.Directives)
    {
        Type = type;
        DefaultLiteral = node.DefaultValue;
        Coordinate = coordinate;
        DeprecationReason = Deprecation.ReasonOf(node.Directives);
        CostWeight = FieldCost.WeightOf(node.Directives) ?? 0;
    }

    /// <summary>The type of its values.</summary>
    public GraphQLType Type { get; }

    /// <summary>The default value as written; null where there is none (a default of null is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? DefaultLiteral { get; }

    /// <summary>
    /// The default value, coerced; null also where there is no default. It is made on first use, since the fields of input objects
    /// have defaults of their own. <see href="https://spec.graphql.org/September2025/#sec-Coercing-Field-Arguments"/>
    /// </summary>
    /// <exception cref="InvalidOperationException">The default is no value of the type, which only a schema that was assumed valid can have.</exception>
    public object? DefaultValue => (_defaultValue ??= Coerce()).Value;

    /// <summary>Whether a value must be given: the type has no null and there is no default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultLiteral is null;

    /// <summary>What a value of it costs, by @cost.</summary>
    internal double CostWeight { get; }

    /// <summary>Why it is deprecated; null where it is not.</summary>
    public string? DeprecationReason { get; }

    /// <inheritdoc/>
    public override string Coordinate { get; }

    private StrongBox<object?> Coerce()
    {
        if (DefaultLiteral is null)
        {
            return new StrongBox<object?>();
        }

        var coercion = new InputCoercion(variables: null);
        var value = coercion.Literal(DefaultLiteral, Type);
        return coercion.Faults is [var fault, ..]
            ? throw new InvalidOperationException($"The default value of `{Coordinate}` is none of its type `{Type}`: {fault.Reason}")
            : new StrongBox<object?>(value);
    }
}
