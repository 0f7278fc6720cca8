using Registry.Graph;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Validation;
using Registry.Graph.Http;
using Registry.Graph.Http.Sockets;

namespace Registry.Configuration;

/// <summary>
/// What an operator may set of a serving program: each section and property by its name, as docs/configuration.md lists them. What is not
/// set keeps the default of the options that it belongs to.
/// </summary>
internal sealed record Settings
{
    public GraphQLSettings GraphQL { get; init; } = new();

    public PersistedSettings Persisted { get; init; } = new();

    public BatchingSettings Batching { get; init; } = new();

    public SocketSettings Sockets { get; init; } = new();

    public CorsSettings Cors { get; init; } = new();

    public CompressionSettings Compression { get; init; } = new();

    public MetricsSettings Metrics { get; init; } = new();

    public TracesSettings Traces { get; init; } = new();

    public InboxSettings Inbox { get; init; } = new();

    public HarvestSettings Harvest { get; init; } = new();

    /// <summary>Settings that are each allowed but not together, with what would be right.</summary>
    public IEnumerable<string> Contradictions()
    {
        if (Persisted is { OnlyTrusted: true, Folder: null })
            yield return "Persisted:OnlyTrusted is true, but Persisted:Folder names no folder; nothing could be asked. The folder of the trusted documents would be right.";
        if (GraphQL.DefaultPageSize > GraphQL.MaxPageSize)
            yield return $"GraphQL:DefaultPageSize is {GraphQL.DefaultPageSize}, but GraphQL:MaxPageSize is {GraphQL.MaxPageSize}; at most as many would be right.";
    }
}

/// <summary>How much a request may ask for, and how it is executed.</summary>
internal sealed record GraphQLSettings
{
    [Allowed(1, 32 << 20)]
    public int MaxBodyBytes { get; init; } = new GraphQLHttpOptions().MaxBodyBytes;

    [Allowed(1, 1L << 40)]
    public long MaxDrainedBytes { get; init; } = new GraphQLHttpOptions().MaxDrainedBytes;

    [Allowed(1, 600)]
    public TimeSpan KeepAlive { get; init; } = new GraphQLHttpOptions().KeepAlive;

    [Allowed(0, 31_536_000)]
    public TimeSpan CacheFor { get; init; } = new GraphQLHttpOptions().CacheFor;

    [Allowed(1, 10_000_000)]
    public int MaxTokens { get; init; } = ParserOptions.Default.MaxTokens;

    // Beyond, the parser's own recursion would need more stack than a thread of the pool has.
    [Allowed(1, 256)]
    public int MaxDocumentDepth { get; init; } = ParserOptions.Default.MaxDepth;

    [Allowed(1, 1_000_000)]
    public int MaxFields { get; init; } = ParserOptions.Default.MaxFields;

    [Allowed(0, 1_000)]
    public int MaxDirectives { get; init; } = ParserOptions.Default.MaxDirectives;

    [Allowed(1, 256)]
    public int MaxDepth { get; init; } = ValidationOptions.Default.MaxDepth;

    [Allowed(1, 256)]
    public int MaxNesting { get; init; } = ValidationOptions.Default.MaxNesting;

    [Allowed(0, 1_000_000)]
    public int MaxFragmentVisits { get; init; } = ValidationOptions.Default.MaxFragmentVisits;

    [Allowed(0, 100_000_000)]
    public int MaxMergeComparisons { get; init; } = ValidationOptions.Default.MaxMergeComparisons;

    public bool IsIntrospectionAllowed { get; init; } = ValidationOptions.Default.IsIntrospectionAllowed;

    [Allowed(1, 64)]
    public int MaxIntrospectionListDepth { get; init; } = ValidationOptions.Default.MaxIntrospectionListDepth;

    [Allowed(0, 64)]
    public int MaxIntrospectionOfTypeDepth { get; init; } = ValidationOptions.Default.MaxIntrospectionOfTypeDepth;

    [Allowed(1, 1_000)]
    public int MaxErrors { get; init; } = EngineOptions.Default.MaxErrors;

    [Allowed(1, 1_000)]
    public int MaxErrorLocations { get; init; } = EngineOptions.Default.MaxErrorLocations;

    [Allowed(0, 1e12)]
    public double MaxFieldCost { get; init; } = EngineOptions.Default.MaxFieldCost;

    [Allowed(0, 1e12)]
    public double MaxTypeCost { get; init; } = EngineOptions.Default.MaxTypeCost;

    [Allowed(1, 10_000_000)]
    public int MaxPlannedSelections { get; init; } = EngineOptions.Default.MaxPlannedSelections;

    [Allowed(0, 1L << 40)]
    public long PlanCacheBytes { get; init; } = EngineOptions.Default.PlanCacheBytes;

    [Allowed(0.001, 3600)]
    public TimeSpan ExecutionTimeout { get; init; } = EngineOptions.Default.ExecutionTimeout;

    [Allowed(1, 10_000)]
    public int MaxConcurrentRequests { get; init; } = EngineOptions.Default.MaxConcurrentRequests;

    [Allowed(0, 1_000_000)]
    public int MaxWaitingRequests { get; init; } = EngineOptions.Default.MaxWaitingRequests;

    [Allowed(1, 100_000)]
    public int DefaultPageSize { get; init; } = GraphLimits.Default.DefaultPageSize;

    [Allowed(1, 100_000)]
    public int MaxPageSize { get; init; } = GraphLimits.Default.PageSize;

    [Allowed(1, 10_000)]
    public int MaxNodeIds { get; init; } = GraphLimits.Default.NodeIds;

    [Allowed(1, 64)]
    public int MaxFilterDepth { get; init; } = GraphLimits.Default.FilterDepth;

    [Allowed(0, 10_000)]
    public int MaxFilterConditions { get; init; } = GraphLimits.Default.FilterConditions;

    [Allowed(0, 100_000)]
    public int MaxFilterValues { get; init; } = GraphLimits.Default.FilterValues;

    [Allowed(1, 64)]
    public int MaxSortKeys { get; init; } = GraphLimits.Default.SortKeys;

    [Allowed(1, 10_000)]
    public int MaxSearchText { get; init; } = GraphLimits.Default.SearchText;

    [Allowed(1, 8)]
    public int MaxNeighbourhoodDepth { get; init; } = GraphLimits.Default.NeighbourhoodDepth;

    [Allowed(1, 10_000)]
    public int MaxMatchNames { get; init; } = GraphLimits.Default.MatchNames;

    [Allowed(1, 1_000)]
    public int MaxMatchCandidates { get; init; } = GraphLimits.Default.MatchCandidates;
}

/// <summary>Documents that are named instead of sent.</summary>
internal sealed record PersistedSettings
{
    [Folder]
    public string? Folder { get; init; }

    public bool OnlyTrusted { get; init; } = new GraphQLHttpOptions().OnlyTrustedDocuments;

    [Allowed(0, 1L << 40)]
    public long AutomaticBytes { get; init; } = new GraphQLHttpOptions().AutomaticDocumentBytes;
}

/// <summary>Several operations in one request.</summary>
internal sealed record BatchingSettings
{
    public bool Requests { get; init; } = new GraphQLHttpOptions().AllowRequestBatching;

    public bool Variables { get; init; } = new GraphQLHttpOptions().AllowVariableBatching;

    [Allowed(1, 100_000)]
    public int MaxSize { get; init; } = new GraphQLHttpOptions().MaxBatchSize;
}

/// <summary>How a WebSocket connection is kept, and how much it may ask for.</summary>
internal sealed record SocketSettings
{
    [Allowed(1, 600)]
    public TimeSpan InitializationTimeout { get; init; } = new GraphQLSocketOptions().ConnectionInitializationTimeout;

    [Allowed(1, 600)]
    public TimeSpan KeepAlive { get; init; } = new GraphQLSocketOptions().KeepAlive;

    [Allowed(1, 32 << 20)]
    public int MaxMessageBytes { get; init; } = new GraphQLSocketOptions().MaxMessageBytes;

    [Allowed(1, 10_000)]
    public int MaxOperations { get; init; } = new GraphQLSocketOptions().MaxOperations;

    [Allowed(1, 600)]
    public TimeSpan Patience { get; init; } = new GraphQLSocketOptions().Patience;
}

/// <summary>Which pages of other sites may read answers.</summary>
internal sealed record CorsSettings
{
    public IReadOnlyList<string> Origins { get; init; } = ["*"];
}

/// <summary>Whether answers are compressed for those who accept it.</summary>
internal sealed record CompressionSettings
{
    public bool IsOn { get; init; } = true;
}

/// <summary>Whether <c>/metrics</c> answers.</summary>
internal sealed record MetricsSettings
{
    public bool IsOn { get; init; } = true;
}

/// <summary>Where traces are sent.</summary>
internal sealed record TracesSettings
{
    public string? Endpoint { get; init; }
}

/// <summary>How harvesters share the sources.</summary>
internal sealed record HarvestSettings
{
    [Allowed(2, 3_600)]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>The folder in which documents are handed in.</summary>
internal sealed record InboxSettings
{
    [Folder]
    public string? Folder { get; init; }

    [Allowed(1, 86_400)]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);
}
