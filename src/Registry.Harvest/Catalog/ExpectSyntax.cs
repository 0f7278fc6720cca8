using System.Globalization;

namespace Registry.Harvest.Catalog;

/// <summary>Reads <c>expect</c>.</summary>
internal sealed class ExpectSyntax(Faults faults)
{
    public Expectations? Read(Section? section)
    {
        if (section is null)
        {
            return null;
        }

        (long? least, long? most) = ReadRecords(section.Required("records"));
        Dictionary<string, double> filled = new(StringComparer.Ordinal);
        foreach ((Node.Scalar key, Node value) in section.OptionalSection("filled")?.Entries() ?? [])
        {
            if (ReadShare(key, value) is { } share)
            {
                filled[Columns.Folded(key.Text)] = share;
            }
        }

        Expectations expectations = new(least, most, filled, [.. section.OptionalTexts("distinct").Select(Columns.Folded)], section.OptionalNumber("sections", 0))
        {
            Counts = ReadCounts(section.OptionalSection("counts")),
            Meant = [.. section.OptionalTexts("meant")],
        };
        section.Close();
        return expectations;
    }

    private Dictionary<(string, string), long> ReadCounts(Section? section)
    {
        Dictionary<(string, string), long> counts = [];
        foreach ((Node.Scalar column, Node texts) in section?.Entries() ?? [])
        {
            foreach ((Node.Scalar text, Node count) in Section.Of(texts, $"counts of \"{column.Text}\"", faults)?.Entries() ?? [])
            {
                if (Section.Number(count, $"the count of \"{text.Text}\"", 0, faults) is { } number)
                {
                    counts[(Columns.Folded(column.Text), text.Text)] = number;
                }
            }
        }

        return counts;
    }

    private (long?, long?) ReadRecords(Node? node)
    {
        if (node is not Node.Mapping)
        {
            long? both = Section.Number(node, "\"records\"", 0, faults);
            return (both, both);
        }

        Section section = Section.Of(node, "\"records\"", faults)!;
        int? least = section.OptionalNumber("min", 0);
        int? most = section.OptionalNumber("max", 0);
        section.Close();
        if (least is null && most is null)
        {
            faults.At(node, "\"records\" says nothing; min, max or both would be right");
        }
        else if (least > most)
        {
            faults.At(node, string.Create(CultureInfo.InvariantCulture, $"\"records\" has min {least} above max {most}"));
        }

        return (least, most);
    }

    private double? ReadShare(Node.Scalar key, Node value)
    {
        if (value is Node.Scalar scalar && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1)
        {
            return share;
        }

        faults.At(value, $"the share of \"{key.Text}\" is {value.Kind}; a number from 0 to 1 would be right");
        return null;
    }
}
