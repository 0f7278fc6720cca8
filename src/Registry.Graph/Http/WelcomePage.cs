using System.Text;
using Microsoft.AspNetCore.Http;

namespace Registry.Graph.Http;

/// <summary>What a browser is shown at the address of the API: where the schema is and how to ask.</summary>
internal static class WelcomePage
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Registry: GraphQL</title></head>
        <body>
        <h1>GraphQL</h1>
        <p>This address answers GraphQL by POST and GET. The schema is at <a href="graphql/schema.graphql">graphql/schema.graphql</a>.</p>
        <p>To ask from a shell:</p>
        <pre>curl -H 'Content-Type: application/json' -d '{"query":"{ zones(first: 3) { nodes { id name } } }"}' ADDRESS</pre>
        <p>Or from here: <a href="graphql?query=%7B__schema%7BqueryType%7Bname%20fields%7Bname%20description%7D%7D%7D%7D">the fields to start from</a>.</p>
        <p>A page to ask from, with completion and the schema's documentation (GraphiQL), stands here once it has been built; Node.js 20 with npm does it:</p>
        <pre>cd ui &amp;&amp; npm ci &amp;&amp; npm run build</pre>
        <p>The next <code>dotnet run</code> or <code>dotnet publish</code> takes it along.</p>
        </body>
        </html>
        """);

    public static async Task Write(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = Page.Length;
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        await http.Response.Body.WriteAsync(Page, http.RequestAborted);
    }
}
