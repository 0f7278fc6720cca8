namespace Registry.Store;

/// <summary>What a person says of two bodies, or of a mention and a body.</summary>
/// <param name="One">A body's id, former ones included, or a mention as <c>m123</c>.</param>
/// <param name="Other">A body's id.</param>
/// <param name="Verdict">Whether they are one.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who says so.</param>
public sealed record PersonalStatement(string One, string Other, Verdict Verdict, string Reason, string By);

/// <summary>What became of a statement.</summary>
/// <param name="Number">The number by which it is withdrawn.</param>
/// <param name="Bodies">The ids of the bodies that it touched, as they now answer; ordered.</param>
/// <param name="Message">What was done, in a sentence.</param>
public sealed record StatementOutcome(long Number, IReadOnlyList<string> Bodies, string Message);

/// <summary>A statement that cannot be: what was found and what would be right.</summary>
public sealed class StatementException : StoreException
{
    /// <summary>Says why.</summary>
    public StatementException(string message) : base(message)
    {
    }
}
