namespace Registry.Store;

/// <summary>
/// Whether texts and identifiers of a page of mentions are met beyond it. Where a list is a good part of all there is, what bears them is counted
/// once: nearly all of its names nobody else bears, and the ledger need not be asked for each.
/// </summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="own">The mentions of the run that were asked for.</param>
/// <param name="arriving">How many mentions the run brought.</param>
sealed class BeyondPage(Writer writer, IdSet own, long arriving)
{
    const int Many = 20_000;
    // Reading a row in its order costs a tenth of finding one.
    const int MostOfOne = 8;

    readonly Dictionary<string, int> namesOfPage = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> valuesOfPage = new(StringComparer.Ordinal);
    CountSketch? names;
    CountSketch? values;
    long firstOfPage;
    bool isCounted;

    /// <summary>Turns to a page. With an empty one those that may found bodies are over, and what was counted is let go.</summary>
    public void Turn(IReadOnlyList<Mention> page)
    {
        firstOfPage = page.Count > 0 ? page[0].Id : 0;
        Count();
        namesOfPage.Clear();
        valuesOfPage.Clear();
        if (page.Count == 0)
            (names, values) = (null, null);
        if (names is null)
            return;
        foreach (var mention in page.Where(mention => mention.IsNew))
        {
            // A new mention has one row of its name.
            namesOfPage[mention.Folded] = namesOfPage.GetValueOrDefault(mention.Folded) + 1;
            foreach (var identifier in mention.Identifiers)
                valuesOfPage[identifier.Value] = valuesOfPage.GetValueOrDefault(identifier.Value) + 1;
        }
    }

    /// <summary>A mention was noted under a text.</summary>
    public void Note(string text) => names?.Add(text);

    /// <summary>Those of some texts by which a mention beyond the page is met. Asked once for many, in the order in which they lie.</summary>
    public IReadOnlySet<string> Met(IEnumerable<string> texts)
    {
        HashSet<string> met = new(StringComparer.Ordinal);
        var sought = texts.Distinct(StringComparer.Ordinal).Where(text => MayBeMet(names, namesOfPage, text)).ToArray();
        Array.Sort(sought, StringComparer.Ordinal);
        foreach (var text in sought)
        {
            if (IsAny(writer.Prepare("select mention_id from mention_name where folded = ?").Bind(1, text)))
                met.Add(text);
        }
        return met;
    }

    /// <summary>The same for identifiers.</summary>
    public IReadOnlySet<Identifier> Met(IEnumerable<Identifier> identifiers)
    {
        HashSet<Identifier> met = [];
        foreach (var identifier in identifiers.Distinct().Where(identifier => MayBeMet(values, valuesOfPage, identifier.Value)).OrderBy(identifier => identifier.Value, StringComparer.Ordinal))
        {
            if (IsAny(writer.Prepare("select mention_id from mention_identifier where value = ? and scheme = ?").Bind(1, identifier.Value).Bind(2, identifier.Scheme)))
                met.Add(identifier);
        }
        return met;
    }

    static bool MayBeMet(CountSketch? counted, Dictionary<string, int> ofPage, string text) =>
        counted?.AtMost(text) is not { } most || most == CountSketch.Most || most > ofPage.GetValueOrDefault(text);

    bool IsAny(Statement mentions)
    {
        while (mentions.Step())
        {
            if (mentions.Long(0) < firstOfPage || !own.Contains(mentions.Long(0)))
            {
                mentions.Reset();
                return true;
            }
        }
        return false;
    }

    void Count()
    {
        if (isCounted)
            return;
        isCounted = true;
        var all = writer.Prepare("select coalesce(max(mention_id), 0) from mention");
        all.Step();
        var mentions = all.Long(0);
        all.Reset();
        if (arriving < Many || arriving * MostOfOne < mentions)
            return;
        // Resolution notes as many texts again.
        names = Counted("select folded from mention_name", 2 * mentions);
        values = Counted("select value from mention_identifier", mentions);
    }

    CountSketch Counted(string sql, long expected)
    {
        var sketch = new CountSketch(expected);
        var rows = writer.Prepare(sql);
        while (rows.Step())
            sketch.AddUtf8(rows.Utf8(0));
        return sketch;
    }
}
