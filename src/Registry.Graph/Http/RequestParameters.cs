using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Registry.Graph.Http;

/// <summary>
/// The parameters of a GraphQL request over HTTP, from a JSON body or from the query of the address.
/// <see href="https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters"/>
/// </summary>
internal sealed class RequestParameters : IDisposable
{
    private const int MaxDepth = 64;

    internal static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    private JsonDocument? _variables;
    private JsonDocument? _extensions;

    /// <summary>The document as UTF-8; null where none was given.</summary>
    public ReadOnlyMemory<byte>? Query { get; private set; }

    /// <summary>The id of a persisted document; null where none was given.</summary>
    public string? Id { get; private set; }

    public string? OperationName { get; private set; }

    /// <summary>An object, null, or undefined; a list of objects where variables may be batched.</summary>
    public JsonElement Variables => _variables?.RootElement ?? default;

    /// <summary>An object, null, or undefined.</summary>
    public JsonElement Extensions => _extensions?.RootElement ?? default;

    /// <summary>Reads an object of a body; the document may lie in its bytes, so they must stay.</summary>
    /// <param name="reader">Stands at the object; then at its end.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="manyVariables">Whether <c>variables</c> may be a list.</param>
    /// <exception cref="HttpFault">It is no GraphQL request.</exception>
    public static RequestParameters OfObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool manyVariables)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid($"The body of a request is an object, but {Describe(reader.TokenType)} was found.");
        }

        var parameters = new RequestParameters();
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                parameters.ReadProperty(ref reader, body, manyVariables);
            }

            return parameters;
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    /// <summary>Reads the query of an address; null where it names no document.</summary>
    /// <exception cref="HttpFault">It is no GraphQL request.</exception>
    public static RequestParameters? OfAddress(IQueryCollection query)
    {
        if (!query.ContainsKey("query") && !query.ContainsKey("id") && !query.ContainsKey("extensions"))
        {
            return null;
        }

        var parameters = new RequestParameters
        {
            Query = One(query, "query") is { } text ? Encoding.UTF8.GetBytes(text) : null,
            Id = One(query, "id"),
            OperationName = One(query, "operationName"),
        };
        try
        {
            parameters._variables = Parse(query, "variables");
            parameters._extensions = Parse(query, "extensions");
            return parameters;
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _variables?.Dispose();
        _extensions?.Dispose();
    }

    private void ReadProperty(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool manyVariables)
    {
        if (reader.ValueTextEquals("query"u8))
        {
            reader.Read();
            Query = Utf8String(ref reader, "query", body);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            Id = String(ref reader, "id");
        }
        else if (reader.ValueTextEquals("operationName"u8))
        {
            reader.Read();
            OperationName = String(ref reader, "operationName");
        }
        else if (reader.ValueTextEquals("variables"u8))
        {
            reader.Read();
            if (manyVariables && reader.TokenType == JsonTokenType.StartArray)
            {
                _variables?.Dispose();
                _variables = JsonDocument.ParseValue(ref reader);
                return;
            }

            Object(ref reader, "variables", ref _variables);
        }
        else if (reader.ValueTextEquals("extensions"u8))
        {
            reader.Read();
            Object(ref reader, "extensions", ref _extensions);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    // The text lies in the body as it is, unless something in it is escaped.
    private static ReadOnlyMemory<byte>? Utf8String(ref Utf8JsonReader reader, string name, ReadOnlyMemory<byte> body)
    {
        if (!Expect(ref reader, name, JsonTokenType.String))
        {
            return null;
        }

        if (!Utf8.IsValid(reader.ValueSpan))
        {
            throw NoJson($"`{name}` is not valid UTF-8.");
        }

        if (!reader.ValueIsEscaped)
        {
            return body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        }

        var unescaped = new byte[reader.ValueSpan.Length];
        try
        {
            return unescaped.AsMemory(0, reader.CopyString(unescaped));
        }
        catch (InvalidOperationException)
        {
            throw NoJson($"`{name}` has half of a surrogate pair as an escape.");
        }
    }

    private static string? String(ref Utf8JsonReader reader, string name)
    {
        if (!Expect(ref reader, name, JsonTokenType.String))
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw NoJson($"`{name}` is not valid UTF-8.");
        }
    }

    private static void Object(ref Utf8JsonReader reader, string name, ref JsonDocument? value)
    {
        value?.Dispose();
        value = Expect(ref reader, name, JsonTokenType.StartObject) ? JsonDocument.ParseValue(ref reader) : null;
    }

    // Null is as good as nothing.
    private static bool Expect(ref Utf8JsonReader reader, string name, JsonTokenType expected)
    {
        if (reader.TokenType == expected)
        {
            return true;
        }

        return reader.TokenType == JsonTokenType.Null
            ? false
            : throw Invalid($"`{name}` is {Describe(expected)}, but {Describe(reader.TokenType)} was found.");
    }

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        [] or [""] => null,
        [var value] => value,
        _ => throw Invalid($"`{name}` may be given once."),
    };

    private static JsonDocument? Parse(IQueryCollection query, string name)
    {
        if (One(query, name) is not { } text)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            var reader = new Utf8JsonReader(bytes, Strict);
            reader.Read();
            JsonDocument? value = null;
            Object(ref reader, name, ref value);
            return reader.Read() ? throw NoJson($"`{name}` is more than one JSON value.") : value;
        }
        catch (JsonException)
        {
            throw Unreadable(bytes, $"`{name}` is no JSON.");
        }
    }

    internal static HttpFault Invalid(string message) => new(StatusCodes.Status400BadRequest, message, HttpErrorCodes.InvalidRequest);

    internal static HttpFault NoJson(string message) => new(StatusCodes.Status400BadRequest, message, HttpErrorCodes.InvalidJson);

    /// <summary>Why JSON could not be read: it is nested too deep, or it is none.</summary>
    internal static HttpFault Unreadable(ReadOnlySpan<byte> json, string message) => IsTooDeep(json)
        ? new(StatusCodes.Status400BadRequest, $"The JSON of a request may be nested {MaxDepth} levels deep; this one is deeper.", HttpErrorCodes.JsonTooDeep, MaxDepth)
        : NoJson(message);

    // The reader throws the same for both; without a limit it only throws where there is no JSON.
    private static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return true;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };
}
