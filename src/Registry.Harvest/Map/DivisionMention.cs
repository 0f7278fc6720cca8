using System.Globalization;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Map;

/// <summary>The division that a row names as a place: it joins the one of its code.</summary>
internal static class DivisionMention
{
    /// <summary>The mention of a place; one that no gazetteer names is called what the row calls it.</summary>
    public static StagedMention Of(Places places, in Piece place)
    {
        string name = places.NameOf(place.Text) ?? place.Written;
        return new("AdministrativeDivision", $"GB2260:{place.Text}", name, FoldedName.Of(name))
        {
            Place = int.Parse(place.Text, NumberStyles.None, CultureInfo.InvariantCulture),
            LinkOnly = true,
            Identifiers = [new("GB2260", place.Text)],
        };
    }
}
