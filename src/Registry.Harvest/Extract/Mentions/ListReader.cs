using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>An item of a list: its name, and its type by its own ending or by what the list says it is a list of.</summary>
internal readonly record struct Item(Span Span, string Type, string? Subtype, bool HasEnding);

/// <summary>A list of names with what it says of them.</summary>
/// <param name="Items">The names.</param>
/// <param name="Span">The list with what stands around it.</param>
/// <param name="Qualifier">The words between 等 and the kind: 国家备案.</param>
/// <param name="Head">The kind of body listed, as written.</param>
internal sealed record NameList(IReadOnlyList<Item> Items, Span Span, string Qualifier, string Head);

/// <summary>Reads lists of names: 甲、乙等企业, 以甲、乙为龙头的产业链, 国家级孵化器2个(甲、乙).</summary>
internal sealed class ListReader(string text, NameReader names)
{
    private const int FurthestHead = 16, LongestItem = 30, LongestBareItem = 10;

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("一两二三四五六七八九"), Prepositions = System.Buffers.SearchValues.Create("对在向为将把"), Marks = System.Buffers.SearchValues.Create("(“”:,。");
    private static readonly string[] Leaders = ["为龙头", "为代表", "为链主", "为骨干"];

    public List<NameList> All()
    {
        List<NameList> lists = [];
        for (int i = 1; i < text.Length; i++)
        {
            NameList? list = text[i] switch
            {
                '等' => Before(i, i + 1),
                '为' when Leader(i) is { } leader => Led(i, leader),
                '(' => Bracketed(i),
                _ => null,
            };
            if (list is { Items.Count: > 0 })
            {
                lists.Add(list);
            }
        }

        return lists;
    }

    private NameList? Before(int end, int behind)
    {
        if (HeadAfter(behind) is not var (head, type, headEnd))
        {
            return null;
        }

        List<Item> items = ItemsBefore(end, type);
        string qualifier = text[behind..(headEnd - head.Length)];
        return items.Count == 0 ? null : new(items, new(items[0].Span.Start, headEnd), qualifier, head);
    }

    private NameList? Led(int at, string leader)
    {
        List<Item> items = ItemsBefore(at, "Enterprise");
        return items.Count == 0 ? null : new(items, new(items[0].Span.Start, at + leader.Length), "", leader);
    }

    private string? Leader(int at) => Array.Find(Leaders, leader => text.AsSpan(at).StartsWith(leader, StringComparison.Ordinal));

    /// <summary>A bracket that names what was counted before it: 孵化器2个(甲、乙).</summary>
    private NameList? Bracketed(int open)
    {
        int close = text.AsSpan(open, Math.Min(160, text.Length - open)).IndexOf(')');
        int end = open + close;
        while (close > 0 && text.AsSpan(open + 1, end - open - 1).Contains('(') && text.AsSpan(end + 1, Math.Min(40, text.Length - end - 1)).IndexOf(')') is >= 0 and var more)
        {
            end += more + 1;
            break;
        }

        if (close < 2 || CountedBefore(open) is not var (head, type, start))
        {
            return null;
        }

        List<Item> items = [];
        foreach (Span piece in Pieces(new(open + 1, end)))
        {
            Span item = WithoutTail(piece);
            if (ItemOf(item, type, item.Start) is { } named)
            {
                items.Add(named);
            }
        }

        return items.Count == 0 ? null : new(items, new(start, end + 1), text[start..open], head);
    }

    // 甲、乙等 in a bracket: the list is not whole.
    private Span WithoutTail(Span piece)
    {
        int at = text.AsSpan(piece.Start, piece.Length).IndexOf('等');
        return at > 1 ? new(piece.Start, piece.Start + at) : piece;
    }

    /// <summary>The kind that is counted in the clause before a bracket: the last one of 另有1个市级孵化器和1个市级众创空间.</summary>
    private (string Head, string Type, int Start)? CountedBefore(int open)
    {
        int start = open;
        while (start > 0 && text[start - 1] is not (',' or '。' or ';' or '\n' or ':' or ')') && open - start < 48)
        {
            start--;
        }

        ReadOnlySpan<char> clause = text.AsSpan(start, open - start);
        if (clause.IndexOfAnyInRange('0', '9') < 0 && !clause.ContainsAny(Digits))
        {
            return null;
        }

        int from = clause.LastIndexOf('、') is >= 0 and var pause && clause[pause..].IndexOfAnyInRange('0', '9') >= 0 ? start + pause + 1 : start;
        (string Head, string Type, int Start)? found = null;
        for (int i = from; i < open; i++)
        {
            (int length, string? type) = Vocabulary.Heads.Longest(text, i);
            if (length > 0)
            {
                found = (text.Substring(i, length), type!, from);
                i += length - 1;
            }
        }

        return found;
    }

    /// <summary>What a list is a list of: the first kind behind 等, with nothing but qualifying words between.</summary>
    private (string Head, string Type, int End)? HeadAfter(int at)
    {
        for (int i = at; i < Math.Min(text.Length, at + FurthestHead); i++)
        {
            if (text[i] is ',' or '。' or ';' or '\n' or '、' or '(' or ')')
            {
                return null;
            }

            (int length, string? type) = Vocabulary.Heads.Longest(text, i);
            string between = length > 0 ? WithoutCount(text.AsSpan(at, i - at)) : "";
            if (length > 0 && ((between.EndsWith('的') && !between.AsSpan().ContainsAny(Prepositions)) || Vocabulary.Industries.Covers(between)) && !IsPartOfLonger(i + length) && !(type == "Project" && Vocabulary.Deeds.Contains(between.Length >= 2 ? between[^2..] : "")))
            {
                return (text.Substring(i, length), type!, i + length);
            }
        }

        return null;
    }

    // 等企业家, 等中小企业集聚区: the word goes on and is another.
    private bool IsPartOfLonger(int end) =>
        end < text.Length && (text[end] is '家' or '化' or '库' or '园' or '群' or '税' || Array.Exists(Others, other => text.AsSpan(end).StartsWith(other, StringComparison.Ordinal)));

    private static readonly string[] Others = ["集聚", "孵化", "联盟", "协会", "总部", "创新", "创业", "所得", "服务", "债", "集群", "产品", "资金", "人才", "负责人", "代表", "高管", "职工"];

    private static string WithoutCount(ReadOnlySpan<char> words)
    {
        int i = 0;
        while (i < words.Length && (char.IsAsciiDigit(words[i]) || words[i] is '余' or '多' or '个' or '家' or '所'))
        {
            i++;
        }

        return new(words[i..]);
    }

    /// <summary>The items that stand before a place, the first of them cut where a name can begin.</summary>
    private List<Item> ItemsBefore(int end, string type)
    {
        int start = end;
        while (start > 0 && !IsHardStop(start) && end - start < 240)
        {
            start--;
        }

        List<Span> pieces = Pieces(new(start, end));
        List<Item> items = [];
        for (int i = pieces.Count - 1; i >= 0; i--)
        {
            // In the midst of a list an item is whole; before its first item other words may stand.
            Item? item = i > 0 ? ItemOf(pieces[i], type, pieces[i].Start) : null;
            if (item is null && i > 0 && names.Start(pieces[i].End, pieces[i].Start) == pieces[i].Start)
            {
                // 新型骨料、节能门窗等企业: where one is a product all are, but for those whose own ending says what they are.
                items.RemoveAll(static it => !it.HasEnding);
                break;
            }

            if (item is null)
            {
                int first = names.Start(pieces[i].End, pieces[i].Start);
                item = ItemOf(new(first, pieces[i].End), type, first);
                if (item is { } last)
                {
                    items.Insert(0, last);
                }

                break;
            }

            items.Insert(0, item.Value);
        }

        return items;
    }

    private bool IsHardStop(int at) => text[at - 1] is ',' or '。' or ';' or '\n' or ':' or '!' or '?' || (text[at - 1] == '(' && !ClosesSoon(at));

    private bool ClosesSoon(int at) => text.AsSpan(at, Math.Min(8, text.Length - at)).Contains(')');

    /// <summary>The pieces between 、 and, in the last piece, between 和, 与, 及, 以及.</summary>
    private List<Span> Pieces(Span list)
    {
        List<Span> pieces = [];
        int start = list.Start, depth = 0;
        for (int i = list.Start; i < list.End; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] is '、' or ',' or ';' && depth <= 0)
            {
                pieces.Add(new(start, i));
                start = i + 1;
            }
        }

        Span last = new(start, list.End);
        if (And(last) is var (at, length))
        {
            pieces.Add(new(last.Start, at));
            pieces.Add(new(at + length, last.End));
        }
        else
        {
            pieces.Add(last);
        }

        return pieces;
    }

    private (int At, int Length)? And(Span piece)
    {
        for (int i = piece.Start + 2; i < piece.End - 2; i++)
        {
            if (text[i] is '和' or '与' or '及' && names.EndsBefore(i + 1, piece.Start))
            {
                return text[i] == '以' ? (i, 2) : (i, 1);
            }
        }

        return null;
    }

    private Item? ItemOf(Span piece, string listed, int from)
    {
        while (piece.Length > 0 && text[piece.Start] is '“' or ' ')
        {
            piece = piece with { Start = piece.Start + 1 };
        }

        while (piece.Length > 0 && text[piece.End - 1] is '”' or ' ')
        {
            piece = piece with { End = piece.End - 1 };
        }

        if (piece.Length is < 2 or > LongestItem || char.IsAsciiDigit(text[piece.Start]))
        {
            return null;
        }

        return Ending(piece) is var (at, suffix) ? Suffixed(piece, at, suffix, listed, from) : Bare(piece, listed);
    }

    private Item? Suffixed(Span piece, int at, Suffix suffix, string listed, int from)
    {
        int start = Math.Max(names.Start(at, from), piece.Start);
        if (start > piece.Start || !names.IsName(piece.Start, at, suffix))
        {
            return null;
        }

        bool listSays = listed is "Incubator" or "MakerSpace" or "StarCreation" or "Accelerator" or "Carrier" && (suffix.Type is "Zone" or "Carrier" or "Platform" || (suffix.Type == "ResearchInstitute" && text[piece.End - 1] == '心'));
        return listSays ? new Item(piece, listed, null, false) : new Item(piece, suffix.Type, suffix.Subtype, true);
    }

    private Item? Bare(Span piece, string listed)
    {
        if (Centre(piece, listed) is { } centre)
        {
            return centre;
        }

        if (listed is "University" or "Zone" or "GovernmentBody" or "Organization" || piece.Length > LongestBareItem || (listed == "Project" && piece.Length > 6))
        {
            return null;
        }

        ReadOnlySpan<char> words = text.AsSpan(piece.Start, piece.Length);
        int opening = Vocabulary.Openings.Longest(words, 0).Length;
        if (opening > 0 && opening < words.Length - 1 && Vocabulary.Protected.Longest(words, 0).Length <= opening)
        {
            return Bare(piece with { Start = piece.Start + opening }, listed);
        }

        bool isNational = words.StartsWith("中国", StringComparison.Ordinal) && words.Length > 2;
        if (!isNational && (Vocabulary.Industries.Covers(words) || names.Start(piece.End, piece.Start) > piece.Start || ContainsMark(words) || EndsLikeADeed(words)))
        {
            return null;
        }

        bool isInstitute = listed is "Enterprise" or "Project" && words.Length >= 4 && (words[^1] == '院' || words.EndsWith("研究所", StringComparison.Ordinal));
        return new(piece, isInstitute ? "ResearchInstitute" : listed == "Project" ? "Enterprise" : listed, null, false);
    }

    // 双创中心 is one of the incubators listed, …综合服务中心 one of the institutes.
    private Item? Centre(Span piece, string listed)
    {
        ReadOnlySpan<char> words = text.AsSpan(piece.Start, piece.Length);
        bool isOne = listed is "Incubator" or "MakerSpace" or "Carrier" or "ResearchInstitute" or "StarCreation" && piece.Length >= 4
            && (words.EndsWith("中心", StringComparison.Ordinal) || words.EndsWith("基地", StringComparison.Ordinal) || words.EndsWith("工作站", StringComparison.Ordinal) || words.EndsWith("空间", StringComparison.Ordinal) || words.EndsWith('谷') || words.EndsWith("小镇", StringComparison.Ordinal));
        return isOne && names.Start(piece.End, piece.Start) == piece.Start && !Vocabulary.Generic.Covers(words) ? new Item(piece, listed, null, false) : null;
    }

    private static bool ContainsMark(ReadOnlySpan<char> words) => words.ContainsAny(Marks) || words.Contains('的') || words.Contains('了');

    // What ends so is an activity, a field or a product, no body: 检验检测, 成果转化, 精深加工.
    private static bool EndsLikeADeed(ReadOnlySpan<char> words) =>
        words[^1] is '化' or '类' or '型' or '品' or '性' or '者' or '率' or '费' || Vocabulary.Deeds.Contains(new string(words[^2..]));

    private (int At, Suffix Suffix)? Ending(Span piece)
    {
        for (int i = piece.Start; i < piece.End - 1; i++)
        {
            (int length, Suffix? suffix) = Vocabulary.Suffixes.Longest(text.AsSpan(0, piece.End), i);
            if (length > 0 && i + length == piece.End)
            {
                return suffix!.Type == "-" ? null : (i, suffix);
            }
        }

        return null;
    }
}
