using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Promises;

/// <summary>A unit of government with a part in a task.</summary>
internal readonly record struct Unit(string Name, Span Span);

/// <summary>A task of a plan, with who leads it and who is responsible too.</summary>
/// <param name="Number">Its number in the plan; counted where it bears none.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Section">The section above it.</param>
/// <param name="Heading">Where the heading stands.</param>
/// <param name="Assignment">Where the units stand; empty where none are named.</param>
internal sealed record Task(int Number, string Title, string Section, Span Heading, Span Assignment, IReadOnlyList<Unit> Lead, IReadOnlyList<Unit> Responsible)
{
    /// <summary>The whole of the task's text.</summary>
    public Span Text { get; init; }

    /// <summary>How relations name it.</summary>
    public string Name => $"任务{Number} {Title}";
}

/// <summary>Reads the tasks of a plan: sections that end in (牵头单位:…;责任单位:…), or that stand under a heading of tasks.</summary>
internal static partial class TaskReader
{
    public static List<Task> Read(Document document)
    {
        List<Task> tasks = [];
        foreach (Section section in document.Sections)
        {
            if (section.Number == 0 || section.Title.Length is < 3 or > 45)
            {
                continue;
            }

            Match match = Assigned().Match(document.Text, section.Heading.End, section.End - section.Heading.End);
            if (match.Success)
            {
                tasks.Add(Assigned(document, section, match, tasks.Count));
            }
        }

        return tasks;
    }

    /// <summary>Sections under 保障措施: they support the tasks and have no units of their own.</summary>
    public static IEnumerable<Section> Safeguards(Document document) =>
        document.IsPlan ? document.Sections.Where(static s => s.Number > 0 && s.Depth > 1 && s.Above is { } above && (above.Title.Contains("保障", StringComparison.Ordinal) || above.Title.Contains("组织实施", StringComparison.Ordinal))) : [];

    private static Task Assigned(Document document, Section section, Match match, int before)
    {
        Span span = new(match.Index, match.Index + match.Length);
        return new(
            section.Depth == 3 ? section.Number : before + 1,
            section.Title,
            section.Above is { Number: > 0 } above ? above.Title : "",
            section.Heading,
            span,
            [.. Units(document.Text, match.Groups["lead"])],
            [.. Units(document.Text, match.Groups["more"])])
        { Text = new(section.Heading.Start, section.End) };
    }

    private static IEnumerable<Unit> Units(string text, Group list)
    {
        if (!list.Success)
        {
            yield break;
        }

        int start = list.Index, depth = 0;
        for (int i = list.Index; i <= list.Index + list.Length; i++)
        {
            depth += i < text.Length && text[i] == '(' ? 1 : i < text.Length && text[i] == ')' ? -1 : 0;
            if (i < list.Index + list.Length && (depth > 0 || text[i] is not ('、' or ',' or ';' or ' ')))
            {
                continue;
            }

            if (UnitIn(text, start, i) is { } unit)
            {
                yield return unit;
            }

            start = i + 1;
        }
    }

    // 各产业链专班, 有关部门 and 区卫生健康委等区级相关部门 are collectives; what stands before 等 is a unit.
    private static Unit? UnitIn(string text, int start, int end)
    {
        int and = text.IndexOf('等', start, end - start);
        int stop = and > start + 1 ? and : end;
        string name = text[start..stop].Trim(' ', '(', ')', '。', ':', '“', '”');
        bool isCollective = name.Length is < 2 or > 30 || name[0] is '各' or '相' or '有' || Collective().IsMatch(name);
        return isCollective ? null : new(name, new(start, stop));
    }

    [GeneratedRegex(@"[(\[【〔]\s*(?:(?:(?:牵头|负责|主责|主要责任|牵头责任)(?:单位|部门|领导)?\s*[:]\s*(?<lead>[^;。)\]】〕]{2,200}?)\s*(?:[;。,]?\s*(?:责任(?:单位|部门)|配合(?:单位|部门)|参与(?:单位|部门)|参加单位|协助单位|协同单位|配合)\s*[:]\s*(?<more>(?:[^()\]】〕]|\([^()]*\)){2,400}?))?)|责任(?:单位|部门)\s*[:]\s*(?<more>(?:[^()\]】〕]|\([^()]*\)){2,400}?)|(?<lead>[^();:。]{2,80}?)(?:牵头(?:负责)?|负责)(?:[,;、]\s*(?<more>(?:[^()]|\([^()]*\)){2,300}?)(?:配合|参与|参加|按职责分工负责|协同))?)\s*[)\]】〕]")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^(?:街镇|镇街|乡镇|园城|相关部门|有关部门|责任单位|成员单位|各级|全体|区级相关|市级相关|县级相关|其他|牵头单位)|(?:相关部门|有关部门|有关单位|相关单位|相关企业)$")]
    private static partial Regex Collective();
}
