using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Figures;

/// <summary>What an indicator's figures say: how many there are, how many came, how much in a period, a share, a rank, something planned.</summary>
public enum IndicatorDefinition
{
    /// <summary>How many there are, 累计.</summary>
    Cumulative,

    /// <summary>How many came in the period, 新增.</summary>
    New,

    /// <summary>How many are in force, 有效期内.</summary>
    InForce,

    /// <summary>An amount of the period.</summary>
    Flow,

    /// <summary>A share or ratio.</summary>
    Rate,

    /// <summary>A place in an order.</summary>
    Rank,

    /// <summary>Something that is planned.</summary>
    Plan,
}

/// <summary>An indicator of the dictionary.</summary>
/// <param name="Code">Our code.</param>
/// <param name="Label">What it is called in Chinese.</param>
/// <param name="Definition">What its figures say.</param>
public sealed record Indicator(string Code, string Label, IndicatorDefinition Definition);

/// <summary>The indicator dictionary (Words/indicators.txt): which indicator is meant by the words around a figure.</summary>
public static class Indicators
{
    private static readonly Trie<int> Known = new();
    private static readonly Rule[] Rules = [.. Vocabulary.Lines("indicators.txt").Select(Parse)];
    private static readonly Dictionary<UnitClass, Rule[]> ByUnit = Enum.GetValues<UnitClass>().ToDictionary(static u => u, static u => Rules.Where(r => r.Units.Contains(u)).ToArray());

    /// <summary>The indicators by their codes.</summary>
    public static IReadOnlyDictionary<string, Indicator> ByCode { get; } =
        Rules.GroupBy(static r => r.Indicator.Code, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Indicator, StringComparer.Ordinal);

    /// <summary>The indicator that the words around a figure mean; null when the dictionary has none.</summary>
    internal static Indicator? Of(string words, UnitClass unit)
    {
        bool[] found = new bool[Known.Count];
        Known.Mark(words, word => found[word] = true);
        Rule? best = null;
        int most = 0;
        foreach (Rule rule in ByUnit[unit])
        {
            int matched = rule.Matched(found);
            if (matched > most)
            {
                (best, most) = (rule, matched);
            }
        }

        return best?.Indicator;
    }

    // Words are numbered, so that what stands around a figure is looked through once for all rules.
    private static (int Number, int Length) Word(string word)
    {
        if (Known.Longest(word, 0) is var (length, number) && length == word.Length)
        {
            return (number, length);
        }

        Known.Add(word, Known.Count);
        return (Known.Count - 1, word.Length);
    }

    private static Rule Parse(string line)
    {
        string[] cells = line.Split(" | ");
        if (cells.Length != 5)
        {
            throw new FormatException($"indicators.txt: found \"{line}\"; code | classes of unit | definition | words | label would be right.");
        }

        UnitClass[] units = [.. cells[1].Trim().Split(',').Select(static u => Enum.Parse<UnitClass>(u, ignoreCase: true))];
        string[] words = cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(
            new(cells[0].Trim(), cells[4].Trim(), Enum.Parse<IndicatorDefinition>(cells[2].Trim(), ignoreCase: true)),
            units,
            [.. words.Where(static w => w[0] != '!').Select(static w => w.Split('|').Select(Word).ToArray())],
            [.. words.Where(static w => w[0] == '!').Select(static w => Word(w[1..]).Number)]);
    }

    private sealed record Rule(Indicator Indicator, UnitClass[] Units, (int Number, int Length)[][] All, int[] None)
    {
        /// <summary>How many letters of the rule's words were found; 0 when the rule does not fit.</summary>
        public int Matched(bool[] found)
        {
            int letters = 0;
            foreach ((int Number, int Length)[] any in All)
            {
                int longest = 0;
                foreach ((int number, int length) in any)
                {
                    longest = found[number] ? Math.Max(longest, length) : longest;
                }

                if (longest == 0)
                {
                    return 0;
                }

                letters += longest;
            }

            return Array.Exists(None, none => found[none]) ? 0 : letters;
        }
    }
}
