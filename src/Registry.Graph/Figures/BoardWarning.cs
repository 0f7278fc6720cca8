using System.Globalization;

namespace Registry.Graph.Figures;

/// <summary>What speaks against a comparison on the board.</summary>
/// <param name="Code">A value of <c>BoardWarningCode</c>.</param>
/// <param name="Message">What was found, in English and Chinese.</param>
internal sealed record BoardWarning(string Code, string Message)
{
    public static BoardWarning NoValue { get; } = new("NO_VALUE", "The target is no number. 目标不是数值");

    public static BoardWarning NoFigure { get; } = new("NO_FIGURE", "No figure is known that can be held against the target. 尚无可比数值");

    public static BoardWarning NoDeadline { get; } = new("NO_DEADLINE", "The target names no date. 目标未写明期限");

    public static BoardWarning Definitions(string wanted, string found) => new(
        "DEFINITIONS_DIFFER",
        $"The target counts {Word(wanted)}, the figure {Word(found)}. 目标口径为{Chinese(wanted)}，数值口径为{Chinese(found)}");

    public static BoardWarning DefinitionUnstated(bool ofTarget) => new(
        "DEFINITION_UNSTATED",
        ofTarget ? "The target does not say what is counted. 目标未写明口径" : "The figure does not say what is counted. 数值未写明口径");

    public static BoardWarning Units(string? wanted, string? found) => new(
        "UNITS_DIFFER",
        $"The target is in {wanted ?? "no unit"}, the figure in {found ?? "no unit"}. 计量单位不同");

    public static BoardWarning PartOfAYear(string? period) => new(
        "PART_OF_A_YEAR",
        $"The figure is of {period}, not of a year. 数值非全年");

    public static BoardWarning Contested(int others) => new(
        "FIGURES_CONFLICT",
        string.Create(CultureInfo.InvariantCulture, $"{others} other figures of the same period are stated, not all the same. 同期另有 {others} 个数值且不一致"));

    public static BoardWarning NoneSince(string deadline, string at) => new(
        "NO_FIGURE_SINCE_DEADLINE",
        $"The date {deadline} is past, and the latest figure is of {at}. 期限（{deadline}）已过，最新数值为 {at}");

    public static BoardWarning Old(string at) => new("FIGURE_OLD", $"The latest figure is of {at}. 最新数值为 {at}");

    private static string Word(string definition) => definition switch
    {
        "IN_FORCE" => "those in force",
        "CUMULATIVE" => "all there are",
        _ => definition,
    };

    private static string Chinese(string definition) => definition switch
    {
        "IN_FORCE" => "有效期内",
        "CUMULATIVE" => "累计",
        _ => definition,
    };
}
