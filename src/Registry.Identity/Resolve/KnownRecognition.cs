using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Identity.Identifiers;
using Registry.Identity.Names;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Identity.Resolve;

/// <summary>Why two mentions of recognitions may be about one.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="Looseness">0 where something says so; more where only nothing tells them apart.</param>
/// <param name="IsByNumber">Whether the certificate's number says so.</param>
sealed record Fit(string Reason, int Looseness, bool IsByNumber = false);

/// <summary>
/// A mention of a recognition with what tells it from others of its holder and scheme: the certificate number, the year, the batch
/// of the year, the level, and how far it had got when it was said.
/// </summary>
sealed partial class KnownRecognition
{
    readonly string? level;
    readonly string? batch;
    readonly int? ordinal;

    public KnownRecognition(Mention mention, long? holder, Occasion occasion)
    {
        (Mention, Holder) = (mention, holder);
        var states = occasion.Words.GetValueOrDefault("state", []);
        IsProposal = states.Count > 0 && states.All(state => state is "PROPOSED" or "PENDING");
        level = occasion.Word("level");
        Number = mention.Identifiers.Select(identifier => identifier.Value).FirstOrDefault();
        var told = occasion.Word("batch") ?? occasion.Word("edition");
        batch = told is null ? null : Ordinals.InDigits(FoldedName.Of(told));
        ordinal = Value(batch, OfYear());
        Year = mention.Identifiers.Where(identifier => identifier.Scheme == HteCertificateNumber.Scheme).Select(identifier => HteCertificateNumber.YearOf(identifier.Value)).Select(Parsed).FirstOrDefault()
            ?? Value(batch, FourDigits())
            ?? Parsed(occasion.Word("issuedOn"));
        Published = Parsed(occasion.PublishedOn);
    }

    public Mention Mention { get; }

    /// <summary>The body that holds it; null where that is not known.</summary>
    public long? Holder { get; }

    /// <summary>Whether it was proposed or awaited approval, and no more.</summary>
    public bool IsProposal { get; }

    /// <summary>The number of its certificate, or null.</summary>
    public string? Number { get; }

    /// <summary>The year of which it is, where its number, batch or day of issue says it.</summary>
    public int? Year { get; }

    /// <summary>The year in which it was said; null where no document is dated.</summary>
    public int? Published { get; }

    /// <summary>
    /// Why both may be one recognition, and how loosely: 0 the same number or the same year and batch, 1 and 2 where only nothing
    /// tells them apart. Null where something does.
    /// </summary>
    public Fit? Fit(KnownRecognition other)
    {
        if (Number is not null && Number == other.Number)
            return new($"Same certificate number {Number}.", 0, IsByNumber: true);
        if (Holder is null || Holder != other.Holder || Mention.Folded != other.Mention.Folded || IsToldFrom(other))
            return null;
        var scheme = $"Same holder and scheme \"{Mention.Name}\"";
        if (Year is { } year && other.Year is { } its)
            return year == its ? new($"{scheme} of {year}.", 0) : null;
        var (dated, bare) = Year is not null ? (this, other) : (other, this);
        return dated.Year is { } known
            ? bare.MayBeOf(known, dated.Published) is { } loosely ? new($"{scheme}, of {known}{bare.Saying()}.", loosely) : null
            : Undated(other) is { } both ? new($"{scheme}, and neither says of which year{Saying()}.", both) : null;
    }

    bool IsToldFrom(KnownRecognition other) =>
        (Number is not null && other.Number is not null)
        || (level is not null && other.level is not null && level != other.level)
        || (ordinal is not null && other.ordinal is not null && ordinal != other.ordinal)
        || (batch is not null && other.batch is not null && batch != other.batch && (ordinal ?? other.ordinal ?? Year ?? other.Year) is null);

    // A proposal is decided in its year or the next; that somebody is listed, or listed no more, may be said in any year after.
    int? MayBeOf(int year, int? listed)
    {
        if (Published is not { } said)
            return 2;
        if (IsProposal)
            return said == year || said == year + 1 || said == (listed ?? year) ? 1 : null;
        return said < year ? null : said == year ? 1 : 2;
    }

    int? Undated(KnownRecognition other)
    {
        if (Published is not { } said || other.Published is not { } its)
            return 2;
        if (IsProposal == other.IsProposal)
            return IsProposal && Math.Abs(said - its) > 1 ? null : said == its ? 1 : 2;
        var (proposed, listed) = IsProposal ? (said, its) : (its, said);
        return listed < proposed ? null : listed <= proposed + 1 ? 1 : 2;
    }

    string Saying() => Published is { } said ? string.Create(CultureInfo.InvariantCulture, $" (said in {said})") : "";

    static int? Parsed(string? day) => day is { Length: >= 4 } && int.TryParse(day.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    static int? Value(string? text, Regex pattern) =>
        text is not null && pattern.Match(text) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("第([0-9]{1,4})批")]
    private static partial Regex OfYear();

    [GeneratedRegex("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex FourDigits();
}
