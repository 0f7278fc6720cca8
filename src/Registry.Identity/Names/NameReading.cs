using Registry.Identity.Places;

namespace Registry.Identity.Names;

/// <summary>
/// A name in its parts: 阿瑞塔科技(重庆)有限公司 is the brand 阿瑞塔, the trade 科技, 重庆 in brackets and the form 有限公司. A part that
/// the name does not have is empty. What is cut is a reading to compare by, never the name itself.
/// </summary>
/// <param name="Written">The name as written.</param>
/// <param name="Folded">The whole name, folded.</param>
/// <param name="Place">The division that the name begins with; not the seat.</param>
/// <param name="Brand">What is left when all other parts are taken away.</param>
/// <param name="Trade">The words of its trade.</param>
/// <param name="Form">The ending that says what kind of body it is, as written.</param>
/// <param name="FormClass">The class of endings that say the same: 有限责任公司 and 有限公司 are one.</param>
/// <param name="Kind">The kind of body that the form says: company, group, zone, carrier, university and so on.</param>
/// <param name="Brackets">What stands in brackets, with a bar between several; a division by its short form.</param>
public sealed record NameReading(
    string Written, string Folded, NamePlace? Place, string Brand, string Trade, string Form, string FormClass, string Kind, string Brackets)
{
    /// <summary>Brand and trade together: what tells a body from others of its place and form.</summary>
    public string Core { get; } = Brand + Trade;

    /// <summary>The whole whose name this one begins with, and what it says of the part; null where it says none. The parts of the name are then the whole's.</summary>
    public NamePart? Part { get; init; }

    /// <summary>Names with one key say the same in every part; empty for a name that says nothing but its kind.</summary>
    public string Key => key ??= MakeKey();

    /// <summary>One way to write what the key says; names with one key share it, and hardly any others.</summary>
    public string Spelling => Part is { } part
        ? part.Whole.Spelling + part.Key
        : $"{Place?.Short}{(Place is { HasNamesake: true } ? Place.Kind : "")}{Core}{FormClass}{(Brackets.Length == 0 ? "" : $"({Brackets})")}";

    string? key;

    string MakeKey()
    {
        if (Part is { } part)
            return part.Whole.Key.Length == 0 ? "" : $"{part.Whole.Key}>{part.Key}";
        return Core.Length == 0 && (Place is null || Form.Length == 0) ? "" : $"{Place?.Key}|{Core}|{FormClass}|{Brackets}";
    }
}

/// <summary>A part of another body, by its name: 重庆移通学院綦江校区 is 綦江校区 of 重庆移通学院.</summary>
/// <param name="Whole">The name of the whole.</param>
/// <param name="Text">The name of the part behind it, folded; ordinals in digits.</param>
/// <param name="Key">The same for all writings of the division that the part begins with.</param>
/// <param name="Predicate">What the part is to the whole: branchOf, campusOf, affiliatedTo; operates for a committee and its zone.</param>
public sealed record NamePart(NameReading Whole, string Text, string Key, string Predicate);

/// <summary>The division with which a name begins.</summary>
/// <param name="Short">Its name without the word for its kind.</param>
/// <param name="Kind">The word for its kind; empty where the name leaves it out.</param>
/// <param name="Province">The first two digits of its code; 0 where several provinces have the name and none was said.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="HasNamesake">Whether a prefecture of its province has the same short form.</param>
/// <param name="Above">The division above it that the name says before it.</param>
/// <param name="End">How much of the folded name it takes.</param>
public sealed record NamePlace(string Short, string Kind, int Province, DivisionRank Rank, bool HasNamesake, NamePlace? Above, int End)
{
    /// <summary>One for all writings of the division.</summary>
    public string Key { get; } = $"{Short}@{Province}{(HasNamesake ? "c" : "")}";
}
