using System.Text.RegularExpressions;

namespace Registry.Harvest.Extract.Layout;

/// <summary>What a page prints around its text: page numbers, navigation, sharing buttons, bylines, photo credits, running heads in Latin letters.</summary>
internal static partial class Furniture
{
    /// <summary>Whether a line is nothing else.</summary>
    public static bool IsAll(string line) => PageNumber().IsMatch(line) || Masthead().IsMatch(line) || Chrome().IsMatch(line) || Byline().IsMatch(line) || Address().IsMatch(line);

    /// <summary>A line without the furniture printed inside it: running heads in the midst of a sentence, a photo credit, a byline at its end.</summary>
    public static Line Strip(Line line)
    {
        string text = line.Text;
        if (text.AsSpan().IndexOfAnyInRange('A', 'z') >= 0)
        {
            line = Without(line, RunningHead().Matches(text));
            line = Without(line, Reading().Matches(line.Text));
        }

        text = line.Text;
        return text.Contains("记者", StringComparison.Ordinal) || text.Contains("通讯员", StringComparison.Ordinal) || text.Contains('摄', StringComparison.Ordinal) || text.Contains("编辑", StringComparison.Ordinal)
            ? Without(line, Credit().Matches(text))
            : line;
    }

    private static Line Without(Line line, MatchCollection matches)
    {
        for (int i = matches.Count - 1; i >= 0; i--)
        {
            line = line.Without(matches[i].Index, matches[i].Length);
        }

        return line;
    }

    [GeneratedRegex(@"^[-—·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—·.\s]*$")]
    private static partial Regex PageNumber();

    // The head of a newspaper's page: its name, the day, the number of the page.
    [GeneratedRegex(@"^(?=.{6,48}$)(?:[\p{IsCJKUnifiedIdeographs}]{2,12}\s+)?20\d{2}年\d{1,2}月\d{1,2}日\s*(?:星期[一二三四五六日天]|周[一二三四五六日])[^,。;]*$|^第?\s?[A-Z]?\d{1,2}\s?版[^,。;]{0,16}$")]
    private static partial Regex Masthead();

    [GeneratedRegex(@"^(?:(?:首页|您?当前(?:的)?位置|当前位置|所在位置)\s*[:>»].*|.{0,12}>\s*.{1,20}>.*|(?:分享到?|打印(?:本页)?|关闭(?:窗口)?|字号|【?字体|浏览(?:次数|量)?|阅读(?:量|次数)?|点击(?:量|数)?|上一[篇条页]|下一[篇条页]|责任?编[辑校]|责编|编辑|审核|校对|来源|稿源|作者|版权|主办单位|承办单位|网站标识码|技术支持|备案号|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]ICP备|扫一扫|微信|微博|关注|收藏|举报|返回顶部|标签|关键词|相关(?:新闻|阅读|推荐)|热门|推荐阅读|免责声明|本文档|下载|页数|格式|文档|上传|原创力|豆丁|道客).{0,60})$")]
    private static partial Regex Chrome();

    [GeneratedRegex(@"^(?:(?:本报|本网|特约)?(?:记者|通讯员|作者|摄影|文/?图?|图/?文?)[:/]?\s*)?(?:\p{IsCJKUnifiedIdeographs}{2,3}\s+){1,4}(?:(?:记者|通讯员|摄影?)\s*)?(?:\p{IsCJKUnifiedIdeographs}{2,3})?\s*(?:摄|文/图|报道)?$")]
    private static partial Regex Byline();

    [GeneratedRegex(@"^\s*(?:https?://|www\.)\S+\s*$")]
    private static partial Regex Address();

    // The head of a magazine's page: some words in Latin letters and the page's number, in the midst of Chinese.
    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs},、。;])\s*(?:\d{1,3}\s+)?[A-Z][A-Za-z]*(?:\s+(?:[A-Z][A-Za-z]*|and|of|the|in|for))+(?:\s+\d{1,3})?\s*(?=[\p{IsCJKUnifiedIdeographs},、。;])")]
    private static partial Regex RunningHead();

    // Mirrors of pages print the reading behind a character: 孵化器(yè).
    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs})\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)(?=\p{IsCJKUnifiedIdeographs}|$|[,。、;])")]
    private static partial Regex Reading();

    [GeneratedRegex(@"\s*(?:\(?(?:本报|本网|本刊|特约)?(?:见习)?(?:记者|通讯员)[:/]?\s+\p{IsCJKUnifiedIdeographs}{2,4}(?:[\s、]+(?:(?:通讯员|记者|实习生)[:/]?\s*)?\p{IsCJKUnifiedIdeographs}{2,4}){0,5}\)?|\(?(?:摄影?|图|文)\s*[/:]\s*\p{IsCJKUnifiedIdeographs}{2,4}(?:\s\p{IsCJKUnifiedIdeographs}{2,4})*\)?|\s(?:本报|本网)?(?:记者)?\s?\p{IsCJKUnifiedIdeographs}{2,3}\s?摄|\(?(?:责任)?编辑[:/]?\s*\p{IsCJKUnifiedIdeographs}{2,4}\)?)\s*$")]
    private static partial Regex Credit();
}
