using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Compare;

/// <summary>What is compared: a name and what else its speaker knows of the body.</summary>
/// <param name="Name">The name in its parts.</param>
/// <param name="Type">A type of the vocabulary, such as Enterprise; null where nobody said.</param>
/// <param name="Place">GB/T 2260 code of the seat; null where nobody said.</param>
/// <param name="Identifiers">Its valid identifiers.</param>
public sealed record Subject(NameReading Name, string? Type = null, int? Place = null, IReadOnlyList<Identifier>? Identifiers = null)
{
    /// <summary>A subject of which only the name is known.</summary>
    public static Subject Of(string name) => new(NameReader.Read(name));
}
