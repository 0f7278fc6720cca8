using System.Runtime.CompilerServices;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>One bundled edition; nothing where a list that came later has been published.</summary>
internal sealed class EditionDocuments(SourceDefinition source, Edition edition) : IDocuments
{
    public RunKind Kind => RunKind.Bundled;

    public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Due.IsOvertaken(edition, last))
        {
            yield return Editions.Read(source, edition, cancellationToken);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
