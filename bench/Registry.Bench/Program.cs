using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Registry.Bench;
using Registry.Bench.Harvesting;
using Registry.Bench.Identity;
using Registry.Bench.National;

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
    ["identity", "blocks", var file] => BlocksOfPairs.Run(file),
    ["identity", "match", .. var rest] => OneNameAmongMany.Run(rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    ["national", .. var rest] when rest.Length >= 2 => await NationalLoad.Run(rest),
    ["national-engine", .. var rest] when rest.Length >= 2 => await NationalEngine.Run(rest),
    ["national-growth", .. var rest] when rest.Length >= 2 => await NationalGrowth.Run(rest),
    ["national-program", .. var rest] when rest.Length >= 3 => await NationalProgram.Run(rest),
    ["national-plans", .. var rest] when rest.Length >= 2 => await NationalPlans.Run(rest),
    ["national-serve", var store, var url] => await NationalServer.Serve(store, url),
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
    Console.Error.WriteLine("Registry.Bench engine | parse | http | hostile | memory | html | map | harvest | extract FOLDER | identity [match [COUNT] | blocks FILE] | national STORE DATA [ROUNDS [SECONDS [QUESTIONS [CONNECTIONS]]]] | national-growth DATA STORE... | national-program PROGRAM STORE DATA [SECONDS] | national-engine STORE DATA [QUESTIONS] | national-plans STORE DATA [QUESTIONS]; see bench/README.md");
    return 2;
}
