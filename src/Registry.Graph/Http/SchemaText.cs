using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Http;

/// <summary>The schema as text of the schema language.</summary>
internal sealed class SchemaText
{
    private readonly byte[] _text;
    private readonly string _tag;

    public SchemaText(Schema schema)
    {
        _text = Encoding.UTF8.GetBytes(schema.Print());
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_text).AsSpan(0, 16))}\"";
    }

    public async Task Handle(HttpContext http)
    {
        http.Response.Headers.ETag = _tag;
        if (http.Request.Headers.IfNoneMatch == _tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/graphql; charset=utf-8";
        http.Response.ContentLength = _text.Length;
        await http.Response.Body.WriteAsync(_text, http.RequestAborted);
    }
}
