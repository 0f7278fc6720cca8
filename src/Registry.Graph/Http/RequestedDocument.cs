using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Registry.Graph.Http;

/// <summary>
/// The document that a request means: its text, the id of a trusted document, or the hash of one that was sent before
/// (<c>extensions.persistedQuery</c>, as Apollo's clients send it).
/// </summary>
internal sealed class RequestedDocument(GraphQLHttpOptions options)
{
    private readonly AutomaticDocuments _sent = new(options.AutomaticDocumentBytes);

    /// <summary>The text as UTF-8.</summary>
    /// <exception cref="HttpFault">There is none, or it may not be executed here.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> Of(RequestParameters parameters, CancellationToken cancellationToken)
    {
        var hash = HashIn(parameters.Extensions);
        if (parameters.Query is { IsEmpty: false } query)
        {
            return Sent(query, hash);
        }

        if (parameters.Id is { } id)
        {
            return await Trusted(id, cancellationToken) ?? throw Fault("The specified persisted operation key is invalid.", HttpErrorCodes.DocumentNotFound);
        }

        return hash is null
            ? throw Fault("Either the parameter query or the parameter id has to be set.", HttpErrorCodes.NoDocument)
            : _sent.Find(hash) ?? await Trusted(hash, cancellationToken) ?? throw NotSent();
    }

    private ReadOnlyMemory<byte> Sent(ReadOnlyMemory<byte> query, string? hash)
    {
        if (options.OnlyTrustedDocuments)
        {
            throw Fault("Only persisted operations are allowed.", HttpErrorCodes.OnlyPersisted);
        }

        if (hash is not null)
        {
            if (hash != Convert.ToHexStringLower(SHA256.HashData(query.Span)))
            {
                throw Fault("`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`.", HttpErrorCodes.HashMismatch);
            }

            _sent.Keep(hash, query.Span);
        }

        return query;
    }

    private async ValueTask<byte[]?> Trusted(string id, CancellationToken cancellationToken) =>
        options.FindDocument is null ? null : await options.FindDocument(id, cancellationToken);

    // By these words clients know whether to send the text once or never to try again.
    private HttpFault NotSent() => Fault(
        options.OnlyTrustedDocuments || options.AutomaticDocumentBytes == 0 ? "PersistedQueryNotSupported" : "PersistedQueryNotFound",
        HttpErrorCodes.DocumentNotFound);

    private static string? HashIn(JsonElement extensions)
    {
        if (extensions.ValueKind != JsonValueKind.Object || !extensions.TryGetProperty("persistedQuery", out var persisted))
        {
            return null;
        }

        return persisted is { ValueKind: JsonValueKind.Object }
            && persisted.TryGetProperty("version", out var version) && version is { ValueKind: JsonValueKind.Number } && version.TryGetInt32(out var number) && number == 1
            && persisted.TryGetProperty("sha256Hash", out var hash) && hash is { ValueKind: JsonValueKind.String } && hash.GetString() is { Length: 64 } text && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw Fault("`extensions.persistedQuery` is {\"version\": 1, \"sha256Hash\": 64 hexadecimal digits}.", HttpErrorCodes.InvalidRequest);
    }

    private static HttpFault Fault(string message, string code) => new(StatusCodes.Status400BadRequest, message, code);
}
