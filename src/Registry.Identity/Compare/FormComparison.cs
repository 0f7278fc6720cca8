using System.Collections.Frozen;
using Registry.Identity.Names;

namespace Registry.Identity.Compare;

/// <summary>
/// Compares what kind of body the endings say. Names of one place, brand and trade that differ only by the legal form of a
/// company are one: a registry admits no two of them (rules on names that may not be used, 企业名称禁限用规则, State Administration
/// for Market Regulation 2017, article 4), and companies change their form. A group and its company are two.
/// </summary>
static class FormComparison
{
    // 汉王科技 and 山西证券 are told from others, 长江 is not.
    const int TellingLength = 4;

    // A city has one of each, and they are never one; 开发区 may be any of them.
    static readonly FrozenSet<string> Exact =
        FrozenSet.Create(StringComparer.Ordinal, "高新区", "经开区", "农高区", "自创区", "综保区", "保税区", "自贸区", "出口加工区");

    public static Compared? Compare(Subject one, Subject other)
    {
        var (a, b) = (one.Name, other.Name);
        if (a.Form.Length == 0 && b.Form.Length == 0)
            return null;
        if (a.FormClass == b.FormClass)
            return new(1, a.Form == b.Form ? $"both {a.Form}" : $"{a.Form} is {b.Form}");
        if (a.Form.Length == 0 || b.Form.Length == 0)
            return Short(a.Form.Length == 0 ? a : b, a.Form.Length == 0 ? b : a);
        if (Exact.Contains(a.FormClass) && Exact.Contains(b.FormClass))
            return new(0, $"{a.Form} and {b.Form} are two kinds of zone");
        if (a.Kind == b.Kind)
            return a.Kind is "company" or "group" ? new(0.98, $"{a.Form} and {b.Form} are legal forms of one company") : new(0.5, $"{a.Form} and {b.Form} are of one kind");
        return (a.Kind, b.Kind) is ("company", "group") or ("group", "company")
            ? new(0.5, $"{a.Form} and {b.Form} may be a group and its company")
            : new(0.3, $"{a.Form} is not {b.Form}");
    }

    static Compared Short(NameReading brief, NameReading full) =>
        full.Kind is "company" or "group" && (brief.Place?.Short.Length ?? 0) + brief.Core.Length >= TellingLength
            ? new(0.95, $"the name without {full.Form}")
            : new(brief.Core.Length == 0 && full.Core.Length == 0 ? 0.4 : 0.7, $"only one says {full.Form}");
}
