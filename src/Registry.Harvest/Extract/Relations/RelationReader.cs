using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Relations;

/// <summary>Reads relations sentence by sentence: where bodies are, who founded, leads, belongs to and works with whom, what they were awarded and aspire to.</summary>
internal sealed partial class RelationReader(Document document, Bodies bodies, List<NameList> lists, Dictionary<Span, Body> listed, PlaceNames places)
{
    private readonly string text = document.Text;
    private readonly List<Relation> relations = [];
    private readonly Figures.Topics topics = new(document, bodies);

    public List<Relation> Read()
    {
        foreach (Sentence sentence in document.Sentences)
        {
            List<Mention> mentions = [.. bodies.In(sentence.Span)];
            if (mentions.Count > 0)
            {
                Stated(sentence, mentions);
            }

            Awarded(sentence, mentions);
        }

        ByName();
        Implied();
        return relations;
    }

    private void Stated(Sentence sentence, List<Mention> mentions)
    {
        Located(sentence, mentions);
        Introduced(sentence, mentions);
        Founded(sentence, mentions);
        Cooperating(sentence, mentions);
        Leading(sentence);
        Aspiring(sentence, mentions);
        Apposed(mentions);
        Operated(sentence, mentions);
        Approved(sentence, mentions);
    }

    private void Add(Relation relation)
    {
        bool isKnown = relations.Exists(r => r.Subject == relation.Subject && r.Predicate == relation.Predicate && r.Object == relation.Object && r.ObjectName == relation.ObjectName);
        if (!isKnown && !ReferenceEquals(relation.Subject, relation.Object))
        {
            relations.Add(relation);
        }
    }

    private void Locate(Body body, Body place, Span span, string basis = "stated", string? status = null)
    {
        if (body == place || body.Type is "AdministrativeDivision" or "GovernmentBody" or "Cluster" or "Fund" || IsLocated(body, place) || place.Type == "AdministrativeDivision" && body.Type is "Zone" && body.Status == "APPLYING_NATIONAL" && basis != "implied")
        {
            return;
        }

        string predicate = body.Type == "Zone" && place.Type == "Zone" ? "partOf" : "locatedIn";
        Add(new(body, predicate, place, place.Name, span, basis) { Status = status });
    }

    private bool IsLocated(Body body, Body place) => relations.Exists(r => r.Subject == body && r.Object == place && r.Predicate is "locatedIn" or "partOf" && r.Subject == body && r.Object == place);

    /// <summary>位于枝江高新区的…, …坐落于枝江高新区, …落户枝江高新区.</summary>
    private void Located(Sentence sentence, List<Mention> mentions)
    {
        foreach (Match match in At().Matches(text[sentence.Span.Start..sentence.Span.End]))
        {
            int end = sentence.Span.Start + match.Index + match.Length, start = sentence.Span.Start + match.Index;
            if (mentions.FirstOrDefault(m => m.Span.Start == end) is not { Body: { } place } where || !(place.IsSite || place.Type == "AdministrativeDivision"))
            {
                continue;
            }

            // 位于江苏省无锡市江阴市: the last of the divisions is meant.
            while (mentions.FirstOrDefault(m => m.Span.Start == where.Span.End) is { Body.Type: "AdministrativeDivision" or "Zone" } inner)
            {
                where = inner;
                place = inner.Body;
            }

            bool isAttribute = where.Span.End < text.Length && text[where.Span.End] == '的';
            if (isAttribute)
            {
                foreach (Mention mention in Run(mentions, where.Span.End + 1))
                {
                    Locate(mention.Body, place, new(start, mention.Span.End));
                }
            }
            else if (mentions.LastOrDefault(m => m.Span.End <= start && start - m.Span.End <= 6) is { Body: not null } before)
            {
                Locate(before.Body, place, new(before.Span.Start, where.Span.End));
            }
        }
    }

    // 甲、乙、丙 from a place on.
    private static IEnumerable<Mention> Run(List<Mention> mentions, int from)
    {
        int at = from;
        foreach (Mention mention in mentions)
        {
            if (mention.Span.Start < from)
            {
                continue;
            }

            if (mention.Span.Start - at > (at == from ? 2 : 1))
            {
                yield break;
            }

            yield return mention;
            at = mention.Span.End;
        }
    }

    /// <summary>Lists of what a place brought in, holds or set up: …高新区引进甲、乙等, …国家级孵化器2个(甲、乙).</summary>
    private void Introduced(Sentence sentence, List<Mention> mentions)
    {
        foreach (NameList list in lists.Where(l => sentence.Span.Holds(l.Span)))
        {
            List<Body> items = [.. list.Items.Select(i => listed[i.Span]).Distinct()];
            int start = list.Items[0].Span.Start;
            string before = text[Math.Max(sentence.Span.Start, start - 24)..start];
            if (Cluster(sentence, mentions, start) is { } cluster && !list.Head.StartsWith('为'))
            {
                items.ForEach(item => Add(new(item, "memberOf", cluster, cluster.Name, new(cluster.Mentions.First(m => sentence.Span.Holds(m)).Start, list.Span.End))));
                continue;
            }

            bool isHeld = text[start - 1] == '(' || Bringing().IsMatch(before) || Standing().IsMatch(text[list.Span.End..Math.Min(sentence.Span.End, list.Span.End + 12)]);
            if (Encouraging().IsMatch(before) && Promoted(sentence, mentions, start) is { } promoted)
            {
                items.ForEach(item => Locate(item, promoted.Body, new(promoted.Span.Start, list.Span.End), "implied"));
                continue;
            }

            if (!isHeld || Encouraging().IsMatch(before) || Place(sentence, mentions, start) is not var (place, from))
            {
                continue;
            }

            string? status = Planned().IsMatch(before) ? "PLANNED" : null;
            foreach (Body item in items)
            {
                item.Status ??= status;
                Locate(item, place, new(Math.Min(from, start), list.Span.End), "stated", status);
            }
        }

        foreach (Match match in Single().Matches(text[sentence.Span.Start..sentence.Span.End]))
        {
            int at = sentence.Span.Start + match.Index + match.Length;
            if (Place(sentence, mentions, sentence.Span.Start + match.Index) is var (place, from))
            {
                foreach (Mention mention in Run(mentions, at).Where(m => m.Body.Type is "ResearchInstitute" or "Incubator" or "MakerSpace" or "StarCreation" or "University" && !Doing().IsMatch(text[m.Span.End..Math.Min(text.Length, m.Span.End + 4)])))
                {
                    Locate(mention.Body, place, new(Math.Min(from, mention.Span.Start), mention.Span.End));
                }
            }
        }
    }

    // 推进某产业园做深做实,鼓励甲、乙等企业…: those encouraged are of the park.
    private Mention? Promoted(Sentence sentence, List<Mention> mentions, int before)
    {
        Mention first = mentions.FirstOrDefault(m => m.Span.End < before && m.Body.Type == "Zone" && m.Body.Subtype == "INDUSTRIAL_PARK");
        return first.Body is not null && Promoting().IsMatch(text[sentence.Span.Start..first.Span.Start]) ? first : null;
    }

    [GeneratedRegex("^(?:推进|推动|加快|加快推进|做优|做强)$")]
    private static partial Regex Promoting();

    private static Body? Cluster(Sentence sentence, List<Mention> mentions, int before)
    {
        Mention last = mentions.LastOrDefault(m => m.Span.End <= before && m.Body.Type == "Cluster" && before - m.Span.End < 10);
        return last.Body;
    }

    /// <summary>Where a list stands: the zone last spoken of in the sentence, else what the sentence is about.</summary>
    private (Body Place, int From)? Place(Sentence sentence, List<Mention> mentions, int before)
    {
        Mention zone = mentions.LastOrDefault(m => m.Span.End <= before && m.Body.Type == "Zone");
        if (zone.Body is not null)
        {
            return (zone.Body, zone.Span.Start);
        }

        Mention division = mentions.LastOrDefault(m => m.Span.End <= before && m.Body.Type == "AdministrativeDivision");
        Body? topic = topics.Head(sentence, before) ?? division.Body ?? bodies.SubjectAt(before);
        return topic is { Type: "Zone" or "AdministrativeDivision" } ? (topic, topic == division.Body ? division.Span.Start : before) : null;
    }

    /// <summary>甲(入驻)成立乙, 由甲创办的乙.</summary>
    private void Founded(Sentence sentence, List<Mention> mentions)
    {
        for (int i = 0; i + 1 < mentions.Count; i++)
        {
            (Mention first, Mention second) = (mentions[i], mentions[i + 1]);
            string between = text[first.Span.End..second.Span.Start];
            if (between.Length is 0 or > 14 || second.Body.Type is not ("ResearchInstitute" or "Enterprise" or "Incubator" or "MakerSpace" or "University") || first.Body.Type is "AdministrativeDivision" or "Zone" or "GovernmentBody")
            {
                continue;
            }

            if (Founding().IsMatch(between))
            {
                Add(new(second.Body, "foundedBy", first.Body, first.Body.Name, new(first.Span.Start, second.Span.End)));
                if (topics.Head(sentence, first.Span.Start) is { Type: "Zone" } zone)
                {
                    Locate(second.Body, zone, new(sentence.Span.Start, second.Span.End));
                }
            }
        }

        // 甲引进 … 团队成立乙: the founder is a person; the place is the zone's.
        foreach (Match match in Team().Matches(text[sentence.Span.Start..sentence.Span.End]))
        {
            int at = sentence.Span.Start + match.Index + match.Length;
            if (mentions.FirstOrDefault(m => m.Span.Start == at) is { Body: { } founded } && topics.Head(sentence, at) is { } zone)
            {
                Locate(founded, zone, new(sentence.Span.Start + match.Index, at + founded.Name.Length));
            }
        }
    }

    /// <summary>甲与乙、丙合作; 甲,通过与乙的合作.</summary>
    private void Cooperating(Sentence sentence, List<Mention> mentions)
    {
        string words = text[sentence.Span.Start..sentence.Span.End];
        foreach (Match match in With().Matches(words))
        {
            int and = sentence.Span.Start + match.Index, end = sentence.Span.Start + match.Index + match.Length;
            List<Mention> partners = [.. Run(mentions, and + 1)];
            if (partners.Count == 0 || partners[^1].Span.End > end)
            {
                continue;
            }

            Mention subject = mentions.LastOrDefault(m => m.Span.End <= and && m.Body.Type is "ResearchInstitute" or "Enterprise" or "University" or "Incubator" or "Zone" && IsOpen(m.Span.End, and));
            foreach (Mention partner in partners.Where(p => subject.Body is not null && p.Body.Type is "ResearchInstitute" or "Enterprise" or "University" or "Organization"))
            {
                Add(new(subject.Body, "cooperatesWith", partner.Body, partner.Body.Name, new(subject.Span.Start, end)));
            }

            Shared(mentions, subject, partners, end);
        }
    }

    // 甲与乙共建丙: both founded it, and where one of them is a zone it is there.
    private void Shared(List<Mention> mentions, Mention subject, List<Mention> partners, int end)
    {
        Mention made = mentions.FirstOrDefault(m => m.Span.Start >= end && m.Span.Start - end <= 3 && m.Body.Type is "ResearchInstitute" or "Incubator" or "University" && text[Math.Max(0, end - 2)..end] is "共建" or "组建");
        if (made.Body is null || subject.Body is null)
        {
            return;
        }

        foreach (Mention founder in partners.Append(subject))
        {
            if (founder.Body.Type is "Zone")
            {
                Locate(made.Body, founder.Body, new(subject.Span.Start, made.Span.End));
            }
            else if (founder.Body != made.Body && founder.Body.Type is not "AdministrativeDivision")
            {
                Add(new(made.Body, "foundedBy", founder.Body, founder.Body.Name, new(subject.Span.Start, made.Span.End)));
            }
        }
    }

    private bool IsOpen(int from, int to) => to - from <= 12 && text.AsSpan(from, to - from).IndexOfAny(";。") < 0;

    /// <summary>甲、乙为龙头的产业链.</summary>
    private void Leading(Sentence sentence)
    {
        foreach (NameList list in lists.Where(l => sentence.Span.Holds(l.Span) && l.Head.StartsWith('为')))
        {
            int stop = text.AsSpan(list.Span.End, sentence.Span.End - list.Span.End).IndexOfAny(",;") is >= 0 and var comma ? list.Span.End + comma : sentence.Span.End;
            foreach (Mention led in bodies.In(new(list.Span.End, stop)).Where(static m => m.Body.Type == "Cluster").Take(1))
            {
                foreach (Item item in list.Items)
                {
                    Add(new(listed[item.Span], "leads", led.Body, led.Body.Name, new(item.Span.Start, led.Span.End)));
                }
            }
        }
    }

    /// <summary>甲荣获…, 甲被…授予…称号.</summary>
    private void Awarded(Sentence sentence, List<Mention> mentions)
    {
        foreach (Match match in Honour().Matches(text[sentence.Span.Start..sentence.Span.End]))
        {
            int at = sentence.Span.Start + match.Index;
            string what = match.Groups["what"].Value;
            Match granted = Granter().Match(what);
            string name = granted.Success ? granted.Groups["what"].Value : what;
            Body? subject = mentions.Where(m => m.Span.End <= at && m.Body.Type is not "GovernmentBody" && IsClauseHead(sentence, m.Span, at)).Select(static m => m.Body).LastOrDefault() ?? (text[at - 1] == ';' ? First(sentence, mentions) : topics.Head(sentence, at)) ?? (text[at - 1] is ',' or ';' || Unnamed().IsMatch(ClauseBefore(sentence, at)) ? bodies.SubjectAt(at) : null);
            foreach (Span item in subject is null || granted.Success ? [] : More(at + match.Length, sentence.Span.End))
            {
                Add(new(subject!, "holdsDesignation", null, text[item.Start..item.End], new(at, item.End)));
            }

            if (subject is not null && IsHonour(name))
            {
                string? by = granted.Success ? granted.Groups["by"].Value : match.Groups["by"].Success ? match.Groups["by"].Value : null;
                Add(new(subject, "holdsDesignation", null, name, new(Math.Min(at, Math.Max(sentence.Span.Start, at - 30)), at + match.Length)) { GrantedBy = by });
            }
        }
    }

    private static readonly System.Buffers.SearchValues<char> ItemEnds = System.Buffers.SearchValues.Create("、,。;等和");

    // 先后获评甲、乙等荣誉: those behind the first.
    private IEnumerable<Span> More(int from, int end)
    {
        while (from < end && text[from] == '、')
        {
            int stop = text.AsSpan(from + 1, end - from - 1).IndexOfAny(ItemEnds);
            int to = stop < 0 ? end : from + 1 + stop;
            if (IsHonour(text[(from + 1)..to]))
            {
                yield return new(from + 1, to);
            }

            from = to;
        }
    }

    private string ClauseBefore(Sentence sentence, int at)
    {
        int comma = text.LastIndexOfAny([',', ';', '。'], at - 1, at - sentence.Span.Start);
        return text[Math.Max(sentence.Span.Start, comma + 1)..at];
    }

    [GeneratedRegex("^(?:园区|高新区|开发区|经开区|该区|我区|先后|相继|成功|还|并|也|连续[一二三四五多]年|荣|被)*$")]
    private static partial Regex Unnamed();

    // Behind a semicolon without a subject of its own the sentence goes on about what it began with.
    private Body? First(Sentence sentence, List<Mention> mentions) =>
        mentions.Select(m => topics.Head(sentence, m.Span.End)).FirstOrDefault(static h => h is not null) ?? bodies.Subject;

    private bool IsClauseHead(Sentence sentence, Span mention, int at) =>
        text.AsSpan(mention.End, at - mention.End).IndexOfAny(",;。") < 0 && !(mention.Start > 0 && text[mention.Start - 1] == '(' && mention.End < text.Length && text[mention.End] == ')') && (mention.Start == sentence.Span.Start || text[mention.Start - 1] is ',' or ';' or '。' or ')' or ':' || at - mention.End <= 3 || text[mention.End] == '(');

    private static bool IsHonour(string name) => name.Length is >= 4 and <= 40 && !name.StartsWith("升级", StringComparison.Ordinal) && HonourKind().IsMatch(name) && name.AsSpan().IndexOfAnyInRange('0', '9') != 0;

    /// <summary>鼓励甲、乙…创建国家级孵化器; 枝江创建国家级高新区.</summary>
    private void Aspiring(Sentence sentence, List<Mention> mentions)
    {
        string words = text[sentence.Span.Start..sentence.Span.End];
        foreach (Match match in Aspiration().Matches(words))
        {
            int at = sentence.Span.Start + match.Index;
            if (ContextNames.IsPast(text, at))
            {
                continue;
            }

            string what = match.Groups["what"].Value;
            if (ZoneKind(what) is var (subtype, full))
            {
                Body? zone = bodies.All.Where(b => b.Subtype == subtype).MaxBy(static b => b.Mentions.Count);
                if (zone is not null)
                {
                    Add(new(zone, "aspiresTo", null, full, new(at, at + match.Length)));
                }
            }
            else if (lists.FirstOrDefault(l => sentence.Span.Start <= l.Span.Start && l.Span.End <= at && at - l.Span.End < 16 && Encouraging().IsMatch(text[Math.Max(sentence.Span.Start, l.Span.Start - 6)..l.Span.Start])) is { } list)
            {
                foreach (Item item in list.Items)
                {
                    Add(new(listed[item.Span], "aspiresTo", null, what, new(list.Span.Start, at + match.Length)));
                }
            }
        }
    }

    private static (string Subtype, string Full)? ZoneKind(string what) => what switch
    {
        _ when what.EndsWith("高新区", StringComparison.Ordinal) || what.EndsWith("高新技术产业开发区", StringComparison.Ordinal) => ("HIGH_TECH_ZONE", "国家高新技术产业开发区"),
        _ when what.EndsWith("经开区", StringComparison.Ordinal) || what.EndsWith("经济技术开发区", StringComparison.Ordinal) => ("ECONOMIC_ZONE", "国家经济技术开发区"),
        _ => null,
    };

    /// <summary>蓝湾创客空间(蓝湾科技企业孵化器): two names, perhaps two bodies; related, not the same.</summary>
    private void Apposed(List<Mention> mentions)
    {
        for (int i = 0; i + 1 < mentions.Count; i++)
        {
            (Mention first, Mention second) = (mentions[i], mentions[i + 1]);
            if (first.Body.IsSite && second.Body.IsSite && second.Span.Start == first.Span.End + 1 && text[first.Span.End] == '(' && second.Span.End < text.Length && text[second.Span.End] == ')')
            {
                Add(new(first.Body, "relatedTo", second.Body, second.Body.Name, new(first.Span.Start, second.Span.End + 1)));
            }
        }
    }

    /// <summary>该实验室由某局批准建设; 某园区经某政府批准设立.</summary>
    private void Approved(Sentence sentence, List<Mention> mentions)
    {
        foreach (Mention body in mentions.Where(static m => m.Body.Type == "GovernmentBody"))
        {
            string before = text[Math.Max(sentence.Span.Start, body.Span.Start - 1)..body.Span.Start];
            if (before is not ("由" or "经") || !ApprovedBehind().IsMatch(text[body.Span.End..Math.Min(text.Length, body.Span.End + 6)]))
            {
                continue;
            }

            Mention subject = mentions.LastOrDefault(m => m.Span.End <= body.Span.Start - 1 && IsOpen(m.Span.End, body.Span.Start) && m.Body.Type is not ("GovernmentBody" or "AdministrativeDivision"));
            if ((topics.Head(sentence, body.Span.Start) ?? subject.Body) is { Type: not "AdministrativeDivision" } approved)
            {
                Add(new(approved, "approvedBy", body.Body, body.Body.Name, new(sentence.Span.Start, body.Span.End)));
            }
        }
    }

    [GeneratedRegex("^(?:批准|批复|审批|认定)")]
    private static partial Regex ApprovedBehind();

    /// <summary>由甲运营的乙, 乙由甲运营; 依托甲建设的乙.</summary>
    private void Operated(Sentence sentence, List<Mention> mentions)
    {
        for (int i = 0; i + 1 < mentions.Count; i++)
        {
            (Mention first, Mention second) = (mentions[i], mentions[i + 1]);
            string before = text[Math.Max(sentence.Span.Start, first.Span.Start - 2)..first.Span.Start], between = text[first.Span.End..second.Span.Start];
            if (first.Body.IsSite && between == "由" && second.Body.Type == "Enterprise" && OperatedBehind().IsMatch(text[second.Span.End..Math.Min(text.Length, second.Span.End + 6)]))
            {
                Add(new(first.Body, "operatedBy", second.Body, second.Body.Name, new(first.Span.Start, second.Span.End)));
            }
            else if (second.Body.IsSite && before.EndsWith('由') && first.Body.Type == "Enterprise" && Operating().IsMatch(between))
            {
                Add(new(second.Body, "operatedBy", first.Body, first.Body.Name, new(first.Span.Start, second.Span.End)));
            }
            else if (before.EndsWith("依托", StringComparison.Ordinal) && second.Body.Type == "ResearchInstitute" && Building().IsMatch(between))
            {
                Add(new(second.Body, "supportedBy", first.Body, first.Body.Name, new(first.Span.Start, second.Span.End)));
            }
        }
    }

    [GeneratedRegex("位于|坐落于|坐落在|地处|落户于|落户在|落户|落地|入驻(?!企业|的)|进驻|迁入|设在|建在")]
    private static partial Regex At();

    [GeneratedRegex(@"(?:引进|引入|新引进|招引|入驻|集聚|聚集|汇聚|拥有|吸引|落户|引育|签约引进|建设|建成|创建|培育|搭建|组建|成立|设立|现有|建有|包括|投资[^,。]{0,10}的)[^,。;]{0,8}$")]
    private static partial Regex Bringing();

    [GeneratedRegex(@"^(?:[^,。;]{0,4})(?:建成投用|建成投产|投用|投产|落户|入驻|落地|开工|竣工|集聚|先后落户|相继落户)")]
    private static partial Regex Standing();

    [GeneratedRegex("鼓励|支持|引导|推动|力争|争取")]
    private static partial Regex Encouraging();

    [GeneratedRegex("签约|引进建设|拟|在建|规划|将|计划|推进建设")]
    private static partial Regex Planned();

    [GeneratedRegex("^(?:入驻|成立|创办|设立|等|与|和|合作)")]
    private static partial Regex Doing();

    [GeneratedRegex("(?:引进|建成|成功创建|新建|组建|成立|设立|揭牌)(?:了)?")]
    private static partial Regex Single();

    [GeneratedRegex(@"^(?:入驻|牵头|投资|出资|联合|共同|发起)*(?:成立|创办|创立|设立|组建|创建|建立)(?:了|的)?$")]
    private static partial Regex Founding();

    [GeneratedRegex(@"团队(?:入驻)?(?:成立|创办|创立|设立)(?:了)?")]
    private static partial Regex Team();

    [GeneratedRegex(@"(?:与|和|同|联合|携手)[^,。;]{2,80}?(?:合作|共建|共同|签约|签署|签订|联合|携手)")]
    private static partial Regex With();

    [GeneratedRegex(@"(?:被(?<by>[^,。;]{2,20}?))?(?:荣获|获评|荣膺|授予|评为|认定为|命名为|列为|入选|获批(?:为|成为)?|获得)(?:了)?(?:“?20\d{2}年度?)?(?<what>[^,。;:、]{4,44}?)(?:荣誉称号|荣誉|称号|(?=[,。;、]|$))")]
    private static partial Regex Honour();

    [GeneratedRegex(@"^(?<by>[^,。;]{2,20}?)(?:授予|命名|评选|认定|颁发|授牌)的(?:(?:全国|全省|全市|全区)?(?:首批|首个|第一个|第一批|唯一))?(?<what>.+)$")]
    private static partial Regex Granter();

    [GeneratedRegex("示范|基地|称号|试点|单位|先进|优秀|百强|十佳|园区|产业园|空间|园$|奖$|品牌|标杆|”|企业$|集群|城市$|县$|区$")]
    private static partial Regex HonourKind();

    [GeneratedRegex(@"(?:创建|争创|申报|申建|创成)(?<what>国家(?:级)?(?:、省级|、市级)?(?:科技企业)?(?:高新区|高新技术产业开发区|经开区|经济技术开发区|孵化器|众创空间|星创天地|大学科技园|自主创新示范区))")]
    private static partial Regex Aspiration();

    [GeneratedRegex("^(?:负责)?(?:投资)?(?:建设)?(?:运营|管理|经营)")]
    private static partial Regex OperatedBehind();

    [GeneratedRegex("^(?:投资|建设|负责|和|、)*(?:运营|管理|经营)的?$")]
    private static partial Regex Operating();

    [GeneratedRegex("^(?:建设|组建|共建|成立|设立)(?:了|的)?$")]
    private static partial Regex Building();

    /// <summary>What names of parts say of their wholes, and where they are.</summary>
    private void ByName()
    {
        foreach ((Body part, string predicate, Body whole) in NameParts.Of(bodies, places))
        {
            Span span = part.Mentions.Count > 0 ? part.Mentions[0] : part.Shown ?? default;
            if (span.Length == 0)
            {
                continue;
            }

            Add(new(part, predicate, whole, whole.Name, span, predicate == "partOf" ? "implied_by_name" : "stated"));
            if (predicate != "partOf" && part.Code is { } code && bodies.All.FirstOrDefault(b => b.Type == "AdministrativeDivision" && b.Code == code) is { } place && place == bodies.Place)
            {
                Locate(part, place, span, "implied_by_name");
            }
        }
    }

    /// <summary>What a text leaves unsaid because it is about one place: its zones and carriers are there.</summary>
    private void Implied()
    {
        if (bodies.Place is not { } place)
        {
            return;
        }

        Body? zone = bodies.Subject is { Type: "Zone" } subject ? subject : null;
        Body? main = zone ?? bodies.All.Where(static b => b.Subtype == "HIGH_TECH_ZONE").MaxBy(static b => b.Mentions.Count);
        foreach (Body body in bodies.All)
        {
            Span? where = body.Mentions.Count > 0 ? body.Mentions[0] : body.Shown;
            if (!body.IsSite || bodies.Turns.Count > 0 && where is { } at && bodies.SubjectAt(at.Start) != bodies.Subject && !Turned(body, at) || where is not { } span || relations.Exists(r => r.Subject == body && r.Predicate is "partOf" or "locatedIn" && r.Subject == body) || IsElsewhere(body, place))
            {
                continue;
            }

            if (body.Subtype == "ZONE_CLUSTER" && main is not null && main != body)
            {
                Add(new(body, "partOf", main, main.Name, document.SentenceAt(span.Start).Span, "implied"));
            }
            else
            {
                Locate(body, Named(body) ?? (zone is not null && zone != body && IsInZone(body) ? zone : place), document.SentenceAt(span.Start).Span, "implied");
            }
        }

        if (bodies.All.FirstOrDefault(b => b.Type == "AdministrativeDivision" && b.Code is { } code && place.Code is { } own && Identity.Places.DivisionCode.Parent(own) == code) is { Mentions.Count: > 2 } above)
        {
            Add(new(place, "partOf", above, above.Name, place.Mentions[0], "implied"));
        }
    }

    // In another article of the page a carrier is where that article is; what the article itself is about stays open.
    private bool Turned(Body body, Span at)
    {
        if (bodies.Turns.Exists(t => t.Subject == body) && Named(body) is { } division)
        {
            Locate(body, division, document.SentenceAt(at.Start).Span, "implied");
        }
        else if (bodies.SubjectAt(at.Start) is { } turned && turned != body && IsInZone(body) && !relations.Exists(r => r.Subject == body && r.Predicate is "locatedIn" or "partOf" && r.Subject == body))
        {
            Locate(body, turned, document.SentenceAt(at.Start).Span, "implied");
        }

        return false;
    }

    // 宜都高新区 is in 宜都市, where the text names that too.
    private Body? Named(Body body) =>
        places.Leading(body.Name, 0) is > 0 and var length && bodies.CodeOfName(body.Name) is { } code && code != bodies.Place?.Code
            ? bodies.All.FirstOrDefault(b => b.Type == "AdministrativeDivision" && b.Code == code && (b.Mentions.Count > 0 || bodies.Turns.Exists(t => t.Subject == body)) && Identity.Places.DivisionCode.Rank(code) != Identity.Places.DivisionRank.Province)
            : null;

    private static bool IsInZone(Body body) => body.Type != "Zone" || body.Subtype is "INDUSTRIAL_PARK" or "SCIENCE_PARK";

    // A zone that bears another division's name is not here.
    private bool IsElsewhere(Body body, Body place)
    {
        int length = places.Leading(body.Name, 0);
        if (length == 0)
        {
            return false;
        }

        return bodies.CodeOfName(body.Name) is { } code && place.Code is { } own && !Identity.Places.DivisionCode.Agree(code, own);
    }
}
