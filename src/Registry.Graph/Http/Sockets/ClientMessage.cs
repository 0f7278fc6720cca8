using System.Text.Json;

namespace Registry.Graph.Http.Sockets;

/// <summary>What a client may say.</summary>
internal enum ClientMessageType
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A message of a client. <see href="https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md"/></summary>
/// <param name="Type">What it says.</param>
/// <param name="Id">Of <c>subscribe</c> and <c>complete</c>, the id of the operation; else empty.</param>
/// <param name="Payload">An object as JSON, or empty where there is none; part of the message's bytes.</param>
internal readonly record struct ClientMessage(ClientMessageType Type, string Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="SocketFault">It is none of the protocol.</exception>
    public static ClientMessage Of(ReadOnlyMemory<byte> text)
    {
        try
        {
            return Read(text);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw SocketFault.Invalid("A message is a JSON object; this is no JSON.");
        }
    }

    private static ClientMessage Read(ReadOnlyMemory<byte> text)
    {
        var reader = new Utf8JsonReader(text.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw SocketFault.Invalid("A message is a JSON object.");
        }

        string? type = null, id = null;
        ReadOnlyMemory<byte> payload = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "type":
                    type = Text(ref reader, "type");
                    break;
                case "id":
                    id = Text(ref reader, "id");
                    break;
                case "payload":
                    payload = Object(ref reader, text);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // To the end, where what follows the object is a fault too.
        while (reader.Read())
        {
        }

        return Checked(type, id, payload);
    }

    private static ClientMessage Checked(string? type, string? id, ReadOnlyMemory<byte> payload)
    {
        var known = type switch
        {
            "connection_init" => ClientMessageType.ConnectionInit,
            "ping" => ClientMessageType.Ping,
            "pong" => ClientMessageType.Pong,
            "subscribe" => ClientMessageType.Subscribe,
            "complete" => ClientMessageType.Complete,
            null => throw SocketFault.Invalid("A message has a `type`."),
            _ => throw SocketFault.Invalid($"A client sends no message of the type `{type}`."),
        };
        if (known is ClientMessageType.Subscribe or ClientMessageType.Complete && string.IsNullOrEmpty(id))
        {
            throw SocketFault.Invalid($"A message of the type `{type}` has an `id`.");
        }

        if (known is ClientMessageType.Subscribe && payload.IsEmpty)
        {
            throw SocketFault.Invalid("A message of the type `subscribe` has a `payload`.");
        }

        return new ClientMessage(known, id ?? "", payload);
    }

    private static string Text(ref Utf8JsonReader reader, string name) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw SocketFault.Invalid($"`{name}` is a string.");

    private static ReadOnlyMemory<byte> Object(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw SocketFault.Invalid("`payload` is an object.");
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return text[start..(int)reader.BytesConsumed];
    }
}
