namespace Registry.Graph.Engine.Language;

/// <content>Values and type references. <see href="https://spec.graphql.org/September2025/#sec-Input-Values"/></content>
public ref partial struct Parser
{
    private ValueNode Value(bool isConstant)
    {
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.LeftBracket:
                return ListValue(isConstant);
            case TokenKind.LeftBrace:
                return ObjectValue(isConstant);
            case TokenKind.Integer:
                return new IntValueNode(start, Take());
            case TokenKind.Float:
                return new FloatValueNode(start, Take());
            case TokenKind.String or TokenKind.BlockString:
                return StringValue();
            case TokenKind.Name:
                return NamedValue();
            case TokenKind.Dollar:
                return isConstant ? throw VariableInConstant() : Variable();
            default:
                throw Unexpected();
        }
    }

    private ValueNode NamedValue()
    {
        var start = _lexer.Start;
        var name = Name().Value;
        return name switch
        {
            "true" => new BooleanValueNode(start, true),
            "false" => new BooleanValueNode(start, false),
            "null" => new NullValueNode(start),
            _ => new EnumValueNode(start, name),
        };
    }

    private StringValueNode StringValue()
    {
        var value = new StringValueNode(_lexer.Start, _lexer.StringValue, _lexer.Kind == TokenKind.BlockString);
        _lexer.Advance();
        return value;
    }

    private VariableNode Variable()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Dollar);
        return new VariableNode(start, Name());
    }

    private SyntaxException VariableInConstant()
    {
        var start = _lexer.Start;
        _lexer.Advance();
        return _lexer.Kind == TokenKind.Name
            ? _lexer.Error($"Unexpected variable `${_lexer.Raw}` in a constant value.", start)
            : _lexer.Error("Unexpected token: `Dollar`.", start);
    }

    private ListValueNode ListValue(bool isConstant)
    {
        var start = _lexer.Start;
        _lexer.Advance();
        Enter();
        var items = new List<ValueNode>();
        while (!Skip(TokenKind.RightBracket))
        {
            items.Add(Value(isConstant));
        }

        _depth--;
        return new ListValueNode(start, [.. items]);
    }

    private ObjectValueNode ObjectValue(bool isConstant)
    {
        var start = _lexer.Start;
        _lexer.Advance();
        Enter();
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.RightBrace))
        {
            var name = Name();
            Expect(TokenKind.Colon);
            fields.Add(new ObjectFieldNode(name.Start, name, Value(isConstant)));
        }

        _depth--;
        return new ObjectValueNode(start, [.. fields]);
    }

    private TypeNode Type()
    {
        var start = _lexer.Start;
        TypeNode type = _lexer.Kind == TokenKind.LeftBracket ? ListType() : NamedType();
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(start, type) : type;
    }

    private ListTypeNode ListType()
    {
        var start = _lexer.Start;
        _lexer.Advance();
        Enter();
        var item = Type();
        Expect(TokenKind.RightBracket);
        _depth--;
        return new ListTypeNode(start, item);
    }

    private NamedTypeNode NamedType()
    {
        var name = Name();
        return new NamedTypeNode(name.Start, name.Value);
    }

    private string Take()
    {
        var raw = _lexer.Raw.ToString();
        _lexer.Advance();
        return raw;
    }
}
