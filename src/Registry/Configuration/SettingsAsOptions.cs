using Registry.Graph;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Validation;
using Registry.Graph.Http;
using Registry.Graph.Http.Sockets;

namespace Registry.Configuration;

/// <summary>Settings in the words of the parts that they are for.</summary>
internal static class SettingsAsOptions
{
    /// <summary>The limits of reading, validating and executing a document.</summary>
    public static EngineOptions Engine(this Settings settings) => new()
    {
        Parser = Parser(settings.GraphQL),
        Validation = Validation(settings.GraphQL),
        ExecutionTimeout = settings.GraphQL.ExecutionTimeout,
        MaxConcurrentRequests = settings.GraphQL.MaxConcurrentRequests,
        MaxWaitingRequests = settings.GraphQL.MaxWaitingRequests,
        MaxFieldCost = settings.GraphQL.MaxFieldCost,
        MaxTypeCost = settings.GraphQL.MaxTypeCost,
        MaxErrors = settings.GraphQL.MaxErrors,
        MaxErrorLocations = settings.GraphQL.MaxErrorLocations,
        PlanCacheBytes = settings.GraphQL.PlanCacheBytes,
        MaxPlannedSelections = settings.GraphQL.MaxPlannedSelections,
    };

    /// <summary>The limits of single fields.</summary>
    public static GraphLimits Fields(this Settings settings) => new()
    {
        DefaultPageSize = settings.GraphQL.DefaultPageSize,
        PageSize = settings.GraphQL.MaxPageSize,
        NodeIds = settings.GraphQL.MaxNodeIds,
        FilterDepth = settings.GraphQL.MaxFilterDepth,
        FilterConditions = settings.GraphQL.MaxFilterConditions,
        FilterValues = settings.GraphQL.MaxFilterValues,
        SortKeys = settings.GraphQL.MaxSortKeys,
        SearchText = settings.GraphQL.MaxSearchText,
        NeighbourhoodDepth = settings.GraphQL.MaxNeighbourhoodDepth,
        MatchNames = settings.GraphQL.MaxMatchNames,
        MatchCandidates = settings.GraphQL.MaxMatchCandidates,
    };

    /// <summary>How requests arrive and answers leave.</summary>
    public static GraphQLHttpOptions Http(this Settings settings) => new()
    {
        MaxBodyBytes = settings.GraphQL.MaxBodyBytes,
        MaxDrainedBytes = settings.GraphQL.MaxDrainedBytes,
        KeepAlive = settings.GraphQL.KeepAlive,
        CacheFor = settings.GraphQL.CacheFor,
        FindDocument = settings.Persisted.Folder is { } folder ? new TrustedDocuments(Path.GetFullPath(folder)).Find : null,
        OnlyTrustedDocuments = settings.Persisted.OnlyTrusted,
        AutomaticDocumentBytes = settings.Persisted.AutomaticBytes,
        AllowRequestBatching = settings.Batching.Requests,
        AllowVariableBatching = settings.Batching.Variables,
        MaxBatchSize = settings.Batching.MaxSize,
        Sockets = new GraphQLSocketOptions
        {
            ConnectionInitializationTimeout = settings.Sockets.InitializationTimeout,
            KeepAlive = settings.Sockets.KeepAlive,
            MaxMessageBytes = settings.Sockets.MaxMessageBytes,
            MaxOperations = settings.Sockets.MaxOperations,
            Patience = settings.Sockets.Patience,
        },
    };

    private static ParserOptions Parser(GraphQLSettings settings) => new()
    {
        MaxTokens = settings.MaxTokens,
        MaxDepth = settings.MaxDocumentDepth,
        MaxFields = settings.MaxFields,
        MaxDirectives = settings.MaxDirectives,
    };

    private static ValidationOptions Validation(GraphQLSettings settings) => new()
    {
        MaxErrors = settings.MaxErrors,
        MaxLocations = settings.MaxErrorLocations,
        MaxDepth = settings.MaxDepth,
        MaxNesting = settings.MaxNesting,
        MaxFragmentVisits = settings.MaxFragmentVisits,
        MaxMergeComparisons = settings.MaxMergeComparisons,
        IsIntrospectionAllowed = settings.IsIntrospectionAllowed,
        MaxIntrospectionListDepth = settings.MaxIntrospectionListDepth,
        MaxIntrospectionOfTypeDepth = settings.MaxIntrospectionOfTypeDepth,
    };
}
