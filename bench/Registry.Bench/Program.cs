using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Registry.Bench;
using Registry.Bench.Harvesting;
using Registry.Bench.Identity;

return args switch
{
    ["engine", .. var rest] => Engine(rest),
    ["parse", ..] => await ParseAgainstGraphQLJs.Run(),
    ["http", ..] => await HttpAgainstBareEndpoint.Run(),
    ["hostile", ..] => await HostileOverHttp.Run(),
    ["memory", ..] => await MemoryOfALargeAnswer.Run(),
    ["html", ..] => HtmlAgainstAngleSharp.Run(),
    ["map", ..] => await RowsToClaims.Run(),
    ["harvest", .. var rest] => HarvestOfALongList.Run(rest),
    ["extract", var folder] => ExtractionSpeed.Run(folder, "sources"),
    ["identity"] => NamesAmongOneAnother.Run(),
    ["identity", "match", .. var rest] => OneNameAmongMany.Run(rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    ["serve", var url] => await BenchServer.Serve(url),
    _ => Usage(),
};

static int Engine(string[] arguments)
{
    // In this process: a program of its own for each benchmark would build the whole product each time.
    var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    BenchmarkSwitcher.FromTypes([typeof(EngineBenchmarks)]).Run(["--filter", "*", .. arguments], config);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("Registry.Bench engine | parse | http | hostile | memory | html | map | harvest | extract FOLDER | identity [match [COUNT]]; see bench/README.md");
    return 2;
}
