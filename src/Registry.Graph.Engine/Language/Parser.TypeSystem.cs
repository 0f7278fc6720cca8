using System.Collections.Frozen;

namespace Registry.Graph.Engine.Language;

/// <content>Type system definitions and extensions. <see href="https://spec.graphql.org/September2025/#sec-Type-System"/></content>
public ref partial struct Parser
{
    private static readonly FrozenSet<string> DirectiveLocationNames =
        Enum.GetNames<DirectiveLocationName>().ToFrozenSet(StringComparer.Ordinal);

    private TypeSystemNode TypeSystemDefinition(int start, StringValueNode? description, bool isExtension)
    {
        if (_lexer.Kind != TokenKind.Name)
        {
            throw Unexpected();
        }

        return _lexer.Raw switch
        {
            "schema" => SchemaDefinition(start, description, isExtension),
            "scalar" => ScalarTypeDefinition(start, description, isExtension),
            "type" => ObjectTypeDefinition(start, description, isExtension),
            "interface" => InterfaceTypeDefinition(start, description, isExtension),
            "union" => UnionTypeDefinition(start, description, isExtension),
            "enum" => EnumTypeDefinition(start, description, isExtension),
            "input" => InputObjectTypeDefinition(start, description, isExtension),
            "directive" when !isExtension => DirectiveDefinition(start, description),
            _ => throw Unexpected(),
        };
    }

    private SchemaDefinitionNode SchemaDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var directives = Directives(isConstant: true);
        var operationTypes = new List<RootOperationTypeNode>();
        if (!isExtension || _lexer.Kind == TokenKind.LeftBrace)
        {
            Expect(TokenKind.LeftBrace);
            do
            {
                operationTypes.Add(RootOperationType());
            }
            while (!Skip(TokenKind.RightBrace));
        }

        RequireContent(isExtension, directives.Length + operationTypes.Count);
        return new SchemaDefinitionNode(start, description, directives, [.. operationTypes], isExtension);
    }

    private RootOperationTypeNode RootOperationType()
    {
        var start = _lexer.Start;
        var operation = OperationKeyword();
        Expect(TokenKind.Colon);
        return new RootOperationTypeNode(start, operation, NamedType());
    }

    private ScalarTypeDefinitionNode ScalarTypeDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var name = Name();
        var directives = Directives(isConstant: true);
        RequireContent(isExtension, directives.Length);
        return new ScalarTypeDefinitionNode(start, description, name, directives, isExtension);
    }

    private ObjectTypeDefinitionNode ObjectTypeDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var name = Name();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConstant: true);
        var fields = FieldsDefinition();
        RequireContent(isExtension, interfaces.Length + directives.Length + fields.Length);
        return new ObjectTypeDefinitionNode(start, description, name, interfaces, directives, fields, isExtension);
    }

    private InterfaceTypeDefinitionNode InterfaceTypeDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var name = Name();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConstant: true);
        var fields = FieldsDefinition();
        RequireContent(isExtension, interfaces.Length + directives.Length + fields.Length);
        return new InterfaceTypeDefinitionNode(start, description, name, interfaces, directives, fields, isExtension);
    }

    private UnionTypeDefinitionNode UnionTypeDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var name = Name();
        var directives = Directives(isConstant: true);
        var members = Skip(TokenKind.Equal) ? NamedTypes(TokenKind.Pipe) : [];
        RequireContent(isExtension, directives.Length + members.Length);
        return new UnionTypeDefinitionNode(start, description, name, directives, members, isExtension);
    }

    private EnumTypeDefinitionNode EnumTypeDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var name = Name();
        var directives = Directives(isConstant: true);
        var values = new List<EnumValueDefinitionNode>();
        if (Skip(TokenKind.LeftBrace))
        {
            do
            {
                values.Add(EnumValueDefinition());
            }
            while (!Skip(TokenKind.RightBrace));
        }

        RequireContent(isExtension, directives.Length + values.Count);
        return new EnumTypeDefinitionNode(start, description, name, directives, [.. values], isExtension);
    }

    private EnumValueDefinitionNode EnumValueDefinition()
    {
        var start = _lexer.Start;
        var description = Description();
        if (_lexer.Kind == TokenKind.Name && _lexer.Raw is "true" or "false" or "null")
        {
            throw _lexer.Error($"Name `{_lexer.Raw}` is reserved and cannot be used for an enum value.", _lexer.Start);
        }

        return new EnumValueDefinitionNode(start, description, Name(), Directives(isConstant: true));
    }

    private InputObjectTypeDefinitionNode InputObjectTypeDefinition(int start, StringValueNode? description, bool isExtension)
    {
        _lexer.Advance();
        var name = Name();
        var directives = Directives(isConstant: true);
        var fields = InputValueDefinitions(TokenKind.LeftBrace, TokenKind.RightBrace);
        RequireContent(isExtension, directives.Length + fields.Length);
        return new InputObjectTypeDefinitionNode(start, description, name, directives, fields, isExtension);
    }

    private DirectiveDefinitionNode DirectiveDefinition(int start, StringValueNode? description)
    {
        _lexer.Advance();
        Expect(TokenKind.At);
        var name = Name();
        var arguments = InputValueDefinitions(TokenKind.LeftParenthesis, TokenKind.RightParenthesis);
        var isRepeatable = SkipKeyword("repeatable");
        if (!SkipKeyword("on"))
        {
            throw _lexer.Error($"Expected the keyword `on`, but found a `{_lexer.Kind}`-token.", _lexer.Start);
        }

        return new DirectiveDefinitionNode(start, description, name, arguments, isRepeatable, DirectiveLocations());
    }

    private Name[] DirectiveLocations()
    {
        Skip(TokenKind.Pipe);
        var locations = new List<Name>();
        do
        {
            if (_lexer.Kind == TokenKind.Name && !DirectiveLocationNames.Contains(_lexer.Raw.ToString()))
            {
                throw Unexpected();
            }

            locations.Add(Name());
        }
        while (Skip(TokenKind.Pipe));
        return [.. locations];
    }

    private NamedTypeNode[] ImplementsInterfaces() => SkipKeyword("implements") ? NamedTypes(TokenKind.Ampersand) : [];

    private NamedTypeNode[] NamedTypes(TokenKind separator)
    {
        Skip(separator);
        var types = new List<NamedTypeNode>();
        do
        {
            types.Add(NamedType());
        }
        while (Skip(separator));
        return [.. types];
    }

    private FieldDefinitionNode[] FieldsDefinition()
    {
        if (!Skip(TokenKind.LeftBrace))
        {
            return [];
        }

        var fields = new List<FieldDefinitionNode>();
        do
        {
            fields.Add(FieldDefinition());
        }
        while (!Skip(TokenKind.RightBrace));
        return [.. fields];
    }

    private FieldDefinitionNode FieldDefinition()
    {
        var start = _lexer.Start;
        var description = Description();
        var name = Name();
        var arguments = InputValueDefinitions(TokenKind.LeftParenthesis, TokenKind.RightParenthesis);
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode(start, description, name, arguments, Type(), Directives(isConstant: true));
    }

    private InputValueDefinitionNode[] InputValueDefinitions(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
        {
            return [];
        }

        var values = new List<InputValueDefinitionNode>();
        do
        {
            values.Add(InputValueDefinition());
        }
        while (!Skip(close));
        return [.. values];
    }

    private InputValueDefinitionNode InputValueDefinition()
    {
        var start = _lexer.Start;
        var description = Description();
        var name = Name();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.Equal) ? Value(isConstant: true) : null;
        return new InputValueDefinitionNode(start, description, name, type, defaultValue, Directives(isConstant: true));
    }

    // An extension that extends by nothing is no extension.
    private readonly void RequireContent(bool isExtension, int parts)
    {
        if (isExtension && parts == 0)
        {
            throw Unexpected();
        }
    }
}
