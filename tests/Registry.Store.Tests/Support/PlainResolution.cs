namespace Registry.Store.Tests;

/// <summary>A resolution as plain as can be: the same identifier, else the same name of the same type, else a new body.</summary>
static class PlainResolution
{
    public static void Resolve(Publication publication, CancellationToken cancellation)
    {
        while (publication.Next(100) is { Count: > 0 } mentions)
        {
            foreach (var mention in mentions)
                Resolve(publication, mention);
        }
    }

    static void Resolve(Publication publication, Mention mention)
    {
        var byIdentifier = mention.Identifiers.SelectMany(publication.Identified).FirstOrDefault();
        if (byIdentifier is not null)
            publication.Judge(mention.Id, byIdentifier.Id, Verdict.Same, "SAME_IDENTIFIER", "the same identifier");
        else if (publication.Named(mention.Folded, mention.Type) is [var only])
            publication.Judge(mention.Id, only.Id, Verdict.Same, "SAME_NAME_TYPE_PLACE", "the same name", 1);
        else if (mention.LinkOnly)
            publication.Raise(mention.Id, new StagedIssue("UNMATCHED", Severity.Warning, $"No body is called {mention.Name}."));
        else
            publication.Found(mention.Id, mention.Type!);
    }
}
