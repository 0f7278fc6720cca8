using System.Text;
using Microsoft.AspNetCore.Http;

namespace Registry.Harvest.Tests.Support;

/// <summary>Sources whose list a publisher on loopback gives, and answers that it gives.</summary>
static class Sites
{
    /// <summary>A list of enterprises at <c>/list</c>, as CSV.</summary>
    public static SourceFolder Source(Publisher publisher, string fetch = "private: true", string form = "csv") => new(
        $$$"""
        address: {{{publisher.Address}}}list
        schedule: "0 30 3 ? * MON"
        fetch: { {{{fetch}}} }
        read: {form: {{{form}}}}
        map: {firm: {type: Enterprise, name: 企业名称}}
        expect: {records: {min: 1}}
        """,
        Encoding.UTF8.GetBytes("企业名称\n丙公司\n"));

    /// <summary>Answers with nothing but a status.</summary>
    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
