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
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(string[] arguments)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + arguments[0]));
        using var engine = NationalServer.Engine(database);
        var questions = new NationalQuestions(arguments[1], arguments[0]);
        Console.WriteLine("| question | CPU us | allocated | statements | answer |\n|---|---:|---:|---:|---:|");
        foreach (var question in arguments.Length > 2 ? arguments[2].Split(',') : NationalQuestions.Names)
        {
            var requests = (await questions.Bodies(question, engine)).Select(Request).ToList();
            await Measure(engine, requests, database);
            var (microseconds, allocated, statements, bytes) = await Measure(engine, requests, database);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question} | {microseconds:F1} | {allocated:F0} B | {statements:F2} | {bytes:F0} B |"));
        }

        return 0;
    }

    public static GraphQLRequest Request(string body)
    {
        using var json = JsonDocument.Parse(body);
        return GraphQLRequest.Of(json.RootElement.GetProperty("query").GetString()!) with { Variables = json.RootElement.GetProperty("variables").Clone() };
    }

    private static async Task<(double Microseconds, double Allocated, double Statements, double Bytes)> Measure(GraphQLEngine engine, List<GraphQLRequest> requests, Database database)
    {
        var (allocated, statements) = (GC.GetTotalAllocatedBytes(precise: true), database.StatementsRead);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await using var counted = new CountingStream();
        var output = PipeWriter.Create(counted);
        var asked = 0;
        while (watch.Elapsed < Round)
        {
            using var response = await engine.Execute(requests[asked++ % requests.Count]);
            await response.WriteTo(output);
            await output.FlushAsync();
        }

        return (
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / asked,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / asked,
            (double)(database.StatementsRead - statements) / asked,
            (double)counted.Length / asked);
    }

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
