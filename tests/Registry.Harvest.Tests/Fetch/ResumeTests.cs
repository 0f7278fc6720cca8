using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>What is stored is not fetched again: by an unchanged publisher, and after a run that was cut short.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task What_a_stopped_run_has_fetched_is_taken_up_by_the_next_one_without_being_asked_for()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称\n甲公司\n"));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        using CancellationTokenSource stop = new();
        HarvestResult stopped = await rig.Harvest(folder.Load(), RunKind.Live, progress: new StopAt("READ", stop), cancellationToken: stop.Token);
        Assert.Equal((RunState.Cancelled, 1), (stopped.State, publisher.Requests));

        HarvestResult resumed = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 1L, 1), (resumed.State, resumed.Records, publisher.Requests));
        Assert.Equal(["1"], rig.Query("select cast(count(distinct seen_at) as text) from sighting"));

        await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, publisher.Requests);
    }

    [Fact]
    public async Task What_a_killed_run_has_fetched_is_taken_up_too()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称\n甲公司\n"));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        using CancellationTokenSource stop = new();
        await rig.Harvest(folder.Load(), RunKind.Live, progress: new StopAt("READ", stop), cancellationToken: stop.Token);
        // A run that is under way and whose lease is gone, as a kill leaves it: the next one sweeps it.
        rig.Execute("update run set state = 'RUNNING', ended_at = null");
        HarvestResult resumed = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 1), (resumed.State, publisher.Requests));
        Assert.Equal(["ABANDONED", "PUBLISHED"], rig.Query("select state from run order by run_id"));
    }

    [Fact]
    public async Task What_was_fetched_too_long_ago_is_asked_for_again()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称\n甲公司\n"));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        using CancellationTokenSource stop = new();
        await rig.Harvest(folder.Load(), RunKind.Live, progress: new StopAt("READ", stop), cancellationToken: stop.Token);
        rig.Execute("update sighting set seen_at = '2020-01-01T00:00:00.000Z'");
        await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, publisher.Requests);
    }

    [Fact]
    public async Task What_a_failed_run_has_fetched_is_asked_for_again_but_not_sent()
    {
        int bodies = 0;
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            if (context.Request.Headers.IfModifiedSince == "Sun, 22 Nov 2026 08:00:00 GMT")
            {
                context.Response.StatusCode = 304;
                return;
            }

            bodies++;
            context.Response.Headers.LastModified = "Sun, 22 Nov 2026 08:00:00 GMT";
            await context.Response.WriteAsync("企业名称\n甲公司\n");
        });
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        string sound = File.ReadAllText(Path.Combine(folder.Folder, "source.yml"));
        File.WriteAllText(Path.Combine(folder.Folder, "source.yml"), sound.Replace("min: 1", "min: 9", StringComparison.Ordinal));
        Assert.Equal(RunState.Failed, (await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken)).State);
        File.WriteAllText(Path.Combine(folder.Folder, "source.yml"), sound);
        Assert.Equal(RunState.Published, (await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken)).State);
        Assert.Equal((2, 1), (publisher.Requests, bodies));
    }

    private sealed class StopAt(string phase, CancellationTokenSource stop) : IProgress<HarvestProgress>
    {
        public void Report(HarvestProgress value)
        {
            if (value.Phase == phase)
            {
                stop.Cancel();
            }
        }
    }
}
