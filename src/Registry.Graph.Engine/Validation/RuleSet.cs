using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation.Rules;

namespace Registry.Graph.Engine.Validation;

/// <summary>A rule of validation. Rules have no state; what they need of the document stands in the context.</summary>
internal interface IRule;

/// <summary>A rule about the document as a whole, asked after the walk.</summary>
internal interface IDocumentRule : IRule
{
    void Check(ValidationContext context);
}

/// <summary>A rule about each operation.</summary>
internal interface IOperationRule : IRule
{
    void Check(OperationDefinitionNode operation, ValidationContext context);
}

/// <summary>A rule about each declaration of a variable.</summary>
internal interface IVariableDefinitionRule : IRule
{
    void Check(VariableDefinitionNode definition, ValidationContext context);
}

/// <summary>
/// A rule about each selection set of an operation, a fragment or a field, of which the inline fragments in it are a part;
/// <see cref="ValidationContext.ParentType"/> is the type that is selected from.
/// </summary>
internal interface ISelectionSetRule : IRule
{
    void Check(SelectionSetNode selectionSet, ValidationContext context);
}

/// <summary>A rule about each field; its definition is null where the type or the field is not known.</summary>
internal interface IFieldRule : IRule
{
    void Check(FieldNode field, FieldDefinition? definition, ValidationContext context);
}

/// <summary>A rule about each fragment spread.</summary>
internal interface IFragmentSpreadRule : IRule
{
    void Check(FragmentSpreadNode spread, ValidationContext context);
}

/// <summary>A rule about each inline fragment.</summary>
internal interface IInlineFragmentRule : IRule
{
    void Check(InlineFragmentNode fragment, ValidationContext context);
}

/// <summary>A rule about each type condition, of fragments and of inline fragments.</summary>
internal interface ITypeConditionRule : IRule
{
    void Check(NamedTypeNode condition, ValidationContext context);
}

/// <summary>A rule about the arguments of each field and directive; their definitions are null where that is not known.</summary>
internal interface IArgumentsRule : IRule
{
    void Check(Node owner, ArgumentNode[] arguments, Members<InputValueDefinition>? definitions, ValidationContext context);
}

/// <summary>A rule about the directives of each location that has some.</summary>
internal interface IDirectivesRule : IRule
{
    void Check(DirectiveNode[] directives, DirectiveLocationName location, ValidationContext context);
}

/// <summary>A rule about each value and each part of a value; its type is null where that is not known.</summary>
internal interface IValueRule : IRule
{
    void Check(ValueNode value, GraphQLType? type, ValidationContext context);
}

/// <summary>Rules, sorted by what they look at, so that a walk asks each only where it has something to say.</summary>
internal sealed class RuleSet
{
    /// <summary>The rules of section 5 of the specification and of our limits, in its order.</summary>
    public static readonly RuleSet Specified = new(
        new ExecutableDefinitions(),
        new OperationTypeExistence(),
        new OperationNameUniqueness(),
        new LoneAnonymousOperation(),
        new SingleRootField(),
        new FieldSelections(),
        new FieldSelectionMerging(),
        new LeafFieldSelections(),
        new ArgumentNames(),
        new ArgumentUniqueness(),
        new RequiredArguments(),
        new FragmentNameUniqueness(),
        new FragmentSpreadTypeExistence(),
        new FragmentsOnObjectInterfaceOrUnionTypes(),
        new FragmentsMustBeUsed(),
        new FragmentSpreadTargetDefined(),
        new FragmentSpreadsMustNotFormCycles(),
        new FragmentSpreadIsPossible(),
        new ValuesOfCorrectType(),
        new InputObjectFieldNames(),
        new InputObjectFieldUniqueness(),
        new InputObjectRequiredFields(),
        new DirectivesAreDefined(),
        new DirectivesAreInValidLocations(),
        new DirectivesAreUniquePerLocation(),
        new DeferAndStreamOnValidRootField(),
        new DeferAndStreamInValidOperations(),
        new DeferAndStreamLabelsAreUnique(),
        new StreamOnListFields(),
        new VariableUniqueness(),
        new VariableTypeExistence(),
        new VariablesAreInputTypes(),
        new AllVariableUsesDefined(),
        new AllVariablesUsed(),
        new AllVariableUsagesAreAllowed(),
        new IntrospectionIsAllowed(),
        new IntrospectionDepth());

    public RuleSet(params IRule[] rules)
    {
        Document = [.. rules.OfType<IDocumentRule>()];
        Operation = [.. rules.OfType<IOperationRule>()];
        VariableDefinition = [.. rules.OfType<IVariableDefinitionRule>()];
        SelectionSet = [.. rules.OfType<ISelectionSetRule>()];
        Field = [.. rules.OfType<IFieldRule>()];
        FragmentSpread = [.. rules.OfType<IFragmentSpreadRule>()];
        InlineFragment = [.. rules.OfType<IInlineFragmentRule>()];
        TypeCondition = [.. rules.OfType<ITypeConditionRule>()];
        Arguments = [.. rules.OfType<IArgumentsRule>()];
        Directives = [.. rules.OfType<IDirectivesRule>()];
        Value = [.. rules.OfType<IValueRule>()];
    }

    public IDocumentRule[] Document { get; }

    public IOperationRule[] Operation { get; }

    public IVariableDefinitionRule[] VariableDefinition { get; }

    public ISelectionSetRule[] SelectionSet { get; }

    public IFieldRule[] Field { get; }

    public IFragmentSpreadRule[] FragmentSpread { get; }

    public IInlineFragmentRule[] InlineFragment { get; }

    public ITypeConditionRule[] TypeCondition { get; }

    public IArgumentsRule[] Arguments { get; }

    public IDirectivesRule[] Directives { get; }

    public IValueRule[] Value { get; }
}
