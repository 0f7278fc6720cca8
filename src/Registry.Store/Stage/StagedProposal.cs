using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Store;

/// <summary>A statement that is not sure enough to be published without a person.</summary>
/// <param name="Key">What stays the same when the same document says the same again.</param>
/// <param name="Kind">What kind of statement: entity, relation, observation.</param>
/// <param name="Text">What it says, in a line.</param>
/// <param name="Score">How sure it is, from 0 to 1.</param>
/// <param name="Document">The document's number.</param>
/// <param name="Snapshot">The bytes that say it.</param>
/// <param name="Locator">Where they say it.</param>
/// <param name="Quote">Their words.</param>
/// <param name="Mentions">The bodies it speaks of.</param>
/// <param name="Claims">What it says of them.</param>
public sealed record StagedProposal(
    string Key, string Kind, string Text, double Score, long Document, Snapshot Snapshot, string Locator, string Quote,
    IReadOnlyList<StagedMention> Mentions, IReadOnlyList<StagedClaim> Claims);

/// <summary>What a proposal would say, as the ledger keeps it.</summary>
sealed record ProposedWords(IReadOnlyList<StagedMention> Mentions, IReadOnlyList<StagedClaim> Claims)
{
    public string ToJson() => JsonSerializer.Serialize(this, ProposedJson.Default.ProposedWords);

    public static ProposedWords Of(string json) => JsonSerializer.Deserialize(json, ProposedJson.Default.ProposedWords)
        ?? throw new StoreException("A proposal of the store holds no words.");
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProposedWords))]
sealed partial class ProposedJson : JsonSerializerContext;
