using Registry.Harvest.Extract.Figures;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Press;

/// <summary>Indicators as mentions: known by their code alone, since many words mean one indicator.</summary>
internal static class IndicatorMentions
{
    /// <summary>The scheme of their codes.</summary>
    public const string Scheme = "INDICATOR_CODE";

    /// <summary>The mention of an indicator of the dictionary.</summary>
    public static StagedMention Of(Indicator indicator) =>
        new("Indicator", $"{Scheme}:{indicator.Code}", indicator.Label, FoldedName.Of(indicator.Label)) { Identifiers = [new(Scheme, indicator.Code)] };
}
