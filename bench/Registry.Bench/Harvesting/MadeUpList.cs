using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Registry.Bench.Harvesting;

/// <summary>
/// A catalog with the divisions of the product and one made-up list of enterprises: ten columns, a CSV in UTF-8, the same bytes
/// for the same number of rows. Every name and every code is another.
/// </summary>
internal static class MadeUpList
{
    public const string Source = "cn/enterprises";

    private const string Header = "序号,企业名称,统一社会信用代码,所在地,企业类型,行业,成立日期,注册资本,网址,级别";

    private static readonly string[] Industries = ["软件和信息技术服务业", "专用设备制造业", "医药制造业", "研究和试验发展", "仪器仪表制造业", "汽车制造业", "电气机械和器材制造业", "生态保护和环境治理业"];
    private static readonly string[] Trades = ["科技", "智能装备", "生物医药", "信息技术", "新材料", "环保工程", "电子", "机械制造", "网络科技", "新能源"];
    private static readonly string[] Forms = ["有限责任公司", "股份有限公司", "有限责任公司（自然人投资或控股）", "有限责任公司（法人独资）"];
    private static readonly string[] Levels = ["国家级", "省级", "市级"];

    /// <summary>Writes the catalog into a folder; <paramref name="divisions"/> is the folder of the product's list of divisions.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="divisions">The folder of the source cn/divisions.</param>
    /// <param name="editions">The day of each edition, its number of rows, and of how many of them another capital is printed.</param>
    public static void WriteCatalog(string folder, string divisions, params (string Day, int Rows, int Changed)[] editions)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, "cn", "divisions")).FullName;
        foreach (var file in Directory.GetFiles(divisions))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        var list = Directory.CreateDirectory(Path.Combine(folder, "cn", "enterprises")).FullName;
        foreach (var (day, rows, changed) in editions)
            WriteRows(Path.Combine(list, $"edition-{day}.csv"), Divisions(divisions), rows, changed);
        File.WriteAllText(Path.Combine(list, "source.yml"), Definition(editions.Select(edition => edition.Day)));
    }

    private static List<(int Code, string FullName, string Name)> Divisions(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Directory.GetFiles(folder, "edition-*.json").Single()));
        return [.. json.RootElement.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("rank").GetString() == "县级")
            .Select(item => (int.Parse(item.GetProperty("code").GetString()!, CultureInfo.InvariantCulture), item.GetProperty("fullName").GetString()!, item.GetProperty("name").GetString()!))];
    }

    private static void WriteRows(string file, List<(int Code, string FullName, string Name)> divisions, int rows, int changed)
    {
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 16);
        writer.Write(Header);
        writer.Write('\n');
        for (var row = 0; row < rows; row++)
        {
            var dice = new Dice((ulong)row);
            var (code, fullName, name) = divisions[dice.Below(divisions.Count)];
            var capital = row < changed ? 8888 : 10 + dice.Below(5000);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{row + 1},{name}{Brand(row)}{Trades[dice.Below(Trades.Length)]}有限公司,{CreditCode(code, row)},{fullName},{Forms[dice.Below(Forms.Length)]},{Industries[dice.Below(Industries.Length)]},{1990 + dice.Below(34)}-{1 + dice.Below(12):00}-{1 + dice.Below(28):00},{capital}万元,https://www.e{row}.example.cn/,{Levels[dice.Below(Levels.Length)]}\n"));
        }
    }

    // Three of 2,000 characters, spread so that neighbours in the list are no neighbours in any order of names.
    private static string Brand(int row)
    {
        var number = (ulong)row * 5_461_537_951 % 8_000_000_000;
        return string.Create(3, number, static (brand, rest) =>
        {
            for (var i = 0; i < brand.Length; i++, rest /= 2000)
                brand[i] = (char)(0x4E00 + (rest % 2000 * 9));
        });
    }

    // GB 32100-2015: 91 is an enterprise; both check characters are right.
    private static string CreditCode(int division, int row)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var body = ((ulong)row * 61_803_399 % 100_000_000).ToString("00000000", CultureInfo.InvariantCulture);
        int[] organisation = [3, 7, 9, 10, 5, 8, 4, 2];
        var check = (11 - (body.Select((digit, i) => (digit - '0') * organisation[i]).Sum() % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
        var code = string.Create(CultureInfo.InvariantCulture, $"91{division:000000}{body}{check}");
        var (sum, weight) = (0, 1);
        foreach (var character in code)
            (sum, weight) = (sum + (alphabet.IndexOf(character, StringComparison.Ordinal) * weight), weight * 3 % 31);
        return code + alphabet[(31 - (sum % 31)) % 31];
    }

    private static string Definition(IEnumerable<string> days) => $$$"""
        title: {zh: 企业名录, en: A made-up list of enterprises}
        publisher: {zh: 无, en: Nobody}
        licence: Made up
        attribution: Made up for a bench
        coverage: full
        after: [cn/divisions]

        editions:
        {{{string.Concat(days.Select(day => $"  - file: edition-{day}.csv\n    title: 企业名录（{day}）\n    url: http://example.cn/{day}\n    date: {day}\n    origin: Made up for a bench.\n    restated: true\n"))}}}
        read:
          form: csv

        map:
          enterprise:
            type: Enterprise
            name: 企业名称
            place: [所在地, place]
            identifiers:
              - {scheme: USCC, value: 统一社会信用代码}
            properties:
              legalForm: 企业类型
              industry: 行业
              foundedOn: [成立日期, date]
              registeredCapital: [注册资本, number]
              website: 网址
              level: [级别, {level: {place: 所在地}}]
            relations:
              - {predicate: locatedIn, to: place}

        ignore: [序号]

        expect:
          records: {min: 1, max: 10000000}
        """;

    // SplitMix64 (Steele, Lea, Flood 2014): a row's dice are its own, so that a list is the beginning of a longer one.
    private struct Dice(ulong row)
    {
        private ulong state = row * 0x9e3779b97f4a7c15;

        public int Below(int bound)
        {
            var mixed = state += 0x9e3779b97f4a7c15;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }
}
