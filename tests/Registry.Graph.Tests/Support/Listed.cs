using System.Globalization;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Graph.Tests;

/// <summary>A row of a list: a body, its attributes and its relations, each in a cell of its own.</summary>
/// <param name="Type">The type of the body.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">The code of its division.</param>
sealed record Listed(string Type, string Name, int? Place = null)
{
    public (string Scheme, string Value)? Identifier { get; init; }

    public string? Short { get; init; }

    public IReadOnlyList<(string Attribute, string Value)> Properties { get; init; } = [];

    public IReadOnlyList<(string Predicate, string Type, string Name)> Relations { get; init; } = [];

    /// <summary>A relation to what the list calls by an identifier.</summary>
    public (string Predicate, string Type, string Scheme, string Value)? Identified { get; init; }

    public RelationStatus? Status { get; init; }

    /// <summary>Columns enough for the longest row.</summary>
    public static Layout Layout { get; } = new(
        "table 1",
        [.. Enumerable.Range(1, 20).Select(i => new LayoutColumn($"column {i}", "table 1 row ", string.Create(CultureInfo.InvariantCulture, $" col {i}")))]);

    /// <param name="layout">The layout's number.</param>
    /// <param name="position">The row.</param>
    /// <param name="places">The divisions of the bodies of the list, which tell which of a name is meant.</param>
    public StagedRecord Staged(long layout, long position, IReadOnlyDictionary<(string Type, string Name), int?> places)
    {
        List<string?> cells = [Type, Name];
        List<StagedMention> mentions = [Mention()];
        List<StagedClaim> claims =
        [
            new(0, ClaimPredicate.Type) { Value = Type, Cell = 0 },
        ];
        // A list of recognitions gives them no names of their own.
        if (Type != "Recognition")
        {
            claims.Add(new(0, ClaimPredicate.Name("LEGAL")) { Value = Name, Cell = 1 });
        }

        if (Short is not null)
        {
            claims.Add(new(0, ClaimPredicate.Name("SHORT")) { Value = Short, Cell = Add(cells, Short) });
        }

        if (Identifier is { } identifier)
        {
            claims.Add(new(0, ClaimPredicate.Identifier(identifier.Scheme)) { Value = identifier.Value, Cell = Add(cells, identifier.Value) });
        }

        foreach (var (attribute, value) in Properties)
        {
            claims.Add(new(0, ClaimPredicate.Property(attribute)) { Value = value, Cell = Add(cells, value) });
        }

        foreach (var (predicate, type, name) in Relations)
        {
            var place = places.GetValueOrDefault((type, name));
            mentions.Add(new StagedMention(type, $"{FoldedName.Of(name)}|{place}", name, FoldedName.Of(name)) { LinkOnly = true, Place = place });
            claims.Add(new(0, ClaimPredicate.Relation(predicate)) { Object = mentions.Count - 1, Cell = Add(cells, name), Status = Status });
        }

        if (Identified is var (said, typed, scheme, number))
        {
            mentions.Add(new StagedMention(typed, $"{scheme}:{number}", number, FoldedName.Of(number)) { LinkOnly = true, Identifiers = [new Identifier(scheme, number)] });
            claims.Add(new(0, ClaimPredicate.Relation(said)) { Object = mentions.Count - 1, Cell = Add(cells, number) });
        }

        return new StagedRecord(layout, position, [.. cells, .. Enumerable.Repeat<string?>(null, 20 - cells.Count)], mentions, claims);
    }

    private static int Add(List<string?> cells, string cell)
    {
        cells.Add(cell);
        return cells.Count - 1;
    }

    private StagedMention Mention() => new(
        Type,
        Identifier is { } given ? $"{given.Scheme}:{given.Value}" : $"{FoldedName.Of(Name)}|{Place}",
        Name,
        FoldedName.Of(Name))
    {
        Place = Place,
        Identifiers = Identifier is { } identifier ? [new Identifier(identifier.Scheme, identifier.Value)] : [],
    };
}
