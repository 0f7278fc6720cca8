using System.Text;
using System.Text.Json;

namespace Registry.Bench;

/// <summary>A request that is made to cost more than it asks for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Code">The code with which it is refused; null where a rule of the specification refuses it, which has none.</param>
/// <param name="Limit">The entry of <c>extensions</c> that tells the limit; null where none is gone past.</param>
/// <param name="Body">The body of the POST.</param>
public sealed record HostileRequest(string Name, string? Code, string? Limit, byte[] Body)
{
    /// <summary>The status of the answer.</summary>
    public int Status => Code == "HC0010" ? 413 : 400;
}

/// <summary>Hostile requests over the product's own schema.</summary>
public static class HostileRequests
{
    /// <summary>What is asked after each of them.</summary>
    public static byte[] Next { get; } = """{"query":"{ __typename }"}"""u8.ToArray();

    /// <summary>All of them, made anew.</summary>
    public static IEnumerable<HostileRequest> All()
    {
        yield return Document("selections nested 20,000 deep", "DOCUMENT_DEPTH_EXCEEDED", "limit", Nested("{node", 20_000, "}"));
        yield return Document("inline fragments nested 20,000 deep", "DOCUMENT_DEPTH_EXCEEDED", "limit", Nested("{...", 20_000, "}"));
        yield return Document("lists of values nested 20,000 deep", "DOCUMENT_DEPTH_EXCEEDED", "limit", "{zones(order:" + Nested("[", 20_000, "]") + "){totalCount}}");
        yield return Document("objects of values nested 20,000 deep", "DOCUMENT_DEPTH_EXCEEDED", "limit", "{zones(where:" + Nested("{and:", 20_000, "}") + "){totalCount}}");
        yield return Document("types nested 20,000 deep", "DOCUMENT_DEPTH_EXCEEDED", "limit", "query($a:" + Nested("[", 20_000, "]") + "){__typename}");
        yield return Document("a chain of 5,000 fragments", "DOCUMENT_TOKENS_EXCEEDED", "limit", Chain(5_000));
        yield return Document("a chain of 1,500 fragments", "FRAGMENT_VISITS_EXCEEDED", "limit", Chain(1_500));
        yield return Document("a chain of 900 fragments", "OPERATION_DEPTH_EXCEEDED", "limit", Chain(900));
        yield return Document("fragments that each spread the next one twice", "FRAGMENT_VISITS_EXCEEDED", "limit", Twice(30));
        yield return Document("a cycle of 250 fragments", null, null, Chain(250).Replace("{__typename}", "{...f0}", StringComparison.Ordinal));
        yield return Document("10 MB of {", "HC0010", "limit", new string('{', 10_000_000));
        yield return Document("1 MB of {", "HC0011", null, new string('{', 1_000_000));
        yield return Document("1 MB of commas", "HC0011", null, new string(',', 1_000_000));
        yield return Document("100,000 aliases", "DOCUMENT_FIELDS_EXCEEDED", "limit", "{" + Many(100_000, i => $"a{i}:b ") + "}");
        yield return Document("10,000 directives", "DOCUMENT_DIRECTIVES_EXCEEDED", "limit", "{__typename" + Many(10_000, _ => "@skip(if:false)") + "}");
        yield return Document("10,000 arguments", "DOCUMENT_TOKENS_EXCEEDED", "limit", "{zones(" + Many(10_000, i => $"a{i}:1 ") + "){totalCount}}");
        yield return Document("2,000 equal fields", "HC0107", "limit", "{" + Many(2_000, _ => "__typename ") + "}");
        yield return Document("fields repeated at every level", "HC0107", "limit", Doubled(9));
        yield return Document("500 fragments to be compared with one another", "HC0107", "limit", "{" + Many(500, i => $"...f{i} ") + "}" + Many(500, i => $"fragment f{i} on Query{{release{{number}}}}"));
        yield return Document("1,000 fields that conflict", null, null, "{" + Many(1_000, i => $"x:zones(first:{i}){{totalCount}}") + "}");
        yield return Document("introspection in circles", "HC0086", "maxListDepth", "{__schema{types{" + Nested("fields{type{", 15, "}}", "name") + "}}}");
        yield return Document("lists of 1,000 in lists of 1,000", "HC0047", "maxFieldCost", "{zones(first:1000){nodes{incubators(first:1000){nodes{enterprises(first:1000){nodes{name}}}}}}}");
        yield return Body("variables nested 20,000 deep", "JSON_DEPTH_EXCEEDED", "limit", $$$"""{"query":"query($w:ZoneFilterInput){zones(where:$w){totalCount}}","variables":{"w":{{{Nested("{\"and\":[", 20_000, "]}")}}}}}""");
        yield return Body("extensions nested 20,000 deep", "JSON_DEPTH_EXCEEDED", "limit", $$$"""{"query":"{__typename}","extensions":{"a":{{{Nested("[", 20_000, "]")}}}}}""");
        yield return Document("a body of 25 MB", "HC0010", "limit", "{__typename #" + new string('x', 25_000_000) + "}");
    }

    private static HostileRequest Document(string name, string? code, string? limit, string document) =>
        Body(name, code, limit, JsonSerializer.Serialize(new { query = document }));

    private static HostileRequest Body(string name, string? code, string? limit, string body) => new(name, code, limit, Encoding.UTF8.GetBytes(body));

    private static string Chain(int length) => "{...f0}" + Many(length, i => $"fragment f{i} on Query{{...f{i + 1}}}") + $"fragment f{length} on Query{{__typename}}";

    private static string Twice(int length) =>
        "{...f0}" + Many(length, i => $"fragment f{i} on Query{{...f{i + 1} ...on Query{{...f{i + 1}}}}}") + $"fragment f{length} on Query{{__typename}}";

    // Every level has the next one twice, so the pairs to be compared become four times as many from level to level.
    private static string Doubled(int levels) => "{administrativeDivisions{nodes" + Parent(levels) + "}}";

    private static string Parent(int levels) => levels == 0 ? "{name}" : $"{{parent{Parent(levels - 1)}parent{Parent(levels - 1)}}}";

    private static string Nested(string open, int times, string close, string inside = "") =>
        new StringBuilder().Insert(0, open, times).Append(inside).Insert((open.Length * times) + inside.Length, close, times).ToString();

    private static string Many(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));
}
