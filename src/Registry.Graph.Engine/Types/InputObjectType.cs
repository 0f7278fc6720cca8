namespace Registry.Graph.Engine.Types;

/// <summary>An input object. <see href="https://spec.graphql.org/September2025/#sec-Input-Objects"/></summary>
public sealed class InputObjectType : NamedType
{
    internal InputObjectType(TypeSource source) : base(source) =>
        IsOneOf = source.Directives.Any(directive => directive.Name.Value == "oneOf");

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.InputObject;

    /// <summary>The fields, in order.</summary>
    public Members<InputValueDefinition> Fields { get; private set; } = Members<InputValueDefinition>.Empty;

    /// <summary>Whether exactly one field must be given. <see href="https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects"/></summary>
    public bool IsOneOf { get; }

    internal void Complete(Members<InputValueDefinition> fields) => Fields = fields;

    internal override void Seal()
    {
        base.Seal();
        foreach (var field in Fields)
        {
            field.Seal();
        }
    }
}
