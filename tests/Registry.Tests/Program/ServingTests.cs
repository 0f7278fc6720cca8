using System.Net;

namespace Registry.Tests.Program;

/// <summary>What a new user and an operator see of the serving program.</summary>
public sealed class ServingTests(ServingRegistry registry)
{
    [Fact]
    public void The_first_start_prints_what_it_harvested_and_where_it_answers_with_a_question_to_paste()
    {
        Assert.Matches(@"source +state +records +claims +entities +issues +seconds", registry.FirstWords);
        Assert.Matches(@"cn/universities +published +2,919 ", registry.FirstWords);
        Assert.Contains("Registry answers on http://127.0.0.1:", registry.FirstWords, StringComparison.Ordinal);
        Assert.Contains("curl -s http://127.0.0.1:", registry.FirstWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_skips_straight_to_answering()
    {
        using var second = RegistryProcess.Start(registry.Folder, "--urls", "http://127.0.0.1:0");

        Assert.True(await second.Says("Registry answers on", TimeSpan.FromMinutes(1)), second.Errors);

        Assert.DoesNotContain("cn/universities", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cn/universities", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGTERM_ends_serving_in_order()
    {
        using var serving = RegistryProcess.Start(registry.Folder, "serve", "--role", "api", "--urls", "http://127.0.0.1:0");
        Assert.True(await serving.Says("Registry answers on", TimeSpan.FromMinutes(1)), serving.Errors);

        serving.Terminate();
        await serving.End();

        Assert.Equal(0, serving.ExitCode);
    }

    [Fact]
    public async Task It_watches_no_folder_and_takes_no_settings_from_a_file_that_is_not_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process watches is told by Linux alone.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "below", "further"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), "this is no JSON", TestContext.Current.CancellationToken);
        using var serving = RegistryProcess.Start(folder.Path, "serve", "--role", "api", "--store", $"sqlite:{registry.Folder}/data/registry.db", "--urls", "http://127.0.0.1:0");
        Assert.True(await serving.Says("Registry answers on", TimeSpan.FromMinutes(1)), serving.Errors);

        Assert.Equal([], Directory.GetFiles($"/proc/{serving.Id}/fdinfo").SelectMany(File.ReadLines).Where(line => line.StartsWith("inotify", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_health_check_of_a_store_without_a_release_says_not_ready()
    {
        using var folder = new TemporaryFolder();
        using var serving = RegistryProcess.Start(folder.Path, "serve", "--role", "api", "--urls", "http://127.0.0.1:0");
        Assert.True(await serving.Says("curl -s ", TimeSpan.FromMinutes(1)), serving.Errors);
        using var client = new HttpClient { BaseAddress = new Uri(serving.Output.Split("answers on ")[1].Split("/graphql")[0]) };

        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var first = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/plain; charset=utf-8"), (ready.StatusCode, ready.Content.Headers.ContentType?.ToString()));
        Assert.Equal("not ready: nothing is published yet\n", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("/graphql", first.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task It_says_that_it_lives_and_that_it_is_ready()
    {
        using var live = await registry.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        using var ready = await registry.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.StartsWith("ready: release ", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_served_as_text()
    {
        var served = await registry.Client.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken);

        Assert.Contains("type Query", served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_can_be_copied_rebuilt_examined_and_put_back_while_it_serves()
    {
        const string Question = "{ universities(first: 1000, where: { name: { contains: \"重庆\" } }) { totalCount nodes { id name place { name } } } zones(first: 200) { nodes { id name } } }";
        using var folder = new TemporaryFolder();
        var before = (await registry.Data(Question)).GetRawText();
        var store = registry.Folder + "/data/registry.db";

        using var backup = await RegistryProcess.Run(folder.Path, "backup", "copy.db", "--store", $"sqlite:{store}");
        using var rebuild = await RegistryProcess.Run(folder.Path, "rebuild", "--store", $"sqlite:{store}");
        var rebuilt = (await registry.Data(Question)).GetRawText();
        using var restore = await RegistryProcess.Run(folder.Path, "restore", "copy.db", "--store", $"sqlite:{store}");
        var restored = (await registry.Data(Question)).GetRawText();
        using var doctor = await RegistryProcess.Run(folder.Path, "doctor", "--store", $"sqlite:{store}");

        Assert.All([backup, rebuild, restore, doctor], verb => Assert.True(verb.ExitCode == 0, verb.Output + verb.Errors));
        Assert.Equal(before, rebuilt);
        Assert.Equal(before, restored);
        Assert.Contains("is sound", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schedule_fires_a_live_harvest_while_it_serves()
    {
        using var folder = new TemporaryFolder();
        var catalog = new SmallCatalog(folder.Path);
        await using var publisher = await Publisher.Start(SmallCatalog.List.Replace("星火", "星光", StringComparison.Ordinal));
        catalog.MoveTo(publisher.Address, schedule: "* * * * * ?");
        publisher.Release();

        using var serving = RegistryProcess.Start(folder.Path, "--catalog", catalog.Folder, "--urls", "http://127.0.0.1:0");

        Assert.True(await serving.Says("cn/spaces: Published, 3 records", TimeSpan.FromMinutes(1)), serving.Errors);
        Assert.Contains("Registry answers on", serving.Output, StringComparison.Ordinal);
    }
}
