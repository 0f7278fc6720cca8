using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Extract.Words;
using Registry.Identity.Places;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>Reads which bodies a text names, and where: divisions, names with an ending, lists, abbreviations; then every place where one of these names stands.</summary>
internal sealed partial class MentionReader(Document document, PlaceNames places)
{
    private readonly string text = document.Text;
    private readonly Bodies bodies = new();
    private NameReader? names;

    /// <summary>The lists of the text, for the relations they share.</summary>
    public List<NameList> Lists { get; private set; } = [];

    /// <summary>What the list items were judged to be.</summary>
    public Dictionary<Span, Body> Listed { get; } = [];

    public Bodies Read()
    {
        List<PlacedDivisions> placed = places.In(text);
        names = new(text, places, placed);
        DivisionReader divisions = new(text, places, placed);
        divisions.Read(bodies);
        bodies.CodeOf = divisions.CodeOf;
        bodies.CodeOfName = name => divisions.CodeOfName(name);
        List<Span> titles = Promises.PolicyReader.Titles(text);
        ReadEndings(names, titles);
        Lists = [.. new ListReader(text, names).All().Where(list => !titles.Exists(t => t.Meets(list.Span)))];
        ReadLists();
        ReadResidents();
        Abbreviations.Read(text, bodies);
        ContextNames.Supply(text, bodies);
        Levels.Read(document, Lists, Listed, bodies);
        NameParts.Read(bodies, places, divisions);
        Namesakes.Unite(bodies, places);
        Occurrences.Find(text, bodies, titles);
        Subjects.Choose(document, bodies);
        Subjects.Turn(document, bodies);
        return bodies;
    }

    private void ReadEndings(NameReader reader, List<Span> titles)
    {
        foreach (ReadName name in reader.All())
        {
            Span span = name.Span;
            if (titles.Exists(t => t.Meets(span)) || !IsWanted(name) || IsHonour(span.Start) || IsCommon(name))
            {
                continue;
            }

            foreach (string written in Distributed(span))
            {
                bodies.Of(WithoutEpithet(Trimmed(written), name.Suffix!.Type), name.Suffix.Type, name.Suffix.Subtype);
            }
        }
    }

    // 江阴区科技企业孵化器 is a name where it stands alone or in a list; 桂林市科技企业孵化器高质量发展 speaks of all of them.
    private bool IsCommon(ReadName name)
    {
        ReadOnlySpan<char> modifier = text.AsSpan(name.Span.Start, name.Ending - name.Span.Start);
        int place = places.Leading(modifier, 0);
        bool isBare = place > 0 && Vocabulary.Generic.Covers(modifier[place..]) && name.Suffix!.Type is "Incubator" or "MakerSpace" or "StarCreation" or "Carrier" or "SmeBase" or "Accelerator" or "Alliance";
        return isBare && name.Span.End < text.Length && text[name.Span.End] is not ('、' or ')' or ',' or '。' or ';' or '(' or '”' or '等' or '和' or '与' or '及' or '被' or '是' or '获' or '位' or '三' or '两' or '共' or '在' or '\n');
    }

    // 荣获某某产业园: an honour, not a place.
    private bool IsHonour(int at)
    {
        foreach (string word in (ReadOnlySpan<string>)["荣获", "获评", "授予", "评为", "认定为", "命名为", "列为", "入选", "荣膺", "获批为"])
        {
            if (at >= word.Length && text.AsSpan(at - word.Length).StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // A bureau is named by its place; 市科技局 alone is one of many, and is read where a plan gives it a task.
    private bool IsWanted(ReadName name)
    {
        ReadOnlySpan<char> written = text.AsSpan(name.Span.Start, name.Span.Length);
        return name.Suffix!.Type switch
        {
            "GovernmentBody" => places.Leading(written, 0) > 0 || written.Contains("共青团", StringComparison.Ordinal),
            "Cluster" or "Fund" or "Alliance" or "Platform" => written.Length >= 4 && IsIntroduced(name),
            _ => true,
        };
    }

    // A cluster or fund is spoken of as a body where it is formed or led; elsewhere the words are those of every report.
    private bool IsIntroduced(ReadName name)
    {
        int clause = text.LastIndexOfAny(['。', ';', '\n', ','], Math.Max(0, name.Span.Start - 1));
        ReadOnlySpan<char> before = text.AsSpan(clause + 1, name.Span.Start - clause - 1);
        return before.Contains("为龙头", StringComparison.Ordinal) || before.Contains("为重点的", StringComparison.Ordinal) || before.Contains("设立", StringComparison.Ordinal)
            || before.Contains("成立", StringComparison.Ordinal) || before.Contains("规模", StringComparison.Ordinal) || before.Contains("组建", StringComparison.Ordinal) || text[name.Span.Start] == '“';
    }

    /// <summary>城东、城南国家级中小企业创新创业基地 are two: a place before 、 shares the words behind the last.</summary>
    private IEnumerable<string> Distributed(Span span)
    {
        string name = text[span.Start..span.End];
        int level = LevelAt(name);
        if (level is < 2 or > 4 || span.Start < 3 || text[span.Start - 1] != '、')
        {
            yield return name;
            yield break;
        }

        string shared = name[level..];
        yield return name;
        for (int end = span.Start - 1; end > 0 && text[end] == '、';)
        {
            int start = end;
            while (start > 0 && text[start - 1] is >= '\u4e00' and <= '\u9fff' && end - start < 4 && !(end - start >= 2 && Vocabulary.Breaks.Before(text, start).Length > 0))
            {
                start--;
            }

            if (end - start is < 2 or > 3)
            {
                yield break;
            }

            string distributed = text[start..end] + shared;
            bodies.Of(distributed, "SmeBase").Shown = new(start, span.End);
            yield return distributed;
            end = start - 1;
        }
    }

    private static int LevelAt(string name)
    {
        foreach (string level in (ReadOnlySpan<string>)["国家级", "省级", "市级", "区级"])
        {
            int at = name.IndexOf(level, StringComparison.Ordinal);
            if (at > 0)
            {
                return at;
            }
        }

        return -1;
    }

    private void ReadLists()
    {
        foreach (NameList list in Lists)
        {
            foreach (Item item in list.Items)
            {
                Body body = bodies.Of(Trimmed(text[item.Span.Start..item.Span.End]), item.Type, item.Subtype);
                if (!item.HasEnding && body.Type is "Zone" or "ResearchInstitute" && item.Type is "Incubator" or "MakerSpace" or "Carrier")
                {
                    body.Type = item.Type;
                }

                Listed[item.Span] = body;
            }
        }
    }

    /// <summary>Short names that only their place in the sentence tells: 位于某高新区的远望卫星; 清源环保入驻成立某研究院.</summary>
    private void ReadResidents()
    {
        foreach (Match match in Resident().Matches(text).Concat(Founder().Matches(text)).Concat(Partner().Matches(text)))
        {
            Group name = match.Groups["name"];
            if (bodies.Find(name.Value) is null && !Vocabulary.Industries.Covers(name.Value) && !Vocabulary.Deeds.Contains(name.Value[^2..]) && names!.Start(name.Index + name.Length, name.Index) == name.Index && places.At(text, name.Index).Length < name.Length)
            {
                bodies.Of(name.Value, "Enterprise");
            }
        }
    }

    [GeneratedRegex(@"(?:位于|坐落于|落户)[^,。;的]{2,14}的(?<name>\p{IsCJKUnifiedIdeographs}{3,6})(?=,)")]
    private static partial Regex Resident();

    [GeneratedRegex(@"[、,](?<name>\p{IsCJKUnifiedIdeographs}{3,6})(?=(?:入驻|投资|出资)成立)")]
    private static partial Regex Founder();

    [GeneratedRegex(@"(?:大学|学院|研究院|研究所|有限公司|集团)与(?<name>\p{IsCJKUnifiedIdeographs}{3,6}?)(?=共建|签约|签署|签订|合作共建|联合|达成|开展(?:产学研)?合作|合作)")]
    private static partial Regex Partner();

    // “整车+配套”汽车产业链: what is quoted before the name of a cluster describes it.
    private static string WithoutEpithet(string name, string type) =>
        type == "Cluster" && name[0] == '“' && name.IndexOf('”', StringComparison.Ordinal) is > 0 and var close && close < name.Length - 4 ? name[(close + 1)..] : name;

    private static string Trimmed(string name) => name.Trim('“', '”', ' ') is var trimmed && trimmed.Contains('“', StringComparison.Ordinal) != trimmed.Contains('”', StringComparison.Ordinal) ? name : trimmed;
}
