using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Registry.Harvest.Fetch;

/// <summary>
/// Keeps the fetcher from being led to hosts of our own network: the address that is connected to is checked, not the name, so that neither
/// a redirect nor a name that resolves anew gets around it.
/// </summary>
/// <param name="networks">Networks that are not public and allowed all the same.</param>
internal sealed class PublicHosts(IReadOnlyList<IPNetwork> networks)
{
    /// <summary>Connects, unless the host is not public.</summary>
    /// <exception cref="FetchException">Every address of the host is loopback, private, link-local or otherwise not public.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint host = context.DnsEndPoint;
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = [.. addresses.Where(address => IsPublic(address) || networks.Any(network => network.Contains(Plain(address))))];
        if (allowed.Length == 0)
        {
            throw new FetchException(
                FetchFault.PrivateHost,
                $"{host.Host} leads to {string.Join(", ", addresses.Select(a => a.ToString()))}, which is not public; write fetch: {{private: [address]}} in the source if that is meant");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address is one of the public internet (IANA special-purpose registries, RFC 6890 and its successors).</summary>
    public static bool IsPublic(IPAddress address)
    {
        address = Plain(address);
        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublicV4(address.GetAddressBytes()) : IsPublicV6(address);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsPublicV4(byte[] b) => !(
        b[0] is 0 or 10 or 127 or >= 224
        || (b[0] == 100 && b[1] is >= 64 and <= 127)
        || (b[0] == 169 && b[1] == 254)
        || (b[0] == 172 && b[1] is >= 16 and <= 31)
        || (b[0] == 192 && b[1] == 168)
        || (b[0] == 192 && b[1] == 0 && b[2] is 0 or 2)
        || (b[0] == 198 && b[1] is 18 or 19)
        || (b[0] == 198 && b[1] == 51 && b[2] == 100)
        || (b[0] == 203 && b[1] == 0 && b[2] == 113));

    // Global unicast is 2000::/3; within it documentation, benchmarking and the old tunnels that carry any IPv4 address are not.
    private static bool IsPublicV6(IPAddress address)
    {
        byte[] b = address.GetAddressBytes();
        bool isTunnel = (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0x20 && b[1] == 0x01 && b[2] is 0x00 or 0x0d);
        return (b[0] & 0xE0) == 0x20 && !isTunnel && !address.IsIPv6LinkLocal && !address.IsIPv6SiteLocal && !address.IsIPv6UniqueLocal;
    }
}
