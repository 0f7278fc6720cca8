using System.Globalization;

namespace Registry.Graph.Tests;

/// <summary>Questions made up from a seed: filters, orders with nulls and ties, pages from either end, searches, lists within lists.</summary>
internal sealed class MadeQuestions(int seed)
{
    private static readonly string[] names = ["企业", "高新区", "孵化器", "重庆", "大学", "-1-", "3", "院", "", "%", "_", "企业1-0-0", "园"];
    private static readonly string[] words = ["重庆", "重庆大学", "企业", "cqdx", "高新区", "国家", "孵化器1", "qy", "机械", "电信学院"];
    private static readonly string[] levels = ["NATIONAL", "PROVINCIAL", "DISTRICT"];
    private static readonly string[] days = ["2018", "2018-02", "2019-06-01", "2021"];
    private static readonly string[] directions = ["ASC", "DESC"];

    private readonly Random _random = new(seed);

    /// <summary>A question. One that is to go on behind a page holds AFTER, where the page's last cursor stands.</summary>
    public string Next() => _random.Next(8) switch
    {
        0 => $"{{ search(text: \"{Of(words)}\", {Page()}) {{ totalCount edges {{ cursor score matched {{ value }} node {{ id name level }} }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}",
        1 => $"{{ zones({Arguments("area", "approvedOn")}) {{ totalCount nodes {{ id name incubators({Page()}{Where()}) {{ totalCount edges {{ cursor node {{ id name enterprises({Page()}) {{ totalCount nodes {{ name }} }} }} }} }} }} pageInfo {{ startCursor endCursor }} }} }}",
        2 => $"{{ entities({Arguments()}) {{ totalCount edges {{ cursor node {{ __typename id name names {{ value kind }} identifiers {{ scheme value }} }} }} }} }}",
        3 => $"{{ entities({Page()}) {{ totalCount nodes {{ id relations({Page()}) {{ totalCount nodes {{ predicate status subject {{ id }} object {{ id }} evidence {{ quote locator seenAt source {{ title }} }} }} }} }} }} }}",
        4 => $"{{ incubators({Arguments()}) {{ totalCount edges {{ cursor node {{ id name level place {{ name }} names {{ value kind }} }} }} }} }}",
        5 => $"{{ universities({Arguments("schoolCode")}) {{ totalCount edges {{ cursor node {{ id name evidence {{ quote locator }} }} }} }} }}",
        _ => $"{{ enterprises({Arguments("foundedOn", "registeredCapital", "industry")}) {{ totalCount edges {{ cursor node {{ id name industry foundedOn registeredCapital place {{ name }} }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}",
    };

    private string Arguments(params string[] fields) => Page() + Where(fields) + Order(fields) + (_random.Next(4) == 0 ? ", place: \"500153\"" : "");

    private string Page() => string.Create(CultureInfo.InvariantCulture, $"{(_random.Next(3) == 0 ? "last" : "first")}: {_random.Next(1, 9)}");

    private string Where(params string[] fields) => _random.Next(3) == 0 ? "" : $", where: {Condition(2, fields)}";

    private string Condition(int depth, string[] fields) => _random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => $"{{ level: {{ {(_random.Next(2) == 0 ? "eq" : "neq")}: {Of(levels)} }} }}",
        1 => $"{{ level: {{ in: [{Of(levels)}, {Of(levels)}] }} }}",
        2 => $"{{ level: {{ {(_random.Next(2) == 0 ? "eq" : "neq")}: null }} }}",
        3 when fields.Contains("foundedOn") => $"{{ foundedOn: {{ {Of("gt", "gte", "lt", "lte")}: \"{Of(days)}\" }} }}",
        4 when fields.Contains("area") => $"{{ area: {{ {Of("gt", "gte", "lt", "lte", "neq")}: {_random.Next(8)} }} }}",
        6 => $"{{ and: [{Condition(depth - 1, fields)}, {Condition(depth - 1, fields)}] }}",
        7 => $"{{ or: [{Condition(depth - 1, fields)}, {Condition(depth - 1, fields)}] }}",
        _ => $"{{ name: {{ {Of("contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith", "eq", "neq")}: \"{Of(names)}\" }} }}",
    };

    private string Order(string[] fields)
    {
        var keys = Enumerable.Range(0, _random.Next(3)).Select(_ => Of(["name", "nameSort", "level", "status", .. fields])).Distinct().ToList();
        return keys.Count == 0 ? "" : $", order: [{string.Join(", ", keys.Select(key => $"{{ {key}: {Of(directions)} }}"))}]";
    }

    private string Of(params string[] choices) => choices[_random.Next(choices.Length)];
}
