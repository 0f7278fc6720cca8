using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A label is a text that stands in the document, and only once. <see href="https://github.com/graphql/graphql-spec/pull/1110"/></summary>
internal sealed class DeferAndStreamLabelsAreUnique : IDirectivesRule
{
    private const string Section = "sec-Defer-And-Stream-Directive-Labels-Are-Unique";

    public void Check(DirectiveNode[] directives, DirectiveLocationName location, ValidationContext context)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value is "defer" or "stream")
            {
                Check(directive, context);
            }
        }
    }

    private static void Check(DirectiveNode directive, ValidationContext context)
    {
        switch (Array.Find(directive.Arguments, argument => argument.Name.Value == "label")?.Value)
        {
            case VariableNode:
                context.DraftError(Section, 1110, "If a label for @defer or @stream is specified, it must not be a variable.", directive.Start);
                break;
            case StringValueNode label when !context.Labels.TryAdd(label.Value, directive):
                context.DraftError(
                    Section,
                    1110,
                    "If a label is passed, it must be unique within all other @defer and @stream directives in the document.",
                    context.Labels[label.Value].Start,
                    directive.Start);
                break;
        }
    }
}
