using Registry.Harvest.Clean;
using Registry.Harvest.Extract.Figures;

namespace Registry.Harvest.Press;

/// <summary>A number in its base unit (元, 平方米; counts, shares and ranks as they are), beside what the document writes.</summary>
/// <param name="Value">The value in the base unit, exact.</param>
/// <param name="Unit">The base unit.</param>
/// <param name="Written">Number and unit as written.</param>
/// <param name="UnitWritten">The unit as written.</param>
internal readonly record struct Measured(decimal Value, string Unit, string Written, string UnitWritten)
{
    /// <summary>The measure of a figure; <paramref name="written"/> is the number with its unit as the text has it.</summary>
    public static Measured Of(Figure figure, string written)
    {
        decimal factor = Factor(figure.Unit, out string unit);
        return new(figure.Value * factor, unit, written, figure.Unit);
    }

    /// <summary>What one of a unit is in its base unit.</summary>
    public static decimal Factor(string unit, out string baseUnit)
    {
        Cleaned<Quantity> one = Quantities.Read("1" + unit);
        (decimal factor, baseUnit) = one is { IsClean: true, Value: { Unit: "元" or "平方米" } folded } ? (folded.Value, folded.Unit) : Scaled(unit);
        return factor;
    }

    // 万人, 万件: the scale belongs to the number.
    private static (decimal Factor, string Unit) Scaled(string unit) => unit switch
    {
        ['万', '亿', .. var rest] when rest.Length > 0 => (1_000_000_000_000m, rest),
        ['亿', .. var rest] when rest.Length > 0 => (100_000_000m, rest),
        ['万', .. var rest] when rest.Length > 0 => (10_000m, rest),
        _ => (1m, unit),
    };
}
