namespace Registry.Identity.Resolve;

/// <summary>The rules by which mentions are judged, as judgement rows name them.</summary>
public static class Rules
{
    /// <summary>SAME: the mention founded the body, since no other fits for certain.</summary>
    public const string Founding = "FOUNDING";

    /// <summary>SAME: a valid identifier in common, and none that contradicts.</summary>
    public const string SameIdentifier = "SAME_IDENTIFIER";

    /// <summary>SAME: the same folded name, type and place (equal, or one containing the other).</summary>
    public const string SameNameTypePlace = "SAME_NAME_TYPE_PLACE";

    /// <summary>SAME: names that say the same in every part (place, brand, trade, form, brackets), type and place.</summary>
    public const string SameNameParts = "SAME_NAME_PARTS";

    /// <summary>NOT_SAME: the same folded name, type and place, but different valid identifiers of one scheme.</summary>
    public const string DifferentIdentifier = "DIFFERENT_IDENTIFIER";

    /// <summary>UNSURE: more than one body fits equally well.</summary>
    public const string SeveralCandidates = "SEVERAL_CANDIDATES";

    /// <summary>UNSURE: a valid identifier in common, but another of the same scheme contradicts.</summary>
    public const string IdentifiersContradict = "IDENTIFIERS_CONTRADICT";

    /// <summary>UNSURE: a valid identifier in common, but a carrier and an organisation (it may be the operator's).</summary>
    public const string IdentifierOtherType = "IDENTIFIER_OTHER_TYPE";

    /// <summary>UNSURE: the same folded name and place, but different types.</summary>
    public const string SameNameOtherType = "SAME_NAME_OTHER_TYPE";

    /// <summary>UNSURE: the same folded name and type, but it is not known whether the places agree.</summary>
    public const string SameNamePlaceUnknown = "SAME_NAME_PLACE_UNKNOWN";

    /// <summary>SAME, of recognitions: one holder and scheme, and year, batch and number tell no two.</summary>
    public const string SameOccasion = "SAME_OCCASION";

    /// <summary>UNSURE: names that are near (one character, characters taken for each other, a short form), of one type and place.</summary>
    public const string NearName = "NEAR_NAME";
}
