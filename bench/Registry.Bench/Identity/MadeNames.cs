namespace Registry.Bench.Identity;

/// <summary>
/// Names of companies as registries have them, made from words: a place, a brand, a trade and a form. A fifth are an earlier
/// name written otherwise (市 left out, the province before it, the other writing of the form, blanks), so that what is the same is known.
/// </summary>
internal sealed class MadeNames
{
    private const string Brands = "华新安泰盛兴隆鑫源宏达利信德恒瑞丰康润辉腾飞凯博宇航星科创联合金银玉龙凤鹏天地海洋山川江河湖明光东西南北中正大成立方圆通顺和平吉祥福禄寿喜春夏秋冬梅兰竹菊松柏云雨雷电风火木石";

    private static readonly (string Province, string City)[] Places =
    [
        ("山东", "聊城"), ("山东", "临沂"), ("山东", "淄博"), ("山东", "潍坊"), ("江苏", "苏州"), ("江苏", "无锡"), ("江苏", "常州"), ("浙江", "宁波"),
        ("浙江", "温州"), ("浙江", "嘉兴"), ("广东", "深圳"), ("广东", "佛山"), ("广东", "东莞"), ("广东", "珠海"), ("四川", "绵阳"), ("四川", "德阳"),
        ("湖北", "宜昌"), ("湖北", "襄阳"), ("湖南", "株洲"), ("湖南", "湘潭"), ("河南", "洛阳"), ("河南", "新乡"), ("河北", "保定"), ("河北", "唐山"),
        ("陕西", "宝鸡"), ("安徽", "芜湖"), ("福建", "厦门"), ("辽宁", "大连"), ("吉林", "延吉"), ("江西", "九江"),
    ];

    private static readonly string[] Trades =
    [
        "科技", "电子科技", "机械", "精密机械", "新材料", "生物科技", "医药", "食品", "饲料", "纺织", "服饰", "建材", "建筑工程", "装饰", "环保科技", "新能源",
        "汽车零部件", "物流", "商贸", "信息技术", "软件", "网络科技", "智能装备", "仪器仪表", "化工", "塑料制品", "包装", "印刷", "家具", "农业",
        "水产", "园林", "教育科技", "文化传媒", "咨询", "投资管理", "融资租赁", "检测技术", "电力设备", "光电",
    ];

    private MadeNames(string[] names, int[] same) => (Names, Same) = (names, same);

    /// <summary>The names.</summary>
    public string[] Names { get; }

    /// <summary>For each name the position of the one it is written after; its own where it is a name of its own.</summary>
    public int[] Same { get; }

    /// <summary>So many names, the same ones each time.</summary>
    /// <param name="count">How many.</param>
    /// <param name="shortest">How many characters a brand has at least; it may have one more. Of two there are 6,000, so that half a million names lie as close as no country's do.</param>
    public static MadeNames Of(int count, int shortest = 2)
    {
        var random = new Random(20_261_122);
        var made = new HashSet<string>(StringComparer.Ordinal);
        var (names, same, parts) = (new string[count], new int[count], new List<(int Place, string Body, int At)>());
        for (var at = 0; at < count; at++)
        {
            if (at > 100 && random.Next(5) == 0)
            {
                var (place, rest, original) = parts[random.Next(parts.Count)];
                (names[at], same[at]) = (Otherwise(random, place, rest), original);
                continue;
            }

            var (where, body) = (random.Next(Places.Length), "");
            do
            {
                body = Brand(random, shortest) + Trades[random.Next(Trades.Length)];
            }
            while (!made.Add(where + body));
            parts.Add((where, body, at));
            (names[at], same[at]) = ($"{Places[where].City}市{body}有限公司", at);
        }

        return new MadeNames(names, same);
    }

    private static string Brand(Random random, int shortest) => string.Concat(Enumerable.Range(0, random.Next(shortest, shortest + 2)).Select(_ => Brands[random.Next(Brands.Length)]));

    private static string Otherwise(Random random, int place, string rest) => random.Next(4) switch
    {
        0 => $"{Places[place].City}{rest}有限公司",
        1 => $"{Places[place].Province}省{Places[place].City}市{rest}有限公司",
        2 => $"{Places[place].City}市{rest}有限责任公司",
        _ => $"{Places[place].City}市 {rest} 有限公司",
    };
}
