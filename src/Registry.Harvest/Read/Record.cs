using Registry.Store;

namespace Registry.Harvest.Read;

/// <summary>One row or item as it was published: the decoded texts, null where there is none.</summary>
/// <param name="Layout">The header it stands under.</param>
/// <param name="Position">Its row from 1, or in JSON its index from 0.</param>
/// <param name="Cells">A text for each column of the layout.</param>
public readonly record struct Record(Layout Layout, long Position, string?[] Cells);
