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
    private static readonly Rule[] Rules = [.. Vocabulary.Lines("indicators.txt").Select(Parse)];

    /// <summary>The indicators by their codes.</summary>
    public static IReadOnlyDictionary<string, Indicator> ByCode { get; } =
        Rules.GroupBy(static r => r.Indicator.Code, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Indicator, StringComparer.Ordinal);

    /// <summary>The indicator that the words around a figure mean; null when the dictionary has none.</summary>
    internal static Indicator? Of(string words, UnitClass unit)
    {
        Rule? best = null;
        int most = 0;
        foreach (Rule rule in Rules)
        {
            int matched = Array.IndexOf(rule.Units, unit) >= 0 ? rule.Matched(words) : 0;
            if (matched > most)
            {
                (best, most) = (rule, matched);
            }
        }

        return best?.Indicator;
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
            [.. words.Where(static w => w[0] != '!').Select(static w => w.Split('|'))],
            [.. words.Where(static w => w[0] == '!').Select(static w => w[1..])]);
    }

    private sealed record Rule(Indicator Indicator, UnitClass[] Units, string[][] All, string[] None)
    {
        /// <summary>How many letters of the rule's words stand in a text; 0 when the rule does not fit.</summary>
        public int Matched(string words)
        {
            int letters = 0;
            foreach (string[] any in All)
            {
                int longest = 0;
                foreach (string word in any)
                {
                    if (word.Length > longest && words.Contains(word, StringComparison.Ordinal))
                    {
                        longest = word.Length;
                    }
                }

                if (longest == 0)
                {
                    return 0;
                }

                letters += longest;
            }

            foreach (string word in None)
            {
                if (words.Contains(word, StringComparison.Ordinal))
                {
                    return 0;
                }
            }

            return letters;
        }
    }
}
