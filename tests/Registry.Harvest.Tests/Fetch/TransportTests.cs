using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>What may be wrong on the way of the bytes: encodings, charsets, redirects, certificates.</summary>
public sealed class TransportTests
{
    private const string List = "企业名称\n甲公司\n乙公司\n";

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_unfolded(string encoding)
    {
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            Assert.Contains(encoding, context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(Compressed(encoding, Encoding.UTF8.GetBytes(List)));
        });
        Assert.Equal(List, Encoding.UTF8.GetString((await Fetch(publisher)).Content.Bytes.Span));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_is_broken_off_at_the_limit(string encoding)
    {
        byte[] bomb = Compressed(encoding, new byte[64 * 1024 * 1024]);
        Assert.True(bomb.Length < 1024 * 1024);
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(bomb);
        });
        FetchException fault = await Fault(publisher, "private: true, megabytes: 2");
        Assert.Equal((FetchFault.TooLarge, $"{publisher.Address}list sends more than 2097152 bytes; raise fetch: megabytes if the list is that large"), (fault.Fault, fault.Message));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_not_in_the_encoding_it_states_is_told(string encoding)
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.WriteAsync(List);
        });
        FetchException fault = await Fault(publisher);
        Assert.Equal(FetchFault.Garbled, fault.Fault);
        Assert.StartsWith($"{publisher.Address}list states an encoding (gzip, br or deflate) that its body is not in: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_body_that_ends_too_early_is_told(string encoding)
    {
        byte[] whole = Compressed(encoding, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 10007}公司\n"))));
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
        });
        Assert.Equal(FetchFault.Garbled, (await Fault(publisher)).Fault);
    }

    [Fact]
    public async Task An_encoding_that_was_not_asked_for_is_told()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.Headers.ContentEncoding = "zstd";
            return context.Response.WriteAsync(List);
        });
        FetchException fault = await Fault(publisher);
        Assert.Equal((FetchFault.Garbled, $"{publisher.Address}list sends a body in the encoding zstd, which was not asked for; gzip, br, deflate or none would be right"), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task Headers_without_end_are_not_read_to_their_end()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            for (int i = 0; i < 100; i++)
            {
                context.Response.Headers[$"X-{i}"] = new string('x', 4096);
            }

            return context.Response.WriteAsync(List);
        });
        Assert.Equal(FetchFault.TooLarge, (await Fault(publisher)).Fault);
    }

    [Theory]
    [InlineData("utf-8", "gb18030")]
    [InlineData("gbk", "utf-8")]
    [InlineData("iso-8859-1", "utf-8")]
    [InlineData("no-such-charset", "gb18030")]
    public async Task A_charset_that_the_publisher_states_wrongly_changes_no_record(string stated, string real)
    {
        const string Text = "企业名称\n重庆龙湖创佑科技有限公司\n中关村科技园区\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            context.Response.ContentType = $"text/csv; charset={stated}";
            await context.Response.Body.WriteAsync(Encoding.GetEncoding(real).GetBytes(Text));
        });
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, null), (result.State, result.Message));
        Assert.Equal(["中关村科技园区", "重庆龙湖创佑科技有限公司"], rig.Query("select name from enterprise order by name"));
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_the_source_does_not_allow_is_not_followed()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.Redirect(new UriBuilder(context.Request.Scheme, "127.0.0.2", context.Request.Host.Port!.Value, "/metadata").Uri.ToString());
            return Task.CompletedTask;
        });
        FetchException fault = await Fault(publisher, "private: [127.0.0.1]");
        Assert.Equal((FetchFault.PrivateHost, "127.0.0.2 leads to 127.0.0.2, which is not public; write fetch: {private: [address]} in the source if that is meant"), (fault.Fault, fault.Message));
        Assert.Equal(1, publisher.Requests);
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_host_that_the_source_does_not_allow_is_not_connected_to()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List));
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Sites.Source(publisher, "private: [10.0.0.0/8, fd00::/8]");
        FetchException fault = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), new FetchRequest(new UriBuilder(publisher.Address) { Host = "localhost" }.Uri), null, TestContext.Current.CancellationToken));
        Assert.Equal(FetchFault.PrivateHost, fault.Fault);
        Assert.StartsWith("localhost leads to ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, publisher.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "leads to file:///etc/passwd; from http only http or https is followed")]
    [InlineData("ftp://bureau.example/list", "leads to ftp://bureau.example/list; from http only http or https is followed")]
    [InlineData(null, "answers 302 Found without saying where to")]
    public async Task A_redirect_to_what_is_no_web_address_is_not_followed(string? to, string message)
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = to;
            return Task.CompletedTask;
        });
        Assert.Equal($"{publisher.Address}list {message}", (await Fault(publisher)).Message);
    }

    [Fact]
    public async Task A_way_of_more_than_ten_redirects_ends()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            int step = int.TryParse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture, out int number) ? number : 0;
            context.Response.Redirect($"/{step + 1}");
            return Task.CompletedTask;
        });
        Assert.Equal($"{publisher.Address}list is redirected more than 10 times, at last to {publisher.Address}11", (await Fault(publisher)).Message);
        Assert.Equal(11, publisher.Requests);
    }

    [Theory]
    [InlineData(303, "GET")]
    [InlineData(307, "POST")]
    public async Task A_posted_form_is_posted_again_only_where_the_publisher_insists(int status, string method)
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            if (context.Request.Path == "/list")
            {
                context.Response.Headers.Location = "/moved";
                return Sites.Status(status)(context);
            }

            return context.Response.WriteAsync(context.Request.Method);
        });
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Sites.Source(publisher);
        SourceDefinition source = folder.Load();
        Arrival arrival = (await fetcher.Fetch(source, new FetchRequest(source.Address!, "page=1"), null, TestContext.Current.CancellationToken))!;
        Assert.Equal(method, Encoding.UTF8.GetString(arrival.Content.Bytes.Span));
    }

    [Theory]
    [InlineData("127.0.0.1", -10, 10, "its certificate was issued by 127.0.0.1, whom this machine does not trust")]
    [InlineData("bureau.example", -10, 10, "its certificate is for bureau.example, not for 127.0.0.1; its certificate was issued by bureau.example, whom this machine does not trust")]
    [InlineData("127.0.0.1", -20, -10, "its certificate ran out on ")]
    [InlineData("127.0.0.1", 10, 20, "its certificate is not valid before ")]
    public async Task A_certificate_that_is_not_sound_is_told_in_words(string name, int from, int to, string message)
    {
        using X509Certificate2 certificate = Certificate(name, from, to);
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List), certificate: certificate);
        FetchException fault = await Fault(publisher);
        Assert.Equal(FetchFault.Untrusted, fault.Fault);
        Assert.StartsWith("127.0.0.1 cannot show that it is 127.0.0.1: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; the publisher must mend that, until then import the list by hand (--from)", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, publisher.Requests);
    }

    [Fact]
    public async Task A_host_that_speaks_no_TLS_is_told()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List));
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Sites.Source(publisher);
        FetchException fault = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), new FetchRequest(new UriBuilder(publisher.Address) { Scheme = "https" }.Uri), null, TestContext.Current.CancellationToken));
        Assert.Equal(FetchFault.Untrusted, fault.Fault);
        Assert.Contains("cannot be spoken to over TLS: ", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<Arrival> Fetch(Publisher publisher)
    {
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Sites.Source(publisher);
        return (await fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken))!;
    }

    private static async Task<FetchException> Fault(Publisher publisher, string fetch = "private: true")
    {
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Sites.Source(publisher, fetch);
        return await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
    }

    private static byte[] Compressed(string encoding, byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            _ => new ZLibStream(compressed, CompressionLevel.Fastest),
        })
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static X509Certificate2 Certificate(string name, int from, int to)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(from), now.AddDays(to));
    }
}
