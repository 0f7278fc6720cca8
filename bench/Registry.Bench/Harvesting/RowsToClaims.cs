using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Map;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Bench.Harvesting;

/// <summary>
/// Rows of CSV to mentions and claims, without a store: what reading, cleaning and mapping cost of a harvest. 500,000 rows of 10 columns, of which
/// eight are mapped: a name with its place, an identifier, a date, a number, two words, a recognition.
/// </summary>
internal static class RowsToClaims
{
    private const int Rows = 500_000;
    private const double Floor = 40_000;

    public static async Task<int> Run()
    {
        string root = Path.Combine(AppContext.BaseDirectory, "Harvesting");
        SourceCatalog catalog = SourceCatalog.Load(root);
        if (catalog.Faults.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', catalog.Faults));
        }

        SourceDefinition source = catalog.Sources.Single(s => s.Id == "bench/enterprises");
        byte[] list = List();
        using Fetcher fetcher = new();
        using Database store = Database.Open(StoreAddress.Parse("sqlite:" + Path.Combine(Path.GetTempPath(), $"none-{Guid.NewGuid():N}.db")));
        Harvester harvester = new(store, Divisions.Of(catalog), (_, _) => { }, fetcher);
        List<double> rates = [];
        for (int round = 0; round < 3; round++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            HarvestResult result = await harvester.Harvest(source, new One(list), dryRun: true);
            double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
            if (result.Records != Rows || result.Claims < Rows)
            {
                throw new InvalidOperationException($"{result.Records} records, {result.Claims} claims: {result.Message}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {result.Claims} claims, {result.Issues} issues, {seconds:0.00} s CPU, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
            rates.Add(Rows / seconds);
        }

        double rate = Figures.Median(rates.Skip(1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"map: {Rows} rows, {list.Length / 1e6:0} MB, {rate:0} rows/s of CPU time (at least {Floor:0})"));
        return rate >= Floor ? 0 : 1;
    }

    private static byte[] List()
    {
        string[] places = ["綦江区", "荣昌区", "海淀区", "西安市", "银川市", "武汉市", "厦门市", "杨陵区"];
        string[] levels = ["国家级", "市级", "区级"];
        StringBuilder text = new("序号,企业名称,统一社会信用代码,所在地,成立时间,注册资本,行业,状态,级别,证书编号\n");
        for (int row = 0; row < Rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row + 1},示例{row}新材料科技（集团）有限公司,{Uscc(row)},{places[row % places.Length]},{1990 + (row % 33)}年{1 + (row % 12)}月{1 + (row % 28)}日,{100 + (row % 9900)}万元,{(row % 2 == 0 ? "软件和信息技术服务业" : "专用设备制造业")},存续,{levels[row % levels.Length]},GR2023511{row % 100000:00000}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // GB 11714 and GB 32100-2015: the ninth character of the organisation code and the last of all are checks.
    private static string Uscc(int row)
    {
        string organisation = string.Create(CultureInfo.InvariantCulture, $"MA{row % 1_000_000:000000}");
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        int check = 11 - (organisation.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * weights[i]).Sum() % 11);
        string seventeen = $"91500110{organisation}{(check == 10 ? "X" : check == 11 ? "0" : check.ToString(CultureInfo.InvariantCulture))}";
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int weight = 1;
        int sum = 0;
        foreach (char c in seventeen)
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return seventeen + Alphabet[(31 - (sum % 31)) % 31];
    }

    private sealed class One(byte[] bytes) : IDocuments
    {
        public RunKind Kind => RunKind.Import;

        public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new(new Document("bench", "bench"), new Content("list.csv", bytes), new Sighting("bench"));
            await Task.CompletedTask;
        }
    }
}
