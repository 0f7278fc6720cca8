using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine;
using Registry.Store;
using SQLitePCL;

namespace Registry.Bench.National;

/// <summary>
/// What the same question costs as the data grows: stores of several scales, without HTTP and on one thread. Besides the questions the two halves of Q3,
/// a page far down an unfiltered list, and searches.
/// </summary>
internal static class NationalGrowth
{
    private const int Searches = 300;

    private const string Search = "query ($text: String!) { search(text: $text, first: 10) { edges { score node { id name } } } }";

    private static readonly string[] Asked = ["Q1", "Q2", "Q4", "Q5", "Q3's page", "Q3's count", "page 1 by name", "page 1,000 by name", "search by a whole name", "search by four characters"];

    /// <param name="arguments">The folder of the benchmark's data, then the files of stores, the smallest first.</param>
    public static async Task<int> Run(string[] arguments)
    {
        var (data, stores) = (arguments[0], arguments[1..]);
        List<Dictionary<string, string>> columns = [];
        foreach (var store in stores)
            columns.Add(await Column(store, data));
        Console.WriteLine("| CPU us | " + string.Join(" | ", columns.Select(column => column["size"])) + " |");
        Console.WriteLine("|---|" + string.Concat(columns.Select(_ => "---:|")));
        foreach (var asked in Asked.Append("search, median ms of the clock"))
            Console.WriteLine($"| {asked} | " + string.Join(" | ", columns.Select(column => column[asked])) + " |");
        return 0;
    }

    private static async Task<Dictionary<string, string>> Column(string store, string data)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + store));
        using var engine = NationalServer.Engine(database);
        var questions = new NationalQuestions(data, store);
        var column = new Dictionary<string, string>(StringComparer.Ordinal) { ["size"] = Size(store) };
        foreach (var asked in Asked)
        {
            var spent = await NationalEngine.Measure(engine, await Requests(asked, questions, engine, store), database);
            column[asked] = spent.Cpu.ToString("F1", CultureInfo.InvariantCulture);
        }

        column["search, median ms of the clock"] = await Clocked(engine, [.. Names(store).Select(name => Of(Search, new { text = name[..Math.Min(4, name.Length)] }))]);
        return column;
    }

    private static async Task<List<GraphQLRequest>> Requests(string asked, NationalQuestions questions, GraphQLEngine engine, string store) => asked switch
    {
        "Q3's page" => await Part(questions, engine, "    totalCount\n", ""),
        "Q3's count" => await Part(questions, engine, "    nodes { id name creditCode level industry }\n", ""),
        "page 1 by name" => [GraphQLRequest.Of(Page(null))],
        "page 1,000 by name" => [GraphQLRequest.Of(Page(await Cursor(engine, store)))],
        "search by a whole name" => [.. Names(store).Select(name => Of(Search, new { text = name }))],
        "search by four characters" => [.. Names(store).Select(name => Of(Search, new { text = name[..Math.Min(4, name.Length)] }))],
        _ => [.. (await questions.Bodies(asked, engine)).Select(NationalEngine.Request)],
    };

    private static async Task<List<GraphQLRequest>> Part(NationalQuestions questions, GraphQLEngine engine, string left, string instead) =>
        [.. (await questions.Bodies("Q3", engine)).Select(body => NationalEngine.Request(Without(body, left, instead)))];

    private static string Without(string body, string left, string instead)
    {
        var request = JsonNode.Parse(body)!;
        var document = (string)request["query"]!;
        if (!document.Contains(left, StringComparison.Ordinal))
            throw new InvalidOperationException($"Q3 does not hold `{left}`.");
        request["query"] = document.Replace(left, instead, StringComparison.Ordinal);
        return request.ToJsonString();
    }

    private static string Page(string? after) =>
        $"{{ enterprises(first: 50, order: [{{ name: ASC }}]{(after is null ? "" : $", after: \"{after}\"")}) {{ nodes {{ id name }} }} }}";

    // The cursor of the last item of page 999, found without reading them all one by one.
    private static async Task<string> Cursor(GraphQLEngine engine, string store)
    {
        var after = "";
        for (var read = 0; read < 999 * 50; read += 1_000)
        {
            var page = $"{{ enterprises(first: {Math.Min(1_000, (999 * 50) - read)}, order: [{{ name: ASC }}]{(after.Length == 0 ? "" : $", after: \"{after}\"")}) {{ pageInfo {{ endCursor }} }} }}";
            using var response = await engine.Execute(GraphQLRequest.Of(page));
            var end = JsonNode.Parse(await response.ToJson())!["data"]!["enterprises"]!["pageInfo"]!["endCursor"];
            after = (string?)end ?? throw new InvalidOperationException($"{store} has fewer than 999 pages of enterprises.");
        }

        return after;
    }

    private static async Task<string> Clocked(GraphQLEngine engine, List<GraphQLRequest> requests)
    {
        List<double> times = [];
        foreach (var request in requests)
        {
            var from = System.Diagnostics.Stopwatch.GetTimestamp();
            using var response = await engine.Execute(request);
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        return Figures.Median(times).ToString("F2", CultureInfo.InvariantCulture);
    }

    private static GraphQLRequest Of(string document, object variables) => GraphQLRequest.Of(document) with { Variables = JsonSerializer.SerializeToElement(variables) };

    private static string Size(string store)
    {
        using var handle = new Handle(store);
        var (enterprises, names) = (0L, 0L);
        handle.Each("select count(*) from enterprise", row => enterprises = raw.sqlite3_column_int64(row, 0));
        handle.Each("select count(*) from name", row => names = raw.sqlite3_column_int64(row, 0));
        return string.Create(CultureInfo.InvariantCulture, $"{enterprises:N0} enterprises, {names:N0} names");
    }

    // Evenly over the order of the keys.
    private static List<string> Names(string store)
    {
        using var handle = new Handle(store);
        List<string> names = [];
        handle.Each(string.Create(CultureInfo.InvariantCulture, $"""
            with recursive seat(number) as (select 0 union all select number + 1 from seat where number < {Searches - 1})
            select (select e.name from enterprise e where e.entity_id >= (select min(entity_id) from enterprise)
            + number * ((select max(entity_id) from enterprise) - (select min(entity_id) from enterprise)) / {Searches} order by e.entity_id limit 1)
            from seat
            """), row => names.Add(raw.sqlite3_column_text(row, 0).utf8_to_string()));
        return names;
    }
}
