using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation;

/// <summary>Decides whether a document may be executed against a schema. <see href="https://spec.graphql.org/September2025/#sec-Validation"/></summary>
public static class DocumentValidator
{
    /// <summary>
    /// The errors of a document, in no promised order; empty where it may be executed. A document that goes past a limit of the options
    /// gets that one error alone.
    /// </summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null) =>
        Validate(schema, document, options ?? ValidationOptions.Default, RuleSet.Specified);

    internal static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions options, RuleSet rules)
    {
        var context = new ValidationContext(schema, document, options);
        if (FragmentLimits.Refuse(context))
        {
            return context.Errors;
        }

        new DocumentWalk(context, rules).Walk();
        foreach (var rule in rules.Document)
        {
            if (!context.IsFull)
            {
                rule.Check(context);
            }
        }

        return context.Errors;
    }
}
