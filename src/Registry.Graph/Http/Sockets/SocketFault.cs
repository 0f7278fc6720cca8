using System.Net.WebSockets;
using System.Text;

namespace Registry.Graph.Http.Sockets;

/// <summary>A client does what the protocol does not allow: its connection is closed with a code and the reason.</summary>
internal sealed class SocketFault(WebSocketCloseStatus code, string reason) : Exception(reason)
{
    // A close frame holds 125 bytes, of which the code takes two (RFC 6455, 5.5).
    private const int MaxReasonBytes = 123;

    public WebSocketCloseStatus Code => code;

    /// <summary>The reason, as much of it as fits a close frame.</summary>
    public string Reason
    {
        get
        {
            var length = Message.Length;
            while (Encoding.UTF8.GetByteCount(Message.AsSpan(0, length)) > MaxReasonBytes)
            {
                length--;
            }

            return Message[..length];
        }
    }

    public static SocketFault Invalid(string reason) => new(CloseCodes.InvalidMessage, reason);
}

/// <summary>Why connections are closed, as graphql-transport-ws numbers it.</summary>
internal static class CloseCodes
{
    /// <summary>A message is none of the protocol.</summary>
    public const WebSocketCloseStatus InvalidMessage = (WebSocketCloseStatus)4400;

    /// <summary>An operation was begun before the connection was acknowledged.</summary>
    public const WebSocketCloseStatus Unauthorized = (WebSocketCloseStatus)4401;

    /// <summary>The client does not speak graphql-transport-ws.</summary>
    public const WebSocketCloseStatus SubprotocolNotAcceptable = (WebSocketCloseStatus)4406;

    /// <summary>The connection was not initialised in time.</summary>
    public const WebSocketCloseStatus InitialisationTimeout = (WebSocketCloseStatus)4408;

    /// <summary>The id of an operation that is under way was given to another.</summary>
    public const WebSocketCloseStatus SubscriberExists = (WebSocketCloseStatus)4409;

    /// <summary>The connection was initialised twice.</summary>
    public const WebSocketCloseStatus TooManyInitialisations = (WebSocketCloseStatus)4429;

    /// <summary>The server stops.</summary>
    public const WebSocketCloseStatus GoingAway = WebSocketCloseStatus.EndpointUnavailable;
}
