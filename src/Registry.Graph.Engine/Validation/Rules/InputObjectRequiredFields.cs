using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A field whose type has no null, and which has no default, is given; of a OneOf input object exactly one field is, and not as null. <see href="https://spec.graphql.org/September2025/#sec-Input-Object-Required-Fields"/></summary>
internal sealed class InputObjectRequiredFields : IValueRule
{
    private const string Section = "sec-Input-Object-Required-Fields";

    public void Check(ValueNode value, GraphQLType? type, ValidationContext context)
    {
        if (value is not ObjectValueNode input || type?.Named is not InputObjectType definition)
        {
            return;
        }

        if (definition.IsOneOf)
        {
            CheckOneOf(input, definition, context);
            return;
        }

        foreach (var field in definition.Fields.AsSpan())
        {
            if (field.IsRequired && !Array.Exists(input.Fields, given => given.Name.Value == field.Name))
            {
                context.Error(
                    Section,
                    $"`{field.Name}` is a required field and cannot be null.",
                    input,
                    new KeyValuePair<string, object?>("type", definition.Name),
                    new KeyValuePair<string, object?>("field", field.Name));
            }
        }
    }

    private static void CheckOneOf(ObjectValueNode input, InputObjectType type, ValidationContext context)
    {
        var code = input.Fields switch
        {
            [] => ErrorCodes.OneOfNoFieldSet,
            [{ Value: NullValueNode }] => ErrorCodes.OneOfFieldIsNull,
            [_] => null,
            _ => ErrorCodes.OneOfMoreThanOneFieldSet,
        };
        if (code is not null)
        {
            OneOf.Error(context, type, code, input);
        }
    }
}
