namespace Registry.Graph.Engine;

/// <content>The codes of execution.</content>
public static partial class ErrorCodes
{
    /// <summary>The document lacks the operation that was named, or one of several was not chosen.</summary>
    public const string OperationNotFound = "HC0015";

    /// <summary>An operation of this kind may not be executed in this way.</summary>
    public const string OperationNotAllowed = "OPERATION_NOT_ALLOWED";

    /// <summary>A resolver failed for a reason that is not the client's to know.</summary>
    public const string Unexpected = "HC0008";

    /// <summary>The operation ran longer than <see cref="EngineOptions.ExecutionTimeout"/>.</summary>
    public const string Timeout = "HC0045";

    /// <summary>As many requests as are allowed are executed, and as many wait.</summary>
    public const string Busy = "SERVER_BUSY";

    /// <summary>The cost of the operation is above <see cref="EngineOptions.MaxFieldCost"/> or <see cref="EngineOptions.MaxTypeCost"/>.</summary>
    public const string CostExceeded = "HC0047";

    /// <summary>@skip and @include use more than 64 variables in an operation.</summary>
    public const string TooManyConditions = "CONDITION_VARIABLES_EXCEEDED";

    /// <summary>An operation has more selections, fragments followed, than <see cref="EngineOptions.MaxPlannedSelections"/>.</summary>
    public const string TooManySelections = "OPERATION_SELECTIONS_EXCEEDED";

    /// <summary>A resolver gave a value that its scalar or enum does not have.</summary>
    public const string InvalidLeafValue = "EXEC_INVALID_LEAF_VALUE";

    /// <summary>A resolver gave an object of a type that its interface or union does not have.</summary>
    public const string UnresolvedAbstractType = "EXEC_UNABLE_TO_RESOLVE_ABSTRACT_TYPE";
}
