using System.Runtime.CompilerServices;
using System.Text.Json;
using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>
/// The requests of one body: one, or where that is allowed a list of them, each with one set of variables or a list of sets. They are executed one
/// after the other, as mutations may build on each other, and so that a batch takes no more at once than a request.
/// </summary>
internal sealed class RequestBatch : IDisposable
{
    private readonly List<RequestParameters> _requests = [];
    private bool _isList;

    private RequestBatch()
    {
    }

    /// <summary>The request of a body that is no batch; null where it is one.</summary>
    public RequestParameters? Single => _isList || HasManyVariables(_requests[0]) ? null : _requests[0];

    /// <summary>Reads a body; documents may lie in its bytes, so they must stay.</summary>
    /// <exception cref="HttpFault">It is no GraphQL request, or a larger batch than is allowed.</exception>
    public static RequestBatch OfBody(ReadOnlyMemory<byte> body, GraphQLHttpOptions options)
    {
        var batch = new RequestBatch();
        try
        {
            batch.Read(body, options);
            return batch;
        }
        catch (JsonException)
        {
            batch.Dispose();
            throw RequestParameters.Unreadable(body.Span, "Invalid JSON document.");
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    /// <summary>Executes all; each response bears its place in the batch. A request at fault is answered in its place.</summary>
    public async IAsyncEnumerable<GraphQLResponse> Responses(
        GraphQLEngine engine, RequestedDocument document, CostMode cost, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < _requests.Count; i++)
        {
            for (var set = 0; set < SetsOf(_requests[i]); set++)
            {
                var response = await Respond(engine, document, _requests[i], set, cost, cancellationToken);
                response.RequestIndex = _isList ? i : null;
                response.VariableIndex = HasManyVariables(_requests[i]) ? set : null;
                yield return response;
            }
        }
    }

    public void Dispose() => _requests.ForEach(request => request.Dispose());

    private static async ValueTask<GraphQLResponse> Respond(
        GraphQLEngine engine, RequestedDocument document, RequestParameters parameters, int set, CostMode cost, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GraphQLRequest(await document.Of(parameters, cancellationToken))
            {
                OperationName = parameters.OperationName,
                Variables = HasManyVariables(parameters) ? parameters.Variables[set] : parameters.Variables,
                Cost = cost,
            };
            return await engine.Execute(request, cancellationToken);
        }
        catch (HttpFault fault)
        {
            return GraphQLResponse.Refuse(engine.Options, [fault.Error]);
        }
    }

    private void Read(ReadOnlyMemory<byte> body, GraphQLHttpOptions options)
    {
        var reader = new Utf8JsonReader(body.Span, RequestParameters.Strict);
        reader.Read();
        _isList = options.AllowRequestBatching && reader.TokenType == JsonTokenType.StartArray;
        if (_isList)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Add(RequestParameters.OfObject(ref reader, body, options.AllowVariableBatching), options);
            }
        }
        else
        {
            Add(RequestParameters.OfObject(ref reader, body, options.AllowVariableBatching), options);
        }

        // To the end, where what follows is a fault too.
        while (reader.Read())
        {
        }

        if (_requests.Count == 0)
        {
            throw RequestParameters.Invalid("A batch has at least one request, but an empty list was found.");
        }
    }

    private void Add(RequestParameters request, GraphQLHttpOptions options)
    {
        _requests.Add(request);
        if (HasManyVariables(request))
        {
            Check(request.Variables);
        }

        if (_requests.Sum(SetsOf) > options.MaxBatchSize)
        {
            throw RequestParameters.Invalid($"A batch may have {options.MaxBatchSize} operations; this one has more.");
        }
    }

    private static void Check(JsonElement sets)
    {
        if (sets.GetArrayLength() == 0)
        {
            throw RequestParameters.Invalid("`variables` has at least one set, but an empty list was found.");
        }

        foreach (var set in sets.EnumerateArray())
        {
            if (set.ValueKind != JsonValueKind.Object)
            {
                throw RequestParameters.Invalid("`variables` is a list of objects, but something else was found in it.");
            }
        }
    }

    private static bool HasManyVariables(RequestParameters request) => request.Variables.ValueKind == JsonValueKind.Array;

    private static int SetsOf(RequestParameters request) => HasManyVariables(request) ? request.Variables.GetArrayLength() : 1;
}
