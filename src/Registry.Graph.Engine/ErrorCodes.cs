namespace Registry.Graph.Engine;

/// <summary>The values of <c>extensions.code</c> that the engine gives; those that start with HC are Hot Chocolate's.</summary>
public static partial class ErrorCodes
{
    /// <summary>The document, a value or a type reference is not well formed.</summary>
    public const string Syntax = "HC0011";

    /// <summary>The document has more tokens than <see cref="Language.ParserOptions.MaxTokens"/>.</summary>
    public const string TooManyTokens = "DOCUMENT_TOKENS_EXCEEDED";

    /// <summary>Selections, values or type references are nested deeper than <see cref="Language.ParserOptions.MaxDepth"/>.</summary>
    public const string TooDeep = "DOCUMENT_DEPTH_EXCEEDED";

    /// <summary>The document has more fields than <see cref="Language.ParserOptions.MaxFields"/>.</summary>
    public const string TooManyFields = "DOCUMENT_FIELDS_EXCEEDED";

    /// <summary>One location bears more directives than <see cref="Language.ParserOptions.MaxDirectives"/>.</summary>
    public const string TooManyDirectives = "DOCUMENT_DIRECTIVES_EXCEEDED";

    /// <summary>Validation followed more fragment spreads than <see cref="Validation.ValidationOptions.MaxFragmentVisits"/>.</summary>
    public const string TooManyFragmentVisits = "FRAGMENT_VISITS_EXCEEDED";

    /// <summary>
    /// An operation nests fields, fragments followed, deeper than <see cref="Validation.ValidationOptions.MaxDepth"/>, or selection sets
    /// of any kind deeper than <see cref="Validation.ValidationOptions.MaxNesting"/>.
    /// </summary>
    public const string OperationTooDeep = "OPERATION_DEPTH_EXCEEDED";

    /// <summary>Introspection was asked for while it is turned off.</summary>
    public const string IntrospectionNotAllowed = "HC0046";

    /// <summary>An introspection query nests lists of types deeper than allowed.</summary>
    public const string IntrospectionTooDeep = "HC0086";

    /// <summary>Deciding whether fields can be merged took more comparisons than <see cref="Validation.ValidationOptions.MaxMergeComparisons"/>.</summary>
    public const string TooManyMergeComparisons = "HC0107";

    /// <summary>A variable or argument of a non-null type was absent or null.</summary>
    public const string NonNullViolation = "HC0018";

    /// <summary>The value of a variable or argument is none of its type.</summary>
    public const string InvalidType = "HC0016";

    /// <summary>A variable is declared with a type that is no input type of the schema.</summary>
    public const string NotAnInputType = "HC0017";

    /// <summary>The value of a variable is nested deeper than 64 levels.</summary>
    public const string VariablesTooDeep = "VARIABLES_DEPTH_EXCEEDED";

    /// <summary>A OneOf input object names no field.</summary>
    public const string OneOfNoFieldSet = "HC0054";

    /// <summary>A OneOf input object names more than one field.</summary>
    public const string OneOfMoreThanOneFieldSet = "HC0055";

    /// <summary>The one field of a OneOf input object is null.</summary>
    public const string OneOfFieldIsNull = "HC0056";

    /// <summary>The one field of a OneOf input object is given a variable that may be null.</summary>
    public const string OneOfVariableMayBeNull = "HC0057";
}
