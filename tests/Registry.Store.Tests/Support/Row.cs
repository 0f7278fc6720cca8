using Registry.Store.Text;

namespace Registry.Store.Tests;

/// <summary>A row of a test list: a body with what is said of it.</summary>
sealed record Row(string Type, string Name)
{
    public static Layout Layout { get; } = new("table 1", [.. ((string[])["name", "code", "place", "in", "level", "with", "at"])
        .Select((name, i) => new LayoutColumn(name, "table 1 row ", $" col {i + 1}"))]);

    public string? Code { get; init; }
    public bool CodeIsValid { get; init; } = true;
    public string Scheme { get; init; } = "USCC";
    public int? Place { get; init; }
    public (string Type, string Name)? In { get; init; }
    public string? Level { get; init; }
    public (string Type, string Name)? With { get; init; }
    public (string Type, string Name)? At { get; init; }
    public (string Type, string Name)? RecognisedAs { get; init; }
    public string? Short { get; init; }
    public (string Attribute, string Value)? Property { get; init; }

    public StagedRecord Staged(long layout, long position)
    {
        List<StagedMention> mentions = [Mention()];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Name("LEGAL")) { Value = Name, Cell = 0 }];
        if (Code is { } code)
            claims.Add(new(0, ClaimPredicate.Identifier(Scheme)) { Value = code, Cell = 1, Flags = CodeIsValid ? ClaimFlags.None : ClaimFlags.InvalidIdentifier });
        if (Level is { } level)
            claims.Add(new(0, ClaimPredicate.Property("level")) { Value = level, Cell = 4 });
        if (Short is { } brief)
            claims.Add(new(0, ClaimPredicate.Name("SHORT")) { Value = brief });
        if (Property is { } property)
            claims.Add(new(0, ClaimPredicate.Property(property.Attribute)) { Value = property.Value });
        Relate("locatedIn", In, 3, mentions, claims);
        Relate("cooperatesWith", With, 5, mentions, claims);
        Relate("incubatedAt", At, 6, mentions, claims);
        Relate("recognisedAs", RecognisedAs, 6, mentions, claims);
        return new StagedRecord(layout, position, [Name, Code, Place?.ToString(System.Globalization.CultureInfo.InvariantCulture), In?.Name, Level, With?.Name, (At ?? RecognisedAs)?.Name], mentions, claims);
    }

    static void Relate(string predicate, (string Type, string Name)? other, int cell, List<StagedMention> mentions, List<StagedClaim> claims)
    {
        if (other is not { } body)
            return;
        mentions.Add(new StagedMention(body.Type, FoldedName.Of(body.Name) + "|", body.Name, FoldedName.Of(body.Name)) { LinkOnly = true });
        claims.Add(new(0, ClaimPredicate.Relation(predicate)) { Object = mentions.Count - 1, Cell = cell });
    }

    StagedMention Mention()
    {
        var folded = FoldedName.Of(Name);
        var valid = Code is not null && CodeIsValid;
        return new StagedMention(Type, valid ? $"{Scheme}:{Code}" : $"{folded}|{Place}", Name, folded)
        {
            Place = Place,
            Identifiers = valid ? [new Identifier(Scheme, Code!)] : [],
        };
    }
}
