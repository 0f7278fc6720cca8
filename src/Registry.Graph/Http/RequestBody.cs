using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Registry.Graph.Http;

/// <summary>The bytes of a request's body in a rented array.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    private RequestBody()
    {
    }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="HttpFault">It is longer than the options allow.</exception>
    public static async ValueTask<RequestBody> Read(HttpContext http, GraphQLHttpOptions options, CancellationToken cancellationToken)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.MaxDrainedBytes;
        }

        var body = new RequestBody();
        try
        {
            var total = await body.Fill(http.Request.BodyReader, options.MaxBodyBytes, cancellationToken);
            return total <= options.MaxBodyBytes ? body : throw TooLarge(options);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            body.Dispose();
            throw TooLarge(options);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private static HttpFault TooLarge(GraphQLHttpOptions options) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The body of a request may have {options.MaxBodyBytes} bytes; this one is longer.",
        HttpErrorCodes.TooLarge,
        options.MaxBodyBytes);

    // What is too much is read all the same and dropped: a sender that is cut off does not read why.
    private async ValueTask<long> Fill(PipeReader reader, int capacity, CancellationToken cancellationToken)
    {
        var total = 0L;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                total += segment.Length;
                if (total <= capacity)
                {
                    Append(segment.Span);
                }
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return total;
            }
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + bytes.Length));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
