using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>A relation bound to a layout.</summary>
internal sealed class BoundRelation(RelationRule rule, Binding binding)
{
    private readonly Taking predicate = Taking.Of(rule.Predicate, binding);
    private readonly Taking? status = Taking.OfOptional(rule.Status, binding);
    private readonly Taking? basis = Taking.OfOptional(rule.Basis, binding);
    private readonly Taking? validFrom = Taking.OfOptional(rule.ValidFrom, binding);
    private readonly Taking? validTo = Taking.OfOptional(rule.ValidTo, binding);
    private readonly Test? when = Test.Of(rule.When, binding);
    private readonly List<Piece> scratch = [];

    // A division that no gazetteer names is called what the first row calls it.
    private readonly Dictionary<string, StagedMention> places = new(StringComparer.Ordinal);

    /// <summary>Adds the claims of a record about one body of a subject.</summary>
    public void Read(Row row, Said said, BoundSubject subject, int mention, in Piece name, IReadOnlyList<BoundSubject> all)
    {
        if (when is not null && !when.Holds(row, scratch))
        {
            return;
        }

        if (rule.To == RelationRule.ThePlace)
        {
            ReadPlace(row, said, subject, mention);
            return;
        }

        foreach (BoundSubject other in all)
        {
            // Two subjects that stand for the elements of one array meet element by element.
            if (other.Key == rule.To && (other.Each is null || other.Each != subject.Each || other.Element == subject.Element))
            {
                foreach ((int to, Piece otherName) in other.Bodies)
                {
                    Add(row, said, mention, to, other.Each is null && subject.Each is not null ? name : otherName);
                }
            }
        }
    }

    private void ReadPlace(Row row, Said said, BoundSubject subject, int mention)
    {
        if (subject.Place is not { } place)
        {
            return;
        }

        if (!places.TryGetValue(place.Text, out StagedMention? division))
        {
            places.Add(place.Text, division = DivisionMention.Of(binding.Places, place));
        }

        int to = said.Add(division);
        Add(row, said, mention, to, place);
    }

    private void Add(Row row, Said said, int from, int to, in Piece evidence)
    {
        if (!predicate.TryTake(row, scratch, out Piece word) || word.IsRaw)
        {
            return;
        }

        if (Vocabulary.Current.Relation(word.Text) is not { } direction)
        {
            row.Report(word, "UNKNOWN_WORD", Severity.Warning, $"«{word.Text}» is no predicate; the relation was left out");
            return;
        }

        (int subject, int target) = direction.IsInverse ? (to, from) : (from, to);
        said.Add(new StagedClaim(subject, ClaimPredicate.Relation(direction.Predicate.Name))
        {
            Object = target,
            Cell = evidence.Column ?? word.Column,
            Status = Word<RelationStatus>(row, status),
            Basis = Word<RelationBasis>(row, basis),
            ValidFrom = Day(row, validFrom),
            ValidTo = Day(row, validTo),
            Flags = evidence.Flags & ClaimFlags.Patched,
            Note = (evidence.Flags & ClaimFlags.Patched) != 0 ? evidence.Note : null,
        });
    }

    private string? Day(Row row, Taking? taking) => taking is not null && taking.TryTake(row, scratch, out Piece day) && !day.IsRaw ? day.Text : null;

    private T? Word<T>(Row row, Taking? taking)
        where T : struct, Enum
    {
        if (taking is null || !taking.TryTake(row, scratch, out Piece word) || word.IsRaw)
        {
            return null;
        }

        if (Enum.TryParse(word.Text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T found))
        {
            return found;
        }

        row.Report(word, "UNKNOWN_WORD", Severity.Warning, $"«{word.Text}» is none of {string.Join(", ", Enum.GetNames<T>())}; it was left out");
        return null;
    }
}
