namespace Registry.Graph.Engine.Language;

/// <content>Operations, fragments, selections. <see href="https://spec.graphql.org/September2025/#sec-Language.Operations"/></content>
public ref partial struct Parser
{
    private OperationDefinitionNode OperationDefinition(StringValueNode? description)
    {
        var start = description?.Start ?? _lexer.Start;
        if (_lexer.Kind == TokenKind.LeftBrace)
        {
            return new OperationDefinitionNode(start, null, OperationType.Query, null, [], [], SelectionSet());
        }

        var operation = OperationKeyword();
        Name? name = _lexer.Kind == TokenKind.Name ? Name() : null;
        return new OperationDefinitionNode(start, description, operation, name, VariableDefinitions(), Directives(isConstant: false), SelectionSet());
    }

    private OperationType OperationKeyword()
    {
        if (_lexer.Kind != TokenKind.Name)
        {
            throw Expected(TokenKind.Name);
        }

        var operation = _lexer.Raw switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw Unexpected(),
        };
        _lexer.Advance();
        return operation;
    }

    private VariableDefinitionNode[] VariableDefinitions()
    {
        if (!Skip(TokenKind.LeftParenthesis))
        {
            return [];
        }

        var variables = new List<VariableDefinitionNode>();
        do
        {
            variables.Add(VariableDefinition());
        }
        while (!Skip(TokenKind.RightParenthesis));
        return [.. variables];
    }

    private VariableDefinitionNode VariableDefinition()
    {
        var start = _lexer.Start;
        var description = Description();
        var variable = Variable();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.Equal) ? Value(isConstant: true) : null;
        return new VariableDefinitionNode(start, description, variable, type, defaultValue, Directives(isConstant: true));
    }

    private FragmentDefinitionNode FragmentDefinition(StringValueNode? description)
    {
        var start = description?.Start ?? _lexer.Start;
        _lexer.Advance();
        if (PeekKeyword("on"))
        {
            throw Unexpected();
        }

        var name = Name();
        if (!SkipKeyword("on"))
        {
            throw _lexer.Error($"Expected the keyword `on`, but found a `{_lexer.Kind}`-token.", _lexer.Start);
        }

        return new FragmentDefinitionNode(start, description, name, NamedType(), Directives(isConstant: false), SelectionSet());
    }

    private SelectionSetNode SelectionSet()
    {
        var start = _lexer.Start;
        Expect(TokenKind.LeftBrace);
        Enter();
        var selections = new List<SelectionNode>();
        do
        {
            selections.Add(_lexer.Kind == TokenKind.Spread ? Fragment() : Field());
        }
        while (!Skip(TokenKind.RightBrace));
        _depth--;
        return new SelectionSetNode(start, [.. selections]);
    }

    private FieldNode Field()
    {
        if (++_fields > _options.MaxFields)
        {
            throw _lexer.Refusal(
                $"The GraphQL request document contains more than {_options.MaxFields} fields. Parsing aborted.",
                ErrorCodes.TooManyFields,
                _options.MaxFields);
        }

        var name = Name();
        Name? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = Name();
        }

        var start = alias?.Start ?? name.Start;
        var selectionSet = default(SelectionSetNode);
        var arguments = Arguments(isConstant: false);
        var directives = Directives(isConstant: false);
        if (_lexer.Kind == TokenKind.LeftBrace)
        {
            selectionSet = SelectionSet();
        }

        return new FieldNode(start, alias, name, arguments, directives, selectionSet);
    }

    // A spread names a fragment; an inline fragment has a type condition, directives or neither.
    private SelectionNode Fragment()
    {
        var start = _lexer.Start;
        _lexer.Advance();
        var hasCondition = SkipKeyword("on");
        if (!hasCondition && _lexer.Kind == TokenKind.Name)
        {
            return new FragmentSpreadNode(start, Name(), Directives(isConstant: false));
        }

        var condition = hasCondition ? NamedType() : null;
        return new InlineFragmentNode(start, condition, Directives(isConstant: false), SelectionSet());
    }

    private ArgumentNode[] Arguments(bool isConstant)
    {
        if (!Skip(TokenKind.LeftParenthesis))
        {
            return [];
        }

        var arguments = new List<ArgumentNode>();
        do
        {
            var name = Name();
            Expect(TokenKind.Colon);
            arguments.Add(new ArgumentNode(name.Start, name, Value(isConstant)));
        }
        while (!Skip(TokenKind.RightParenthesis));
        return [.. arguments];
    }

    private DirectiveNode[] Directives(bool isConstant)
    {
        if (_lexer.Kind != TokenKind.At)
        {
            return [];
        }

        var directives = new List<DirectiveNode>();
        while (_lexer.Kind == TokenKind.At)
        {
            if (directives.Count == _options.MaxDirectives)
            {
                throw _lexer.Refusal(
                    $"The GraphQL request document contains more than {_options.MaxDirectives} directives at one location. Parsing aborted.",
                    ErrorCodes.TooManyDirectives,
                    _options.MaxDirectives);
            }

            var start = _lexer.Start;
            _lexer.Advance();
            directives.Add(new DirectiveNode(start, Name(), Arguments(isConstant)));
        }

        return [.. directives];
    }
}
