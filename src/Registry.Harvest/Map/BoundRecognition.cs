using Registry.Harvest.Catalog;
using Registry.Identity.Identifiers;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Map;

/// <summary>A recognition bound to a layout: a body of its own to which its holder is related.</summary>
internal sealed class BoundRecognition
{
    // What tells two recognitions of one body under one scheme apart; the state may change without making another of it.
    private static readonly string[] Telling = ["certificateNo", "batch", "edition"];

    private readonly Taking scheme;
    private readonly Taking?[] telling;
    private readonly BoundProperty[] properties;
    private readonly Test? when;
    private readonly List<Piece> scratch = [];
    private readonly Remembered<string> folded = new(FoldedName.Of);

    public BoundRecognition(RecognitionRule rule, Binding binding)
    {
        scheme = Taking.Of(Find(rule, "scheme")!, binding);
        telling = [.. Telling.Select(name => Taking.OfOptional(Find(rule, name), binding))];
        properties = [.. rule.Properties.Select(p => new BoundProperty(p, binding, rule.Properties))];
        when = Test.Of(rule.When, binding);
    }

    /// <summary>Adds the recognition of a record to one body.</summary>
    public void Read(Row row, Said said, int holder)
    {
        if ((when is not null && !when.Holds(row, scratch)) || !scheme.TryTake(row, scratch, out Piece named) || named.IsRaw)
        {
            return;
        }

        StagedMention body = said.Mentions[holder];
        string told = Told(row);
        int mention = said.Add(new("Recognition", $"{named.Text}|{body.Key}|{told}", named.Text, folded.Of(named.Text)) { Place = body.Place, LinkOnly = false, Identifiers = Identifiers(told) });
        said.Add(mention, ClaimPredicate.Type, new Piece("Recognition", "Recognition", named.Cell));
        foreach (BoundProperty property in properties)
        {
            property.Read(row, said, mention);
        }

        said.Add(new StagedClaim(holder, ClaimPredicate.Relation("recognisedAs")) { Object = mention, Cell = named.Column });
    }

    // The number stays through renames and moves: by it the notices of listing, renaming and revoking speak of one recognition.
    private static Identifier[] Identifiers(string told) => HteCertificateNumber.Read(told) is { IsValid: true } number ? [new(number.Scheme, number.Value)] : [];

    private string Told(Row row)
    {
        foreach (Taking? taking in telling)
        {
            if (taking is not null && taking.TryTake(row, scratch, out Piece piece))
            {
                return piece.Text;
            }
        }

        return "";
    }

    private static Value? Find(RecognitionRule rule, string name) => rule.Properties.FirstOrDefault(p => p.Name == name)?.Value;
}
