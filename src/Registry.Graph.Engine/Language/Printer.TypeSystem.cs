namespace Registry.Graph.Engine.Language;

/// <content>Descriptions and the type system.</content>
public sealed partial class Printer
{
    private const int LongestShortDescription = 70;

    private void TypeSystem(TypeSystemNode node)
    {
        Append(node.IsExtension ? "extend " : "");
        switch (node)
        {
            case SchemaDefinitionNode schema:
                Append("schema");
                Directives(schema.Directives);
                Block(schema.OperationTypes, type => Append(Keyword(type.Operation), ": ", type.Type.Name));
                break;
            case ScalarTypeDefinitionNode scalar:
                Append("scalar ", scalar.Name.Value);
                Directives(scalar.Directives);
                break;
            case ComplexTypeDefinitionNode complex:
                Append(complex is ObjectTypeDefinitionNode ? "type " : "interface ", complex.Name.Value);
                Append(complex.Interfaces.Length > 0 ? " implements " : "", string.Join(" & ", complex.Interfaces.Select(type => type.Name)));
                Directives(complex.Directives);
                Block(complex.Fields, FieldDefinition);
                break;
            case UnionTypeDefinitionNode union:
                Append("union ", union.Name.Value);
                Directives(union.Directives);
                Append(union.Members.Length > 0 ? " = " : "", string.Join(" | ", union.Members.Select(type => type.Name)));
                break;
            case EnumTypeDefinitionNode enumeration:
                Append("enum ", enumeration.Name.Value);
                Directives(enumeration.Directives);
                Block(enumeration.Values, EnumValueDefinition);
                break;
            case InputObjectTypeDefinitionNode input:
                Append("input ", input.Name.Value);
                Directives(input.Directives);
                Block(input.Fields, InputValueDefinition);
                break;
            case DirectiveDefinitionNode directive:
                Append("directive @", directive.Name.Value);
                ArgumentDefinitions(directive.Arguments);
                Append(directive.IsRepeatable ? " repeatable" : "", " on ", string.Join(" | ", directive.Locations));
                break;
        }
    }

    private void Block<T>(T[] items, Action<T> print)
    {
        if (items.Length > 0)
        {
            Items(" {", "}", items, isTall: true, print);
        }
    }

    private void FieldDefinition(FieldDefinitionNode field)
    {
        Description(field.Description);
        Append(field.Name.Value);
        ArgumentDefinitions(field.Arguments);
        Append(": ", Print(field.Type));
        Directives(field.Directives);
    }

    private void ArgumentDefinitions(InputValueDefinitionNode[] arguments)
    {
        if (arguments.Length > 0)
        {
            Items("(", ")", arguments, arguments.Any(argument => argument.Description is not null), InputValueDefinition);
        }
    }

    private void InputValueDefinition(InputValueDefinitionNode input)
    {
        Description(input.Description);
        Append(input.Name.Value, ": ", Print(input.Type));
        DefaultValue(input.DefaultValue);
        Directives(input.Directives);
    }

    private void EnumValueDefinition(EnumValueDefinitionNode value)
    {
        Description(value.Description);
        Append(value.Name.Value);
        Directives(value.Directives);
    }

    private void Description(StringValueNode? description)
    {
        if (description is null)
        {
            return;
        }

        if (CanBeBlock(description.Value))
        {
            Block(description.Value);
        }
        else
        {
            Quoted(description.Value);
        }

        NewLine();
    }

    private void Block(string text)
    {
        var isShort = text.Length <= LongestShortDescription && !text.Contains('\n', StringComparison.Ordinal) && text[^1] is not ('"' or '\\');
        Append("\"\"\"");
        foreach (var line in text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            BlockLine(line, isShort);
        }

        if (!isShort)
        {
            NewLine();
        }

        Append("\"\"\"");
    }

    private void BlockLine(string line, bool isShort)
    {
        if (!isShort)
        {
            _text.Append('\n').Append(' ', line.Length > 0 ? _indent * 2 : 0);
        }

        Append(line);
    }

    // A block string cannot say white space at its ends, a common indentation or a carriage return.
    private static bool CanBeBlock(string text) =>
        text.Length > 0
        && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
        && BlockString.Value("\n" + text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal) + "\n") == text;
}
