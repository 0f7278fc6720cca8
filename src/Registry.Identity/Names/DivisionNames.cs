using System.Collections.Frozen;
using System.Globalization;
using Registry.Identity.Places;
using Registry.Store.Text;

namespace Registry.Identity.Names;

/// <summary>
/// The divisions that names of bodies begin with, present and former, by the table divisions.txt. Unlike the gazetteer of a
/// catalog it is the same for every store, so that the key of a name is too.
/// </summary>
/// <remarks>
/// 聊城, 聊城市 and 山东省聊城市 are one place: a place is its short form within its province. Where a prefecture and a county of
/// one province share the short form (长沙市, 长沙县) the bare short form is the prefecture. Districts and counties are taken by
/// their short form only behind the place above them (淄博周村): alone, 和平 and 新城 are brands.
/// </remarks>
static class DivisionNames
{
    const string Separators = "-·,、";

    static readonly FrozenDictionary<string, Form[]> Forms = Load();
    static readonly FrozenDictionary<string, Form[]>.AlternateLookup<ReadOnlySpan<char>> Lookup = Forms.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly int Longest = Forms.Keys.Max(form => form.Length);

    /// <summary>A way to name a division.</summary>
    readonly record struct Form(string Short, string Kind, int Province, DivisionRank Rank, bool IsFull, bool IsFormer, bool HasNamesake);

    /// <summary>The place with which a folded text begins; null where it begins with none.</summary>
    public static NamePlace? Leading(string text)
    {
        NamePlace? place = null;
        for (var at = 0; Next(text, at, place) is { } next; at = Past(text, next.End))
            place = next;
        return place;
    }

    /// <summary>The place that a whole text names; null where it names none.</summary>
    public static NamePlace? Whole(string text) => Leading(text) is { } place && place.End == text.Length ? place : null;

    // A name is more than its place: what follows a separator goes on with it.
    static int Past(string text, int at)
    {
        while (at < text.Length && Separators.Contains(text[at], StringComparison.Ordinal))
            at++;
        return at;
    }

    static NamePlace? Next(string text, int start, NamePlace? above)
    {
        for (var length = Math.Min(Longest, text.Length - start); length >= 2; length--)
            if (Lookup.TryGetValue(text.AsSpan(start, length), out var forms) && Choose(forms, above) is { } form)
                return Place(form, forms, above, start + length);
        return null;
    }

    static Form? Choose(Form[] forms, NamePlace? above)
    {
        Form? best = null;
        foreach (var form in forms)
            if (Fits(form, above) && (best is not { } other || Precedes(form, other)))
                best = form;
        return best;
    }

    static bool Fits(Form form, NamePlace? above) => above is null
        ? form.IsFull || form.Rank != DivisionRank.County || form.Kind == "市"
        : form.Rank > above.Rank && form.Province == above.Province;

    // A full name before a short form; of full names a present one; of short forms the highest, as 莱芜 was a prefecture.
    static bool Precedes(Form one, Form other)
    {
        if (one.IsFull != other.IsFull)
            return one.IsFull;
        return one.IsFull ? (one.IsFormer, one.Rank).CompareTo((other.IsFormer, other.Rank)) < 0 : (one.Rank, one.IsFormer).CompareTo((other.Rank, other.IsFormer)) < 0;
    }

    // Of a name that several provinces have, and none said which, the province stays open.
    static NamePlace Place(Form form, Form[] forms, NamePlace? above, int end)
    {
        var isOpen = above is null && forms.Any(other => other.Rank == form.Rank && other.IsFull == form.IsFull && other.IsFormer == form.IsFormer && other.Province != form.Province);
        return new NamePlace(form.Short, form.IsFull ? form.Kind : "", isOpen ? 0 : form.Province, form.Rank,
            form.HasNamesake && form.Rank == DivisionRank.County, above, end);
    }

    static FrozenDictionary<string, Form[]> Load()
    {
        var divisions = WordList.Lines("divisions.txt").Select(Division).ToList();
        var prefectures = divisions.Where(division => division.Rank == DivisionRank.Prefecture)
            .Select(division => (division.Short, division.Province)).ToHashSet();
        return divisions
            .Select(division => division with { HasNamesake = division.Rank == DivisionRank.County && prefectures.Contains((division.Short, division.Province)) })
            .SelectMany(Written)
            .GroupBy(form => form.Text, form => form.Form, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
    }

    static Form Division(string[] cells)
    {
        var name = FoldedName.Of(cells[1]);
        var shortName = ShortNames.Of(name) ?? name;
        var province = int.Parse(cells[0].AsSpan(0, 2), CultureInfo.InvariantCulture);
        return new Form(shortName, name[shortName.Length..], province, DivisionCode.Rank(cells[0]), IsFull: true, IsFormer: cells.Length > 2, HasNamesake: false);
    }

    static IEnumerable<(string Text, Form Form)> Written(Form division)
    {
        yield return (division.Short + division.Kind, division);
        if (division.Kind.Length == 0)
            yield break;
        // 秀山土家族苗族自治县 is written 秀山县 too, and 新疆维吾尔自治区 新疆.
        if (division.Kind.Length > 1 && division.Rank != DivisionRank.Province)
            yield return (division.Short + division.Kind[^1], division);
        yield return (division.Short, division with { IsFull = false });
    }
}
