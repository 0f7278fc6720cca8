using System.Globalization;

namespace Registry.Harvest.Clean;

/// <summary>A number in its base unit, with the unit as written.</summary>
/// <param name="Value">The value in the base unit.</param>
/// <param name="Unit">The base unit: 元, 平方米, % or a word of counting (家, 个, 人); empty for a plain number.</param>
/// <param name="WrittenUnit">The unit as written or as the column states it: 万元, 亩; empty when none.</param>
public readonly record struct Quantity(decimal Value, string Unit, string WrittenUnit)
{
    /// <summary>The value without an exponent, a separator or zeros at the end: 400000, 16.8.</summary>
    public string Number => Value.ToString("0.############################", CultureInfo.InvariantCulture);
}
