using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Decides whether a schema can be made of a document. <see href="https://spec.graphql.org/September2025/#sec-Type-System"/></summary>
internal static class TypeSystemValidator
{
    private static readonly ITypeSystemRule[] Rules =
    [
        new TypeSystemDefinitionsOnly(),
        new LoneSchemaDefinition(),
        new UniqueOperationTypes(),
        new UniqueTypeNames(),
        new UniqueDirectiveNames(),
        new UniqueFieldDefinitionNames(),
        new UniqueArgumentDefinitionNames(),
        new UniqueEnumValueNames(),
        new KnownTypeNames(),
        new PossibleTypeExtensions(),
        new KnownDirectives(),
        new UniqueDirectivesPerLocation(),
        new KnownArgumentNamesOnDirectives(),
        new UniqueArgumentNames(),
        new ProvidedRequiredArgumentsOnDirectives(),
    ];

    /// <summary>The errors of a document, by itself or as an extension of a schema.</summary>
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema? extended = null) => Validate(document, extended, Rules);

    /// <summary>The errors of a document under some of the rules.</summary>
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema? extended, params ReadOnlySpan<ITypeSystemRule> rules)
    {
        var context = new TypeSystemContext(document, extended);
        foreach (var rule in rules)
        {
            rule.Check(context);
        }

        return context.Errors;
    }
}
