using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Where introspection is turned off, no field returns a type of introspection. <see href="https://spec.graphql.org/September2025/#sec-Introspection"/></summary>
internal sealed class IntrospectionIsAllowed : IFieldRule
{
    public void Check(FieldNode field, FieldDefinition? definition, ValidationContext context)
    {
        if (!context.Options.IsIntrospectionAllowed && definition is { Type.Named.IsIntrospection: true })
        {
            context.Refuse(
                ErrorCodes.IntrospectionNotAllowed,
                "Introspection is not allowed for the current request.",
                [field.Start],
                new KeyValuePair<string, object?>("field", field.Name.Value));
        }
    }
}
