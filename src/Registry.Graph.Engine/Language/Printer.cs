using System.Text;

namespace Registry.Graph.Engine.Language;

/// <summary>Writes a syntax tree as text that parses to the same tree; two spaces an indentation, LF at line ends.</summary>
public sealed partial class Printer
{
    private readonly StringBuilder _text = new();
    private int _indent;

    private Printer()
    {
    }

    /// <summary>The text of a document; it ends with a line end.</summary>
    public static string Print(DocumentNode document) => PrintAll(document.Definitions);

    /// <summary>The text of definitions, one blank line between them.</summary>
    public static string PrintAll(IEnumerable<DefinitionNode> definitions)
    {
        var printer = new Printer();
        foreach (var definition in definitions)
        {
            printer._text.Append(printer._text.Length > 0 ? "\n" : "");
            printer.Definition(definition);
            printer._text.Append('\n');
        }

        return printer._text.ToString();
    }

    /// <summary>The text of a value, on one line.</summary>
    public static string Print(ValueNode value)
    {
        var printer = new Printer();
        printer.Value(value);
        return printer._text.ToString();
    }

    /// <summary>The text of a type reference.</summary>
    public static string Print(TypeNode type) => type switch
    {
        NamedTypeNode named => named.Name,
        ListTypeNode list => $"[{Print(list.ItemType)}]",
        NonNullTypeNode nonNull => $"{Print(nonNull.NullableType)}!",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type reference is a name, a list or non-null."),
    };

    private void Definition(DefinitionNode definition)
    {
        Description(definition.Description);
        switch (definition)
        {
            case OperationDefinitionNode operation:
                Operation(operation);
                break;
            case FragmentDefinitionNode fragment:
                Append("fragment ", fragment.Name.Value, " on ", fragment.TypeCondition.Name);
                Directives(fragment.Directives);
                SelectionSet(fragment.SelectionSet);
                break;
            case TypeSystemNode typeSystem:
                TypeSystem(typeSystem);
                break;
        }
    }

    private void Operation(OperationDefinitionNode operation)
    {
        var isShorthand = operation is { Operation: OperationType.Query, Name: null, Description: null, Variables: [], Directives: [] };
        if (isShorthand)
        {
            SelectionSet(operation.SelectionSet, isFirst: true);
            return;
        }

        Append(Keyword(operation.Operation));
        Append(operation.Name is { } name ? " " + name.Value : "");
        VariableDefinitions(operation.Variables);
        Directives(operation.Directives);
        SelectionSet(operation.SelectionSet);
    }

    private void VariableDefinitions(VariableDefinitionNode[] variables)
    {
        if (variables.Length == 0)
        {
            return;
        }

        var isTall = variables.Any(variable => variable.Description is not null);
        Items("(", ")", variables, isTall, variable =>
        {
            Description(variable.Description);
            Append("$", variable.Variable.Name.Value, ": ", Print(variable.Type));
            DefaultValue(variable.DefaultValue);
            Directives(variable.Directives);
        });
    }

    private void SelectionSet(SelectionSetNode selectionSet, bool isFirst = false)
    {
        Append(isFirst ? "{" : " {");
        _indent++;
        foreach (var selection in selectionSet.Selections)
        {
            NewLine();
            Selection(selection);
        }

        _indent--;
        NewLine();
        Append("}");
    }

    private void Selection(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                Field(field);
                break;
            case FragmentSpreadNode spread:
                Append("...", spread.Name.Value);
                Directives(spread.Directives);
                break;
            case InlineFragmentNode inline:
                Append("...", inline.TypeCondition is { } condition ? " on " + condition.Name : "");
                Directives(inline.Directives);
                SelectionSet(inline.SelectionSet);
                break;
        }
    }

    private void Field(FieldNode field)
    {
        Append(field.Alias is { } alias ? alias.Value + ": " : "", field.Name.Value);
        Arguments(field.Arguments);
        Directives(field.Directives);
        if (field.SelectionSet is not null)
        {
            SelectionSet(field.SelectionSet);
        }
    }

    private void Directives(DirectiveNode[] directives)
    {
        foreach (var directive in directives)
        {
            Append(" @", directive.Name.Value);
            Arguments(directive.Arguments);
        }
    }

    private void Arguments(ArgumentNode[] arguments)
    {
        if (arguments.Length > 0)
        {
            Items("(", ")", arguments, isTall: false, argument =>
            {
                Append(argument.Name.Value, ": ");
                Value(argument.Value);
            });
        }
    }

    private void DefaultValue(ValueNode? value)
    {
        if (value is not null)
        {
            Append(" = ");
            Value(value);
        }
    }

    private void Value(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                Append("$", variable.Name.Value);
                break;
            case IntValueNode number:
                Append(number.Value);
                break;
            case FloatValueNode number:
                Append(number.Value);
                break;
            case StringValueNode text:
                Quoted(text.Value);
                break;
            case BooleanValueNode boolean:
                Append(boolean.Value ? "true" : "false");
                break;
            case NullValueNode:
                Append("null");
                break;
            case EnumValueNode name:
                Append(name.Value);
                break;
            case ListValueNode list:
                Items("[", "]", list.Items, isTall: false, Value);
                break;
            case ObjectValueNode input:
                Items("{", "}", input.Fields, isTall: false, field =>
                {
                    Append(field.Name.Value, ": ");
                    Value(field.Value);
                });
                break;
        }
    }

    private void Items<T>(string open, string close, T[] items, bool isTall, Action<T> print)
    {
        Append(open);
        _indent += isTall ? 1 : 0;
        for (var i = 0; i < items.Length; i++)
        {
            Separate(isTall, isFirst: i == 0);
            print(items[i]);
        }

        _indent -= isTall ? 1 : 0;
        if (isTall)
        {
            NewLine();
        }

        Append(close);
    }

    private void Separate(bool isTall, bool isFirst)
    {
        if (isTall)
        {
            NewLine();
        }
        else
        {
            Append(isFirst ? "" : ", ");
        }
    }

    private void Quoted(string value)
    {
        Append("\"");
        foreach (var c in value)
        {
            Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\u007F' => $"\\u{(int)c:X4}",
                _ => null,
            } ?? c.ToString());
        }

        Append("\"");
    }

    private void NewLine() => _text.Append('\n').Append(' ', _indent * 2);

    private void Append(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part);
        }
    }

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
