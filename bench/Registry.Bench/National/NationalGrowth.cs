using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine;
using Registry.Store;
using SQLitePCL;

namespace Registry.Bench.National;

/// <summary>
/// What the same question costs as the data grows: stores of several scales, without HTTP and on one thread. Besides the questions the two halves of Q3,
/// a page far down an unfiltered list, and searches. Zones, universities and carriers keep their number while enterprises grow, and with them the
/// answers of Q2, Q3 and Q5; so these are asked once more, with pages that every store can fill, for those bodies whose answers are of one size, and
/// as many of them as the smallest store has.
/// </summary>
internal static class NationalGrowth
{
    private const int Searches = 300;

    private const string Search = "query ($text: String!) { search(text: $text, first: 10) { edges { score node { id name } } } }";

    // Of the answers in the smallest store, larger than nine in ten; as near to that as a tenth.
    private const double Larger = 0.9;
    private const double Near = 0.1;

    private static readonly string[] Sized = ["Q2 by pages of 3", "Q5 by pages of 2", "Q3's page"];

    private static readonly string[] Asked = ["Q1", "Q2", "Q4", "Q5", "Q3's page", "Q3's count", "page 1 by name", "page 1,000 by name", "search by a whole name", "search by four characters"];

    /// <param name="arguments">The folder of the benchmark's data, then the files of stores, the smallest first.</param>
    public static async Task<int> Run(string[] arguments)
    {
        var (data, stores) = (arguments[0], arguments[1..]);
        List<Dictionary<string, string>> columns = [];
        Dictionary<string, (int Size, int Count)> sizes = new(StringComparer.Ordinal);

        // What is compiled anew for speed is compiled by then for the first store as for the others.
        await Column(stores[0], data, sizes);
        foreach (var store in stores)
            columns.Add(await Column(store, data, sizes));
        Console.WriteLine("| CPU us, median of windows of 20 | " + string.Join(" | ", columns.Select(column => column["size"])) + " |");
        Console.WriteLine("|---|" + string.Concat(columns.Select(_ => "---:|")));
        foreach (var asked in Asked.Concat(Sized.Select(question => Of(question, sizes))).Append("search, median ms of the clock"))
            Console.WriteLine($"| {asked} | " + string.Join(" | ", columns.Select(column => column[asked])) + " |");
        return 0;
    }

    private static async Task<Dictionary<string, string>> Column(string store, string data, Dictionary<string, (int Size, int Count)> sizes)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + store));
        using var engine = NationalServer.Engine(database);
        var questions = new NationalQuestions(data, store);
        var column = new Dictionary<string, string>(StringComparer.Ordinal) { ["size"] = Size(store) };
        foreach (var asked in Asked)
        {
            var spent = await NationalEngine.Measure(engine, await Requests(asked, questions, engine, store), database);
            column[asked] = spent.Middle.ToString("F1", CultureInfo.InvariantCulture);
        }

        foreach (var question in Sized)
        {
            var alike = await OfOneSize(engine, question, await Requests(question, questions, engine, store), sizes);
            var spent = await NationalEngine.Measure(engine, alike, database);
            column[Of(question, sizes)] = string.Create(CultureInfo.InvariantCulture, $"{spent.Middle:F1}");
        }

        column["search, median ms of the clock"] = await Clocked(engine, [.. Names(store).Select(name => Of(Search, new { text = name[..Math.Min(4, name.Length)] }))]);
        return column;
    }

    private static async Task<List<GraphQLRequest>> Requests(string asked, NationalQuestions questions, GraphQLEngine engine, string store) => asked switch
    {
        "Q2 by pages of 3" => await Part("Q2", questions, engine, "first: 10)", "first: 3)"),
        "Q5 by pages of 2" => await Part("Q5", questions, engine, "first: 20,", "first: 2,"),
        "Q3's page" => await Part("Q3", questions, engine, "    totalCount\n", ""),
        "Q3's count" => await Part("Q3", questions, engine, "    nodes { id name creditCode level industry }\n", ""),
        "page 1 by name" => [GraphQLRequest.Of(Page(null))],
        "page 1,000 by name" => [GraphQLRequest.Of(Page(await Cursor(engine, store)))],
        "search by a whole name" => [.. Names(store).Select(name => Of(Search, new { text = name }))],
        "search by four characters" => [.. Names(store).Select(name => Of(Search, new { text = name[..Math.Min(4, name.Length)] }))],
        _ => [.. (await questions.Bodies(asked, engine)).Select(NationalEngine.Request)],
    };

    private static string Of(string question, Dictionary<string, (int Size, int Count)> sizes) => string.Create(CultureInfo.InvariantCulture, $"{question}, {sizes[question].Count} with answers of {sizes[question].Size:N0} B");

    private static async Task<List<GraphQLRequest>> OfOneSize(GraphQLEngine engine, string question, List<GraphQLRequest> requests, Dictionary<string, (int Size, int Count)> sizes)
    {
        List<(GraphQLRequest Request, int Size)> asked = [];
        foreach (var request in requests)
        {
            using var response = await engine.Execute(request);
            asked.Add((request, System.Text.Encoding.UTF8.GetByteCount(await response.ToJson())));
        }

        var isFirst = !sizes.TryGetValue(question, out var of);
        var size = isFirst ? asked.Select(answer => answer.Size).Order().ElementAt((int)(asked.Count * Larger)) : of.Size;
        List<GraphQLRequest> alike = [.. asked.Where(answer => Math.Abs(answer.Size - size) <= size * Near).Select(answer => answer.Request)];
        if (isFirst)
            sizes.Add(question, of = (size, alike.Count));
        if (alike.Count < of.Count)
            throw new InvalidOperationException($"Of {question} {alike.Count} answers are of {size} bytes; {of.Count} are in the smallest store.");
        return [.. Enumerable.Range(0, of.Count).Select(i => alike[(int)((long)i * alike.Count / of.Count)])];
    }

    private static async Task<List<GraphQLRequest>> Part(string question, NationalQuestions questions, GraphQLEngine engine, string left, string instead) =>
        [.. (await questions.Bodies(question, engine)).Select(body => NationalEngine.Request(With(body, left, instead)))];

    private static string With(string body, string left, string instead)
    {
        var request = JsonNode.Parse(body)!;
        var document = (string)request["query"]!;
        if (!document.Contains(left, StringComparison.Ordinal))
            throw new InvalidOperationException($"The question does not hold `{left}`.");
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
