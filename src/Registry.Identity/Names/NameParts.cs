namespace Registry.Identity.Names;

/// <summary>
/// A name in its parts: 阿瑞塔科技(重庆)有限公司 is the brand 阿瑞塔, the trade 科技, the place 重庆 and the form 有限公司. A part that
/// the name does not have is empty.
/// </summary>
/// <param name="Folded">The whole name, folded.</param>
/// <param name="Places">GB/T 2260 codes of the places that the name says, in its order: before the brand, or in brackets. Not the seat.</param>
/// <param name="Brand">What is left when all other parts are taken away.</param>
/// <param name="Trade">The words of its trade.</param>
/// <param name="Form">The ending that says what kind of body it is, as written.</param>
/// <param name="FormClass">The class of endings that say the same: 有限责任公司 and 有限公司 are one.</param>
/// <param name="Brackets">What stands in brackets and is no place.</param>
public sealed record NameParts(
    string Folded, IReadOnlyList<string> Places, string Brand, string Trade, string Form, string FormClass, IReadOnlyList<string> Brackets)
{
    /// <summary>The part of the name behind that of the whole: 重庆移通学院綦江校区 is the part 綦江校区 of 重庆移通学院.</summary>
    public NamePart? Part { get; init; }
}

/// <summary>A part of another body, by its name.</summary>
/// <param name="Whole">The name of the whole, folded.</param>
/// <param name="Text">The name of the part behind it, folded.</param>
/// <param name="Predicate">What the part is to the whole: branchOf or campusOf.</param>
public sealed record NamePart(string Whole, string Text, string Predicate);
