using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Registry.Harvest.Tests.Extract;

/// <summary>The rules are general: no body, place or number of the texts by which they are measured stands in them.</summary>
public sealed partial class RulesNameNothingTests
{
    [Fact]
    public void No_rule_and_no_vocabulary_names_a_body_a_place_or_a_number_of_the_measured_texts()
    {
        string folder = Path.Combine(ForeignData.Repository(), "src", "Registry.Harvest", "Extract");
        Dictionary<string, string> rules = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText);

        List<string> named = [.. from word in Words() from rule in rules where Stands(word, rule.Value) select $"{word} stands in {rule.Key}"];

        Assert.Empty(named);
    }

    private static bool Stands(string word, string rule) =>
        char.IsAsciiDigit(word[0]) ? Regex.IsMatch(rule, $@"(?<![\d.]){Regex.Escape(word)}(?![\d.])") : rule.Contains(word, StringComparison.Ordinal);

    private static HashSet<string> Words()
    {
        string folder = Path.GetDirectoryName(ForeignData.At(Path.Combine("gold", "README.md")))!;
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (string line in Directory.EnumerateFiles(folder, "0*.jsonl").SelectMany(File.ReadLines))
        {
            JsonNode row = JsonNode.Parse(line)!;
            if ((string?)row["kind"] == "entity" && (string?)row["type"] is not ("Program" or "Fund" or "Cluster" or "Event"))
            {
                words.UnionWith(Names(row).Where(name => name.Length > 1 && !Common().IsMatch(name)));
            }
            else if ((string?)row["kind"] is "observation" or "target" && row["value"]?.ToString() is { } value && (value.Contains('.', StringComparison.Ordinal) || value.Length > 2) && value is not ("100" or "200" or "300" or "400" or "900" or "1000" or "true"))
            {
                words.Add(value);
            }
        }

        return words;
    }

    private static IEnumerable<string> Names(JsonNode row) =>
        (row["aliases"] as JsonArray ?? []).Concat(row["accept"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Append((string)row["name"]!);

    // Words of every such text.
    [GeneratedRegex("^(?:全区|高新区|重大|区.*|国家.*|高新区管委会|新城建设管委会)$")]
    private static partial Regex Common();
}
