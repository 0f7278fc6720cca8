using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>
/// The fields of a mutation run in turn and a subscription has one: neither is deferred or streamed.
/// <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
internal sealed class DeferAndStreamOnValidRootField : IDocumentRule
{
    private const string Section = "sec-Defer-And-Stream-Directives-Are-Used-On-Valid-Root-Field";

    public void Check(ValidationContext context)
    {
        if (context.Schema.Mutation is null && context.Schema.Subscription is null)
        {
            return;
        }

        var reported = new HashSet<DirectiveNode>(ReferenceEqualityComparer.Instance);
        foreach (var definition in context.Document.Definitions.OfType<ExecutableDefinitionNode>())
        {
            var root = definition switch
            {
                OperationDefinitionNode { Operation: not OperationType.Query } operation => context.Schema.RootType(operation.Operation),
                FragmentDefinitionNode fragment => context.Schema.Types.Find(fragment.TypeCondition.Name),
                _ => null,
            };
            if (root is not null && (ReferenceEquals(root, context.Schema.Mutation) || ReferenceEquals(root, context.Schema.Subscription)))
            {
                Check(definition.SelectionSet, reported, context);
            }
        }
    }

    private static void Check(SelectionSetNode root, HashSet<DirectiveNode> reported, ValidationContext context)
    {
        foreach (var (directive, isRoot) in IncrementalDirectives.Of(root))
        {
            if (isRoot && reported.Add(directive))
            {
                context.DraftError(Section, 1110, "Defer and stream directives are not allowed on mutation or subscription root fields.", directive.Start);
            }
        }
    }
}
