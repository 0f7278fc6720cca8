using BenchmarkDotNet.Running;
using Registry.Bench;

return args switch
{
    ["engine", .. var rest] => Engine(rest),
    ["parse", ..] => await ParseAgainstGraphQLJs.Run(),
    ["http", ..] => await HttpAgainstBareEndpoint.Run(),
    ["memory", ..] => await MemoryOfALargeAnswer.Run(),
    ["serve", var url] => await BenchServer.Serve(url),
    _ => Usage(),
};

static int Engine(string[] arguments)
{
    BenchmarkSwitcher.FromTypes([typeof(EngineBenchmarks)]).Run(["--filter", "*", .. arguments]);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("Registry.Bench engine | parse | http | memory; see bench/README.md");
    return 2;
}
