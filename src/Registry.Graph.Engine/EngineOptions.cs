using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Validation;

namespace Registry.Graph.Engine;

/// <summary>Limits of execution and what the engine asks of its surroundings.</summary>
public sealed record EngineOptions
{
    /// <summary>The limits as they are when nothing is said.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary>How much of a document is read.</summary>
    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    /// <summary>How much of a document is validated, and whether introspection is allowed.</summary>
    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>How long a request may execute before it is answered with HC0045.</summary>
    public TimeSpan ExecutionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most requests that execute at once; further ones wait, within their time.</summary>
    public int MaxConcurrentRequests { get; init; } = 64;

    /// <summary>Most requests that wait for others to end; a further one is answered <see cref="ResponseKind.Busy"/> at once.</summary>
    public int MaxWaitingRequests { get; init; } = 256;

    /// <summary>The highest cost of the fields of an operation with the variables given; beyond, HC0047.</summary>
    public double MaxFieldCost { get; init; } = 20_000;

    /// <summary>The highest cost of the objects that an operation may answer, with the variables given; beyond, HC0047.</summary>
    public double MaxTypeCost { get; init; } = 20_000;

    /// <summary>Most errors in an answer; further ones are left out.</summary>
    public int MaxErrors { get; init; } = 5;

    /// <summary>Most locations in an error.</summary>
    public int MaxErrorLocations { get; init; } = 5;

    /// <summary>The memory in bytes, as estimated, that documents take that are kept ready to execute; the longest unused leave first.</summary>
    public long PlanCacheBytes { get; init; } = 64 << 20;

    /// <summary>Most selections, fragments followed, that the plan of an operation may be made of.</summary>
    public int MaxPlannedSelections { get; init; } = 20_000;

    /// <summary>
    /// Opens what the resolvers of a request share (<see cref="Execution.FieldContext.Session{T}"/>). Called once for an operation that is
    /// executed, never for one that is refused or answered from a cache; disposed when the last resolver has run, before the response is written.
    /// </summary>
    public Func<CancellationToken, ValueTask<IAsyncDisposable>>? OpenSession { get; init; }

    /// <summary>Told of each exception that a client is only answered "Unexpected Execution Error" for, with the coordinate of the field.</summary>
    public Action<Exception, string>? OnUnexpected { get; init; }

    /// <summary>The clock of the deadline.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
