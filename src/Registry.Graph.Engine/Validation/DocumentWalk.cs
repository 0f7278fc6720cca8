using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation;

/// <summary>
/// One walk over a document, each definition once, that follows the types and asks the rules. It descends as deep as the parser
/// does, whose limit it relies on.
/// </summary>
internal sealed class DocumentWalk(ValidationContext context, RuleSet rules)
{
    private DefinitionUse _use = new();

    /// <summary>Walks until the end or until as many errors have been found as are told.</summary>
    public void Walk()
    {
        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    Operation(operation);
                    break;
                case FragmentDefinitionNode fragment:
                    Fragment(fragment);
                    break;
            }
        }
    }

    private void Operation(OperationDefinitionNode operation)
    {
        _use = context.UseOf(operation);
        foreach (var rule in rules.Operation)
        {
            rule.Check(operation, context);
        }

        foreach (var variable in operation.Variables)
        {
            VariableDefinition(variable);
        }

        Directives(operation.Directives, operation.Operation switch
        {
            OperationType.Query => DirectiveLocationName.QUERY,
            OperationType.Mutation => DirectiveLocationName.MUTATION,
            _ => DirectiveLocationName.SUBSCRIPTION,
        });
        SelectionSet(operation.SelectionSet, context.Schema.RootType(operation.Operation));
    }

    private void Fragment(FragmentDefinitionNode fragment)
    {
        _use = context.UseOf(fragment);
        TypeCondition(fragment.TypeCondition);
        Directives(fragment.Directives, DirectiveLocationName.FRAGMENT_DEFINITION);
        SelectionSet(fragment.SelectionSet, Composite(fragment.TypeCondition));
    }

    private void VariableDefinition(VariableDefinitionNode variable)
    {
        foreach (var rule in rules.VariableDefinition)
        {
            rule.Check(variable, context);
        }

        if (variable.DefaultValue is not null)
        {
            Value(variable.DefaultValue, context.Schema.TypeOf(variable.Type), hasDefault: false, oneOf: null);
        }

        Directives(variable.Directives, DirectiveLocationName.VARIABLE_DEFINITION);
    }

    private void SelectionSet(SelectionSetNode selectionSet, NamedType? type)
    {
        context.ParentType = type;
        foreach (var rule in rules.SelectionSet)
        {
            rule.Check(selectionSet, context);
        }

        Selections(selectionSet, type);
    }

    private void Selections(SelectionSetNode selectionSet, NamedType? type)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (context.IsFull)
            {
                return;
            }

            context.ParentType = type;
            Selection(selection, type);
        }
    }

    private void Selection(SelectionNode selection, NamedType? parentType)
    {
        switch (selection)
        {
            case FieldNode field:
                Field(field, parentType);
                break;
            case FragmentSpreadNode spread:
                Spread(spread);
                break;
            case InlineFragmentNode inline:
                Inline(inline, parentType);
                break;
        }
    }

    private void Field(FieldNode field, NamedType? parentType)
    {
        var definition = parentType is null ? null : context.Schema.FieldOf(parentType, field.Name.Value);
        foreach (var rule in rules.Field)
        {
            rule.Check(field, definition, context);
        }

        Arguments(field, field.Arguments, definition?.Arguments);
        Directives(field.Directives, DirectiveLocationName.FIELD);
        if (field.SelectionSet is not null)
        {
            var type = definition?.Type.Named;
            SelectionSet(field.SelectionSet, type is { IsComposite: true } ? type : null);
        }
    }

    private void Spread(FragmentSpreadNode spread)
    {
        _use.Spreads.Add(spread);
        foreach (var rule in rules.FragmentSpread)
        {
            rule.Check(spread, context);
        }

        Directives(spread.Directives, DirectiveLocationName.FRAGMENT_SPREAD);
    }

    private void Inline(InlineFragmentNode inline, NamedType? parentType)
    {
        foreach (var rule in rules.InlineFragment)
        {
            rule.Check(inline, context);
        }

        if (inline.TypeCondition is not null)
        {
            TypeCondition(inline.TypeCondition);
        }

        Directives(inline.Directives, DirectiveLocationName.INLINE_FRAGMENT);
        Selections(inline.SelectionSet, inline.TypeCondition is null ? parentType : Composite(inline.TypeCondition));
    }

    private NamedType? Composite(NamedTypeNode condition) =>
        context.Schema.Types.TryGet(condition.Name, out var type) && type.IsComposite ? type : null;

    private void TypeCondition(NamedTypeNode condition)
    {
        foreach (var rule in rules.TypeCondition)
        {
            rule.Check(condition, context);
        }
    }

    private void Directives(DirectiveNode[] directives, DirectiveLocationName location)
    {
        if (directives.Length == 0)
        {
            return;
        }

        foreach (var rule in rules.Directives)
        {
            rule.Check(directives, location, context);
        }

        foreach (var directive in directives)
        {
            Arguments(directive, directive.Arguments, context.Schema.Directives.Find(directive.Name.Value)?.Arguments);
        }
    }

    private void Arguments(Node owner, ArgumentNode[] arguments, Members<InputValueDefinition>? definitions)
    {
        if (arguments.Length == 0 && definitions is null or { Count: 0 })
        {
            return;
        }

        foreach (var rule in rules.Arguments)
        {
            rule.Check(owner, arguments, definitions, context);
        }

        foreach (var argument in arguments)
        {
            var definition = definitions?.Find(argument.Name.Value);
            Value(argument.Value, definition?.Type, HasDefault(definition), oneOf: null);
        }
    }

    private void Value(ValueNode value, GraphQLType? type, bool hasDefault, InputObjectType? oneOf)
    {
        foreach (var rule in rules.Value)
        {
            rule.Check(value, type, context);
        }

        switch (value)
        {
            case VariableNode variable:
                _use.Variables.Add(new VariableUse(variable, type, hasDefault, oneOf));
                break;
            case ListValueNode list:
                Items(list, (type?.NullableType as ListType)?.ItemType);
                break;
            case ObjectValueNode input:
                Fields(input, type?.Named as InputObjectType);
                break;
        }
    }

    private void Items(ListValueNode list, GraphQLType? type)
    {
        foreach (var item in list.Items)
        {
            Value(item, type, hasDefault: false, oneOf: null);
        }
    }

    private void Fields(ObjectValueNode input, InputObjectType? type)
    {
        foreach (var field in input.Fields)
        {
            var definition = type?.Fields.Find(field.Name.Value);
            Value(field.Value, definition?.Type, HasDefault(definition), type is { IsOneOf: true } ? type : null);
        }
    }

    private static bool HasDefault(InputValueDefinition? definition) => definition?.DefaultLiteral is not null and not NullValueNode;
}
