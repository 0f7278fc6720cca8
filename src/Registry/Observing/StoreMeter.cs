using System.Diagnostics.Metrics;
using Registry.Graph.Engine;
using Registry.Store;

namespace Registry.Observing;

/// <summary>What can be observed of a store and of the requests that wait for it, read when it is asked for.</summary>
internal sealed class StoreMeter : IDisposable
{
    private readonly Meter _meter = new("Registry.Store");
    private readonly Database _store;

    public StoreMeter(Database store)
    {
        _store = store;
        _meter.CreateObservableCounter("registry.store.statements", () => store.StatementsRead, "{statement}", "Statements that requests have run.");
        _meter.CreateObservableGauge("registry.store.release", Release, "{release}", "The release that answers; missing while the store cannot be read.");
    }

    /// <summary>Tells how many requests wait.</summary>
    public void Observe(GraphQLEngine engine) =>
        _meter.CreateObservableGauge("registry.graphql.waiting", () => engine.WaitingRequests, "{request}", "Requests that wait for others to end.");

    public void Dispose() => _meter.Dispose();

    // The other measurements are told all the same; why the store cannot be read is told by /health/ready and the log.
    private IEnumerable<Measurement<long>> Release()
    {
        try
        {
            return [new Measurement<long>(_store.Standing().Release)];
        }
        catch (StoreException)
        {
            return [];
        }
    }
}
