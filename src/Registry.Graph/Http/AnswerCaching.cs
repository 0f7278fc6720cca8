using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Types;
using Registry.Store.Reading;

namespace Registry.Graph.Http;

/// <summary>
/// Lets caches keep the answers to GET, and answers what they hold still with 304 before anything is executed. Errors and answers to POST are never
/// kept. <see href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2"/>
/// </summary>
internal sealed class AnswerCaching(Schema schema, GraphQLHttpOptions options)
{
    // Another build of the program may answer differently from the same facts.
    private readonly string _program = string.Join(
        '/', new[] { typeof(GraphQLEngine), typeof(AnswerCaching), typeof(ReadSession) }.Select(type => type.Module.ModuleVersionId.ToString("N")));

    private readonly byte[] _schema = SHA256.HashData(Encoding.UTF8.GetBytes(schema.Print()));

    private readonly string _cacheControl = options.CacheFor > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.CacheFor.TotalSeconds}")
        : "public, no-cache";

    /// <summary>
    /// The validator of an answer, from all that decides its bytes; null where it may not be kept. It is weak, as the same answer may be
    /// sent compressed. It is read before the answer: if the facts change between, the answer is only asked for once more.
    /// </summary>
    public EntityTagHeaderValue? ValidatorOf(GraphQLRequest request, ResponseForm form, CancellationToken cancellationToken)
    {
        if (options.ReadState is null || request.Cost != CostMode.Silent || form is not (ResponseForm.GraphQLResponse or ResponseForm.Json))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, _schema);
        Add(hash, Encoding.UTF8.GetBytes($"{_program} {form} {options.ReadState(cancellationToken)}"));
        Add(hash, request.Document.Span);
        Add(hash, Encoding.UTF8.GetBytes(request.OperationName ?? ""));
        Add(hash, request.Variables.ValueKind == JsonValueKind.Undefined ? [] : Encoding.UTF8.GetBytes(request.Variables.GetRawText()));
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"", isWeak: true);
    }

    /// <summary>Whether the client holds this answer.</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue? validator) =>
        validator is not null && request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(validator, useStrongComparison: false));

    /// <summary>Says that what the client holds still holds.</summary>
    public void NotModified(HttpResponse http, EntityTagHeaderValue validator)
    {
        http.StatusCode = StatusCodes.Status304NotModified;
        Allow(http, validator);
    }

    /// <summary>Says whether an answer may be kept.</summary>
    public void Mark(HttpResponse http, EntityTagHeaderValue? validator, GraphQLResponse response)
    {
        if (validator is not null && response.Kind == ResponseKind.Executed && response.Errors.Count == 0)
        {
            Allow(http, validator);
        }
        else
        {
            http.Headers.CacheControl = "no-store";
        }
    }

    private void Allow(HttpResponse http, EntityTagHeaderValue validator)
    {
        http.Headers.ETag = validator.ToString();
        http.Headers.CacheControl = _cacheControl;
        // The same address answers in several forms, and with the cost where that is asked for.
        http.Headers.Append(HeaderNames.Vary, "Accept, GraphQL-Cost");
    }

    // The length goes first, so that no two lists of parts run together to the same bytes.
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
