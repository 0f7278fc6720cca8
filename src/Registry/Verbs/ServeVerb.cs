using System.CommandLine;
using Registry.Configuration;
using Registry.Graph;
using Registry.Harvesting;
using Registry.Scheduling;
using Registry.Serving;

namespace Registry.Verbs;

/// <summary><c>registry</c> or <c>registry serve</c>: migrates, harvests the bundled sources once, runs the schedule and answers.</summary>
internal static class ServeVerb
{
    public static Command Build()
    {
        var command = new Command("serve", "Answer GraphQL and harvest by the schedule; on the first start, harvest the bundled sources.");
        AddTo(command);
        return command;
    }

    /// <summary>Lets a command serve: the verb itself and the program without a verb.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(ServeOptions.Urls);
        command.Options.Add(ServeOptions.Role);
        command.Options.Add(ServeOptions.Config);
        command.SetAction(Run);
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var role = parsed.GetRequiredValue(ServeOptions.Role);
        // What a start takes longest for is read while the store is opened and the server is built. Who only answers knows of sources from the store.
        var schema = Task.Run(RegistryGraph.Parse, cancellationToken);
        var reading = role is Role.Api ? null : Setting.LoadingCatalog(parsed, cancellationToken);
        var settings = SettingsReader.Read(parsed.GetValue(ServeOptions.Config));
        using var store = Setting.OpenStore(parsed, settings.Harvest.Lease);
        store.Migrate(cancellationToken);
        await using var server = Server.Build(store, reading, schema, role, parsed.GetRequiredValue(ServeOptions.Urls), settings);
        if (reading is not null)
        {
            var catalog = await reading;
            foreach (var fault in catalog.Faults)
                await Console.Error.WriteLineAsync($"registry: {fault}");
            await BundledHarvest.OfWhatIsMissing(store, catalog, cancellationToken);
            store.TurnDay(cancellationToken);
            Timetable.Note(store, catalog.Sources, cancellationToken);
        }

        await server.StartAsync(cancellationToken);
        if (role is not Role.Harvest)
            Greeting.Print(server.Urls.First(), Console.Out);
        await Ended(server, cancellationToken);
        return ExitCode.Done;
    }

    // A stop that was asked for is the ordinary end of serving.
    private static async Task Ended(WebApplication server, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using var asked = cancellationToken.Register(() => stopped.TrySetResult());
        await using var ended = server.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await stopped.Task;
        await server.StopAsync(CancellationToken.None);
    }
}
