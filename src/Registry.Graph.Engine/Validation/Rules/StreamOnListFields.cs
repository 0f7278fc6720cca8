using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Only a list is streamed. <see href="https://github.com/graphql/graphql-spec/pull/1110"/></summary>
internal sealed class StreamOnListFields : IFieldRule
{
    private const string Section = "sec-Stream-Directives-Are-Used-On-List-Fields";

    public void Check(FieldNode field, FieldDefinition? definition, ValidationContext context)
    {
        if (field.Directives.Length == 0 || definition is null or { Type.NullableType: ListType })
        {
            return;
        }

        foreach (var directive in field.Directives)
        {
            if (directive.Name.Value == "stream")
            {
                context.DraftError(Section, 1110, "@stream directive is only valid on list fields.", directive.Start);
            }
        }
    }
}
