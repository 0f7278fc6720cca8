using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A subscription responds to an event at once: nothing in it is deferred or streamed. <see href="https://github.com/graphql/graphql-spec/pull/1110"/></summary>
internal sealed class DeferAndStreamInValidOperations : IDocumentRule
{
    private const string Section = "sec-Defer-And-Stream-Directives-Are-Used-In-Valid-Operations";

    public void Check(ValidationContext context)
    {
        if (context.Schema.Subscription is null)
        {
            return;
        }

        var reported = new HashSet<DirectiveNode>(ReferenceEqualityComparer.Instance);
        foreach (var operation in context.Document.Operations.Where(operation => operation.Operation == OperationType.Subscription))
        {
            foreach (var definition in context.Reached(operation))
            {
                foreach (var (directive, _) in IncrementalDirectives.Of(definition.SelectionSet))
                {
                    if (!IncrementalDirectives.MayBeOff(directive) && reported.Add(directive))
                    {
                        context.DraftError(Section, 1110, "Defer and stream directives are not allowed in subscriptions; `if: false` turns them off.", directive.Start);
                    }
                }
            }
        }
    }
}
