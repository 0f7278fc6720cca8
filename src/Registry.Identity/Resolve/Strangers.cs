using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Those of a page's lone mentions of which no body bears a name or an identifier, or a name that may say the same. What nobody is
/// met by is found for the whole page at once; only of the rest is asked one by one whether a body bears it.
/// </summary>
sealed class Strangers
{
    readonly Publication publication;
    readonly NameKeys keys;
    readonly IReadOnlySet<string> names;
    readonly IReadOnlySet<Identifier> identifiers;

    public Strangers(Publication publication, IEnumerable<Mention> lone, NameKeys keys)
    {
        (this.publication, this.keys) = (publication, keys);
        var asked = lone.ToList();
        names = publication.MetBeyondPage(asked.SelectMany(Texts));
        identifiers = publication.MetBeyondPage(asked.SelectMany(mention => mention.Identifiers));
    }

    public bool Contain(Mention mention) =>
        !mention.Identifiers.Any(identifier => identifiers.Contains(identifier) && publication.IsBorne(identifier))
        && !Texts(mention).Any(text => names.Contains(text) && publication.IsBorne(text));

    IEnumerable<string> Texts(Mention mention)
    {
        if (TypeRules.IsOwn(mention.Type?.Name))
            return [];
        return keys.Find(mention) is { } key ? mention.Names.Concat(key.Texts) : mention.Names;
    }
}
