using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Http;

/// <summary>The schema as text of the schema language.</summary>
internal sealed class SchemaText
{
    // Written when it is first asked for, which delays no start.
    private readonly Lazy<(byte[] Bytes, string Tag)> _text;

    public SchemaText(Schema schema) => _text = new(() =>
    {
        var bytes = Encoding.UTF8.GetBytes(schema.Print());
        return (bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    });

    public async Task Handle(HttpContext http)
    {
        var (bytes, tag) = _text.Value;
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/graphql; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
