using System.Text.RegularExpressions;

namespace Registry.Harvest.Press;

/// <summary>Which kind of name a text gives a body: prose calls most by a short one.</summary>
internal static partial class NameKinds
{
    /// <summary>LEGAL where the name has the form in which bodies of the type are registered or decreed; else SHORT.</summary>
    public static string Of(string type, string name) => IsFull(type, name) ? "LEGAL" : "SHORT";

    private static bool IsFull(string type, string name) => type switch
    {
        "Enterprise" => Registered().IsMatch(name),
        "University" => Academic().IsMatch(name),
        "GovernmentBody" => Seated().IsMatch(name),
        "Zone" => Decreed().IsMatch(name),
        _ => name.Length >= 6,
    };

    [GeneratedRegex("公司$|合作社$|银行$|厂$")]
    private static partial Regex Registered();

    [GeneratedRegex("(?:大学|学院|学校)$")]
    private static partial Regex Academic();

    // 区科技局 is every district's.
    [GeneratedRegex("^(?![区县市省]).{2,}[省市区县州盟旗].{2,}(?:局|委员会|厅|政府|部|办公室|中心)$")]
    private static partial Regex Seated();

    [GeneratedRegex("(?:开发区|示范区|园区|科学城|产业园|保税区)$")]
    private static partial Regex Decreed();
}
