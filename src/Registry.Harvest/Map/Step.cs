using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Harvest.Clean;
using Registry.Identity.Identifiers;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>A mapping function bound to a layout: it changes the texts from <c>start</c> on.</summary>
internal abstract class Step
{
    /// <summary>Binds a function.</summary>
    public static Step Of(Function function, Binding binding) => function switch
    {
        Function.Split split => new Splitting([.. split.Separators]),
        Function.LookUp lookUp => new Each((row, piece) => LookUp(row, piece, lookUp.Table)),
        Function.Match match => new Each((row, piece) => Match(row, piece, match)),
        Function.Strip strip => new Each((_, piece) => Changed(piece, strip.Texts.Aggregate(piece.Text, static (text, part) => text.Replace(part, "", StringComparison.Ordinal)))),
        Function.Replace replace => new Each((row, piece) => Replace(row, piece, replace)),
        Function.Prepend prepend => new Each((_, piece) => piece with { Text = prepend.Text + piece.Text }),
        Function.Append append => new Each((_, piece) => piece with { Text = piece.Text + append.Text }),
        Function.Date => Cleaning(static text => Written(Dates.Read(text), static day => day.ToString())),
        Function.Number number => Cleaning(text => Written(Quantities.Read(text, number.Unit), static quantity => quantity.Number)),
        Function.DocumentNumber => Cleaning(static text => Written(Clean.DocumentNumber.Read(text), static number => number.ToString())),
        Function.Identifier identifier => new Each((row, piece) => Identify(row, piece, identifier.Scheme)),
        Function.Place place => new Placing(Taking.OfOptional(place.Within, binding), binding.Places),
        Function.Level level => new Levelling(Taking.OfOptional(level.At, binding), binding.Places),
        Function.DivisionParent => new Each(static (row, piece) => OfCode(row, piece, DivisionCode.Parent)),
        Function.DivisionRank => new Each(static (row, piece) => OfCode(row, piece, static code => DivisionCode.Rank(code).ToString().ToUpperInvariant())),
        _ => throw new InvalidOperationException($"function {function} has no step"),
    };

    public abstract void Apply(Row row, List<Piece> pieces, int start);

    private static Piece? Changed(in Piece piece, string text) => text.Trim() is { Length: > 0 } some ? piece with { Text = some } : null;

    private static Piece? LookUp(Row row, in Piece piece, Lookup table)
    {
        if (table.Words.TryGetValue(piece.Text, out string? meant))
        {
            return piece with { Text = meant };
        }

        if (table.Otherwise != Otherwise.Report)
        {
            return table.Otherwise == Otherwise.Keep ? piece : null;
        }

        string found = $"lookup {table.Name} does not know «{piece.Text}»; {Section.OneOf(table.Words.Keys.Take(12))} would be right";
        row.Report(piece, "UNKNOWN_WORD", Severity.Warning, found);
        return piece.Raw(ClaimFlags.UnknownWord, found);
    }

    private static Piece? Match(Row row, in Piece piece, Function.Match match)
    {
        try
        {
            Match found = match.Pattern.Match(piece.Text);
            if (found.Success)
            {
                Group group = found.Groups["value"] is { Success: true } named ? named : found.Groups[found.Groups.Count > 1 ? 1 : 0];
                return Changed(piece, group.Value);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return TimedOut(row, piece, match.Pattern);
        }

        if (match.Otherwise != Otherwise.Report)
        {
            return match.Otherwise == Otherwise.Keep ? piece : null;
        }

        row.Report(piece, "NO_MATCH", Severity.Warning, $"«{piece.Text}» does not match {match.Pattern}");
        return null;
    }

    private static Piece? Replace(Row row, in Piece piece, Function.Replace replace)
    {
        try
        {
            return Changed(piece, replace.Pattern.Replace(piece.Text, replace.With));
        }
        catch (RegexMatchTimeoutException)
        {
            return TimedOut(row, piece, replace.Pattern);
        }
    }

    private static Piece? TimedOut(Row row, in Piece piece, Regex pattern)
    {
        row.Report(piece, "PATTERN_TIMEOUT", Severity.Error, $"{pattern} took longer than {pattern.MatchTimeout.TotalMilliseconds} ms on {piece.Text.Length} characters; a pattern without nested repetition would be right");
        return null;
    }

    private static Each Cleaning(Func<string, (string? Text, string? Fault)> read)
    {
        Remembered<(string? Text, string? Fault)> readings = new(read);
        return new((row, piece) =>
        {
            (string? text, string? fault) = readings.Of(piece.Text);
            if (text is not null)
            {
                return piece with { Text = text };
            }

            row.Report(piece, "INVALID_VALUE", Severity.Warning, fault!);
            return piece.Raw(ClaimFlags.Suspect, fault!);
        });
    }

    private static (string? Text, string? Fault) Written<T>(Cleaned<T> cleaned, Func<T, string> write) =>
        cleaned.IsClean ? (write(cleaned.Value), null) : (null, cleaned.Fault!);

    private static Piece? Identify(Row row, in Piece piece, string scheme)
    {
        IdentifierReading reading = IdentifierSchemes.Read(scheme, piece.Text);
        if (reading.IsValid)
        {
            return piece with { Text = reading.Value };
        }

        row.Report(piece, "INVALID_IDENTIFIER", Severity.Warning, reading.Fault!);
        return piece.Raw(ClaimFlags.InvalidIdentifier, reading.Fault!);
    }

    private static Piece? OfCode(Row row, in Piece piece, Func<string, string?> of)
    {
        IdentifierReading code = Gb2260Code.Read(piece.Text);
        if (code.IsValid)
        {
            return of(code.Value) is { } text ? piece with { Text = text } : null;
        }

        row.Report(piece, "INVALID_IDENTIFIER", Severity.Warning, code.Fault!);
        return null;
    }

    /// <summary>A function from one text to one or none.</summary>
    private sealed class Each(Func<Row, Piece, Piece?> change) : Step
    {
        public override void Apply(Row row, List<Piece> pieces, int start)
        {
            int kept = start;
            for (int i = start; i < pieces.Count; i++)
            {
                // What an earlier function could not read stays as written.
                if (pieces[i].IsRaw || change(row, pieces[i]) is not { } changed)
                {
                    if (pieces[i].IsRaw)
                    {
                        pieces[kept++] = pieces[i];
                    }

                    continue;
                }

                pieces[kept++] = changed;
            }

            pieces.RemoveRange(kept, pieces.Count - kept);
        }
    }

    private sealed class Splitting(string[] separators) : Step
    {
        public override void Apply(Row row, List<Piece> pieces, int start)
        {
            for (int i = pieces.Count - 1; i >= start; i--)
            {
                Piece whole = pieces[i];
                string[] parts = whole.Text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (parts.Length == 1)
                {
                    pieces[i] = whole with { Text = parts[0], Written = parts[0] };
                    continue;
                }

                pieces.RemoveAt(i);
                pieces.InsertRange(i, parts.Select(part => whole with { Text = part, Written = part }));
            }
        }
    }

    private sealed class Placing(Taking? within, Places places) : Step
    {
        private readonly List<Piece> scratch = [];

        public override void Apply(Row row, List<Piece> pieces, int start)
        {
            string? around = null;
            if (within is not null && within.TryTake(row, scratch, out Piece outer) && !outer.IsRaw)
            {
                around = CodeOf(outer.Text, places);
            }

            for (int i = start; i < pieces.Count; i++)
            {
                if (!pieces[i].IsRaw)
                {
                    pieces[i] = Read(row, pieces[i], around);
                }
            }
        }

        private Piece Read(Row row, in Piece piece, string? around)
        {
            PlaceReading reading = places.Place(piece.Text, around);
            if (reading.Code is { } code)
            {
                return piece with { Text = code };
            }

            string found = $"place «{piece.Text}»: {reading.Reason}";
            row.Report(piece, "UNKNOWN_PLACE", Severity.Warning, found);
            return piece.Raw(ClaimFlags.UnknownWord, found);
        }
    }

    private sealed class Levelling(Taking? at, Places places) : Step
    {
        private readonly List<Piece> scratch = [];

        public override void Apply(Row row, List<Piece> pieces, int start)
        {
            string? place = row.Place;
            if (at is not null)
            {
                place = at.TryTake(row, scratch, out Piece named) && !named.IsRaw ? CodeOf(named.Text, places) : null;
            }

            for (int i = start; i < pieces.Count; i++)
            {
                if (!pieces[i].IsRaw)
                {
                    pieces[i] = Read(row, pieces[i], place);
                }
            }
        }

        private Piece Read(Row row, in Piece piece, string? place)
        {
            LevelReading reading = places.Level(piece.Text, place);
            if (reading.Word is { } word)
            {
                return piece with { Text = word };
            }

            row.Report(piece, "UNKNOWN_WORD", Severity.Warning, reading.Reason!);
            return piece.Raw(ClaimFlags.UnknownWord, reading.Reason!);
        }
    }

    private static string? CodeOf(string text, Places places) =>
        text.Length == 6 && text.All(char.IsAsciiDigit) ? text : places.Place(text, null).Code;
}
