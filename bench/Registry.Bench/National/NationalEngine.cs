using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Registry.Graph.Engine;
using Registry.Store;

namespace Registry.Bench.National;

/// <summary>The seven questions without HTTP, one after the other on one thread: CPU time, bytes allocated and statements of each.</summary>
internal static class NationalEngine
{
    private const int Window = 20;

    // What is compiled anew for speed is compiled by then.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<int> Run(string[] arguments)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + arguments[0]));
        using var engine = NationalServer.Engine(database);
        var questions = new NationalQuestions(arguments[1], arguments[0]);
        Console.WriteLine("| question | CPU us | the lowest tenth | allocated | statements | answer |\n|---|---:|---:|---:|---:|---:|");
        foreach (var question in arguments.Length > 2 ? arguments[2].Split(',') : NationalQuestions.Names)
        {
            var requests = (await questions.Bodies(question, engine)).Select(Request).ToList();
            var spent = await Measure(engine, requests, database);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {question} | {spent.Cpu:F1} | {spent.Undisturbed:F1} | {spent.Allocated:F0} B | {spent.Statements:F2} | {spent.Bytes:F0} B |"));
        }

        return 0;
    }

    public static GraphQLRequest Request(string body)
    {
        using var json = JsonDocument.Parse(body);
        return GraphQLRequest.Of(json.RootElement.GetProperty("query").GetString()!) with { Variables = json.RootElement.GetProperty("variables").Clone() };
    }

    /// <summary>What requests cost, asked in turn on one thread.</summary>
    public static async Task<Spent> Measure(GraphQLEngine engine, List<GraphQLRequest> requests, Database database)
    {
        await using var counted = new CountingStream();
        var output = PipeWriter.Create(counted);
        await Ask(engine, requests, output, WarmUp);
        var (allocated, statements, length) = (GC.GetTotalAllocatedBytes(precise: true), database.StatementsRead, counted.Length);
        var windows = await Ask(engine, requests, output, Round);
        var asked = windows.Count * Window;
        windows.Sort();
        return new Spent(
            windows.Sum() / windows.Count,
            windows[windows.Count / 10],
            windows[windows.Count / 2],
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / asked,
            (double)(database.StatementsRead - statements) / asked,
            (double)(counted.Length - length) / asked);
    }

    // CPU time of each request, in windows of some requests: the lower ones are those that nothing else on the machine disturbed.
    private static async Task<List<double>> Ask(GraphQLEngine engine, List<GraphQLRequest> requests, PipeWriter output, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        List<double> windows = [];
        for (var asked = 0; watch.Elapsed < time;)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Window; i++)
            {
                using var response = await engine.Execute(requests[asked++ % requests.Count]);
                if (response.Errors is [var error, ..])
                    throw new InvalidOperationException($"A question was refused: {error.Message}");
                await response.WriteTo(output);
                await output.FlushAsync();
            }

            windows.Add((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Window);
        }

        return windows;
    }

    /// <summary>The mean of a request.</summary>
    /// <param name="Cpu">Microseconds of CPU time.</param>
    /// <param name="Undisturbed">The same in the tenth of the windows that took least.</param>
    /// <param name="Middle">The same in the window in the middle.</param>
    /// <param name="Allocated">Bytes.</param>
    /// <param name="Statements">Statements run.</param>
    /// <param name="Bytes">Bytes of the answer.</param>
    public readonly record struct Spent(double Cpu, double Undisturbed, double Middle, double Allocated, double Statements, double Bytes);

    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _length += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
