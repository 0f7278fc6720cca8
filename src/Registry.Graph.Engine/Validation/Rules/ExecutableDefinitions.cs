using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A document that is executed has operations and fragments alone. <see href="https://spec.graphql.org/September2025/#sec-Executable-Definitions"/></summary>
internal sealed class ExecutableDefinitions : IDocumentRule
{
    private const string Section = "sec-Executable-Definitions";

    public void Check(ValidationContext context)
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is TypeSystemNode)
            {
                context.Error(Section, "A document containing TypeSystemDefinition is invalid for execution.", definition);
            }
        }
    }
}
