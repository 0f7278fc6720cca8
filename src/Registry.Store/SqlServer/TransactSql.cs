using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Registry.Store.SqlServer;

/// <summary>
/// Puts a statement of ours, which is SQLite's text, into T-SQL. The rules look at words, never at meaning: what differs by more than a word
/// or a call stands in two files of one name (<see cref="SqlFiles"/>). They are held to by the parser of SQL Server over every statement
/// and by the whole suite over a server.
/// </summary>
static partial class TransactSql
{
    // Names that T-SQL reserves and SQLite does not.
    static readonly FrozenSet<string> reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "key", "rule", "plan", "file", "percent", "public", "user", "open", "close", "top", "read", "option", "function", "by");

    static readonly FrozenDictionary<string, string> functions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["count"] = "count_big",
        ["substr"] = "substring",
        ["length"] = "len",
        ["ifnull"] = "coalesce",
        ["ln"] = "log",
        // A function of the schema: what openjson gives, with the position as a number.
        ["json_each"] = "items_of",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, string> types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["integer"] = "bigint",
        ["real"] = "float",
        ["text"] = "nvarchar(400)",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly ConcurrentDictionary<string, Translated> known = new(StringComparer.Ordinal);

    /// <summary>The statement in T-SQL, and the words in it.</summary>
    public static Translated Of(string sql)
    {
        if (known.TryGetValue(sql, out var translated))
            return translated;
        // Texts depend on shapes, of which a busy schema has some hundred; a caller that writes ever new ones shall not fill the memory.
        if (known.Count > 4096)
            known.Clear();
        return known[sql] = Translate(SqlFiles.Transact(sql), sql);
    }

    static Translated Translate(string? ready, string sql)
    {
        var tokens = Tokens(sql);
        var words = tokens.Where(IsWord).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ready is not null)
            return new Translated(ready, words, FrozenSet<string>.Empty);
        NumberParameters(tokens);
        var lists = Lists(tokens).ToFrozenSet(StringComparer.Ordinal);
        FindByKeys(tokens);
        MoveReturned(tokens);
        ApplyOne(tokens);
        RewriteCalls(tokens);
        for (var i = 0; i < tokens.Count; i++)
            Rewrite(tokens, i);
        return new Translated(string.Concat(tokens), words, lists);
    }

    // What reads the store for questions names the function that both databases have of us.
    static bool IsList(string token) => Is(token, "json_each") || Is(token, "items_of");

    static IEnumerable<string> Lists(List<string> tokens) => tokens
        .Select((token, i) => IsList(token) && Next(tokens, i) is var open ? tokens[Next(tokens, open)] : "")
        .Where(token => token.StartsWith('@'));

    // SQLite gives a parameter without a number the one after the largest so far.
    static void NumberParameters(List<string> tokens)
    {
        var largest = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i][0] != '?')
                continue;
            var number = tokens[i].Length == 1 ? largest + 1 : int.Parse(tokens[i].AsSpan(1), CultureInfo.InvariantCulture);
            largest = Math.Max(largest, number);
            tokens[i] = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
        }
    }

    // insert into t (a) values (1) returning b: insert into t (a) output inserted.b values (1)
    static void MoveReturned(List<string> tokens)
    {
        var at = tokens.FindIndex(token => Is(token, "returning"));
        if (at < 0)
            return;
        var column = tokens[Next(tokens, at)];
        tokens.RemoveRange(at, Next(tokens, at) - at + 1);
        var rows = tokens.FindIndex(token => Is(token, "values") || Is(token, "select"));
        tokens.Insert(rows, $"output inserted.{column} ");
    }

    // p cross join one_of(x) a: x may name what stands before.
    static void ApplyOne(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var join = tokens.FindLastIndex(i, token => !IsBlank(token) && !Is(token, "one_of"));
            if (Is(tokens[i], "one_of") && Is(tokens[join], "join"))
                tokens[join] = "apply";
        }
    }

    // from items_of(x) p cross join t a where a.b in (select ...), b the key of t: SQLite runs the inner statement for each p and looks up what it
    // gives. A server that is asked in these words may read the whole of t instead, so it is told to look up one row at a time.
    static void FindByKeys(List<string> tokens)
    {
        var (start, table) = Looked(tokens);
        var alias = table < 0 ? tokens.Count : Next(tokens, table);
        if (alias >= tokens.Count || !IsWord(tokens[alias]) || Following(tokens, WhereOf(tokens, alias), 6) is not [var of, var dot, var key, var isIn, var open, var select])
            return;
        if (tokens[of] != tokens[alias] || tokens[dot] != "." || !Is(tokens[isIn], "in") || tokens[open] != "(" || !Is(tokens[select], "select") || !TableKeys.IsKey(tokens[table], tokens[key]))
            return;
        var end = End(tokens, open);
        var keys = string.Concat(tokens[open..(end + 1)]);
        var rows = $"(select distinct ids.id from {keys} ids(id)) found cross apply (select top (1) * from {tokens[table]} one where one.{tokens[key]} = found.id)";
        tokens.RemoveRange(of, end - of + 1);
        tokens.InsertRange(of, Tokens("1 = 1"));
        tokens.RemoveRange(start, table - start + 1);
        tokens.InsertRange(start, Tokens(start == table ? rows : "cross apply " + rows));
    }

    // Where the rows of a table are looked up: behind a list of parents, or at once where the table is a view, which is dear to read.
    static (int Start, int Table) Looked(List<string> tokens)
    {
        var cross = tokens.FindIndex(token => Is(token, "cross"));
        if (cross >= 0 && FollowsList(tokens, cross))
            return (cross, Next(tokens, Next(tokens, cross)));
        var from = tokens.FindIndex(token => Is(token, "from"));
        var table = from < 0 ? tokens.Count : Next(tokens, from);
        return table < tokens.Count && TableKeys.IsView(tokens[table]) ? (table, table) : (-1, -1);
    }

    // items_of(...) p before the join.
    static bool FollowsList(List<string> tokens, int join)
    {
        var list = tokens.FindIndex(IsList);
        return list >= 0 && list < join && Next(tokens, Next(tokens, End(tokens, Next(tokens, list)))) == join;
    }

    // The places of the tokens behind one; none where there are too few.
    static int[] Following(List<string> tokens, int at, int count)
    {
        if (at < 0)
            return [];
        var places = new int[count];
        for (var i = 0; i < count; i++)
            places[i] = at = Next(tokens, at);
        return at < tokens.Count ? places : [];
    }

    // The condition of the select in which a token stands.
    static int WhereOf(List<string> tokens, int from)
    {
        var depth = 0;
        for (var i = from; i < tokens.Count && depth >= 0; i++)
        {
            depth += tokens[i] switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0 && Is(tokens[i], "where"))
                return i;
        }
        return -1;
    }

    static void Rewrite(List<string> tokens, int i)
    {
        var token = tokens[i];
        if (token.Length == 0)
            return;
        if (token.StartsWith("x'", StringComparison.OrdinalIgnoreCase))
        {
            tokens[i] = "0x" + token[2..^1];
            return;
        }
        if (char.IsAsciiDigit(token[0]))
        {
            // 0.5 is a decimal there, with other rounding than a float.
            tokens[i] = token.Contains('.', StringComparison.Ordinal) ? $"cast({token} as float)" : token;
            return;
        }
        if (!IsWord(token))
            return;
        var next = Next(tokens, i);
        var follows = next < tokens.Count ? tokens[next] : "";
        if (follows == "(" && functions.TryGetValue(token, out var function))
            tokens[i] = function;
        else if (follows == ")" && types.TryGetValue(token, out var type) && Is(Before(tokens, i), "as"))
            tokens[i] = type;
        else if (Is(token, "cross") && Is(follows, "join") && HasCondition(tokens, next))
            (tokens[i], tokens[i + 1]) = ("", "");
        else if (Is(token, "limit"))
            (tokens[i], tokens[next]) = ("offset 0 rows fetch next", follows + " rows only");
        else if (Is(token, "indexed") && Is(follows, "by"))
            Array.ForEach([i, next, Next(tokens, next)], at => tokens[at] = "");
        else if (reserved.Contains(token) && !IsGrammar(tokens, i, token))
            tokens[i] = $"[{token}]";
    }

    static bool IsGrammar(List<string> tokens, int i, string token) =>
        (Is(token, "top") && Is(Before(tokens, i), "select")) || (Is(token, "by") && (Is(Before(tokens, i), "group") || Is(Before(tokens, i), "order") || Is(Before(tokens, i), "partition")));

    // cross join fixes SQLite's order of tables; T-SQL lets it bear no condition.
    static bool HasCondition(List<string> tokens, int join)
    {
        var at = Next(tokens, join);
        at = tokens[at] == "(" ? Next(tokens, End(tokens, at)) : Next(tokens, at);
        if (at < tokens.Count && tokens[at] == "(")
            at = Next(tokens, End(tokens, at));
        if (at < tokens.Count && Is(tokens[at], "as"))
            at = Next(tokens, at);
        if (at < tokens.Count && IsWord(tokens[at]) && !Is(tokens[at], "on"))
            at = Next(tokens, at);
        return at < tokens.Count && Is(tokens[at], "on");
    }

    static void RewriteCalls(List<string> tokens)
    {
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var open = Next(tokens, i);
            if (!IsWord(tokens[i]) || open >= tokens.Count || tokens[open] != "(" || Call(tokens[i], () => Arguments(tokens, open)) is not { } call)
                continue;
            tokens.RemoveRange(i, End(tokens, open) - i + 1);
            tokens.InsertRange(i, Tokens(call));
        }
    }

    // Their arguments stand in another order, or they are no single function there.
    static string? Call(string name, Func<List<string>> arguments)
    {
        switch (name)
        {
            case "instr":
                // The empty text stands at the start of every text.
                return arguments() is [var text, var sought] ? $"iif({sought} = '', 1, charindex({sought}, {text}))" : null;
            case "substr":
                return arguments() is [var whole, ['-', .. var last]] ? $"right({whole}, {last})" : null;
            case "one_of":
                return $"(select {arguments()[0]} as value)";
            case "julianday":
                return $"(datediff(second, '2000-01-01', cast(left({arguments()[0]}, 19) as datetime2(0))) / 86400e0)";
            case "strftime":
                // Babelfish puts a space where the T stands.
                return arguments()[0].EndsWith("Z'", StringComparison.Ordinal)
                    ? "concat(replace(convert(nvarchar(13), sysutcdatetime(), 126), ' ', 'T'), ':00:00.000Z')"
                    : "concat(replace(convert(nvarchar(13), sysutcdatetime(), 126), ' ', 'T'), ':00:00')";
            default:
                return null;
        }
    }

    static List<string> Arguments(List<string> tokens, int open)
    {
        List<string> arguments = [];
        var argument = new StringBuilder();
        var depth = 0;
        for (var i = open + 1; i < End(tokens, open); i++)
        {
            depth += tokens[i] switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0 && tokens[i] == ",")
            {
                arguments.Add(argument.ToString().Trim());
                argument.Clear();
            }
            else
            {
                argument.Append(tokens[i]);
            }
        }
        arguments.Add(argument.ToString().Trim());
        return arguments;
    }

    // The parenthesis that closes the one at a place.
    static int End(List<string> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            depth += tokens[i] switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        throw new InvalidOperationException($"A parenthesis is not closed: {string.Concat(tokens)}");
    }

    static int Next(List<string> tokens, int i)
    {
        do
        {
            i++;
        }
        while (i < tokens.Count && IsBlank(tokens[i]));
        return i;
    }

    static string Before(List<string> tokens, int i)
    {
        do
        {
            i--;
        }
        while (i >= 0 && IsBlank(tokens[i]));
        return i < 0 ? "" : tokens[i];
    }

    static List<string> Tokens(string sql) => [.. Token().Matches(sql).Select(match => match.Value)];

    static bool IsBlank(string token) => token.Length == 0 || char.IsWhiteSpace(token[0]) || token.StartsWith("--", StringComparison.Ordinal);

    static bool IsWord(string token) => token.Length > 0 && (char.IsAsciiLetter(token[0]) || token[0] == '_');

    static bool Is(string token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\s+|--[^\n]*|[Nx]?'(?:[^']|'')*'|""[^""]*""|\[[^\]]*\]|\?\d*|@\w+|\d+(?:\.\d+)?(?:e\d+)?|\w+|[<>!]=|<>|\|\||.", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}

/// <summary>A statement in T-SQL.</summary>
/// <param name="Text">The text.</param>
/// <param name="Words">Every word of the statement, the tables that it touches among them.</param>
/// <param name="Lists">The parameters that are JSON lists.</param>
sealed record Translated(string Text, IReadOnlySet<string> Words, IReadOnlySet<string> Lists);
