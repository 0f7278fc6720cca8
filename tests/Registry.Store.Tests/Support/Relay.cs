using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace Registry.Store.Tests;

/// <summary>Stands between a store and its server on loopback, and can be cut as a cable is.</summary>
sealed class Relay : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<TcpClient, bool> open = [];
    readonly (string Host, int Port) server;
    int refusals;
    int connections;

    Relay(string host, int port)
    {
        server = (host, port);
        listener.Start();
        _ = Accept();
    }

    /// <summary>How many connections were made through it.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>A relay to the server of an address, and the address by which it is reached.</summary>
    public static Relay To(string address, out string throughIt)
    {
        var builder = new SqlConnectionStringBuilder(address["sqlserver:".Length..]);
        var parts = builder.DataSource.Split(',');
        var relay = new Relay(parts[0], parts.Length == 2 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1433);
        builder.DataSource = $"127.0.0.1,{((IPEndPoint)relay.listener.LocalEndpoint).Port}";
        throughIt = "sqlserver:" + builder.ConnectionString;
        return relay;
    }

    /// <summary>Ends every connection that passes through it.</summary>
    public void Cut()
    {
        foreach (var client in open.Keys)
            client.Close();
        open.Clear();
    }

    /// <summary>Ends each of the next connections as soon as it is made.</summary>
    public void RefuseNext(int count) => Volatile.Write(ref refusals, count);

    public void Dispose()
    {
        listener.Dispose();
        Cut();
    }

    async Task Accept()
    {
        try
        {
            while (true)
                _ = Pass(await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The relay is over.
        }
    }

    async Task Pass(TcpClient client)
    {
        if (Interlocked.Decrement(ref refusals) >= 0)
        {
            client.Client.Close(timeout: 0);
            return;
        }
        Interlocked.Increment(ref connections);
        using var behind = new TcpClient();
        open[client] = open[behind] = true;
        try
        {
            await behind.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
            await Task.WhenAny(client.GetStream().CopyToAsync(behind.GetStream()), behind.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, here or at one of its ends: both ends are closed below.
        }
        finally
        {
            client.Close();
            open.TryRemove(client, out _);
            open.TryRemove(behind, out _);
        }
    }
}
