using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>What errors say of the field or directive that an argument belongs to.</summary>
internal static class ArgumentOwner
{
    /// <summary>The entries of <c>extensions</c> that name it.</summary>
    public static KeyValuePair<string, object?>[] Extensions(Node owner, ValidationContext context) => owner switch
    {
        DirectiveNode directive => [new("directive", directive.Name.Value)],
        FieldNode field => [new("type", context.ParentType?.Name), new("field", field.Name.Value), new("responseName", field.ResponseName)],
        _ => [],
    };
}
