using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Registry.Store;

namespace Registry.Harvest.Press;

/// <summary>One thing that a document says, on its way to become claims.</summary>
/// <param name="Kind">entity, relation, observation, target, policy or task.</param>
/// <param name="Text">What it says, in a line, for whoever looks it over.</param>
/// <param name="Score">How sure it is, from 0 to 1.</param>
/// <param name="Passage">Where the document says it.</param>
/// <param name="Mentions">The bodies that it speaks of; the first is what it is about.</param>
/// <param name="Claims">What it says of them.</param>
internal sealed record Statement(
    string Kind, string Text, double Score, Passage Passage, IReadOnlyList<StagedMention> Mentions, IReadOnlyList<StagedClaim> Claims)
{
    /// <summary>Of an observation with an indicator: what it states.</summary>
    public StatedFigure? Figure { get; init; }

    /// <summary>What stays the same when the same document says the same again: the kind, what it is about, and of a relation the other end.</summary>
    public string Key => Hash(Kind == "relation"
        ? $"{Kind}|{Mentions[0].Key}|{Claims[0].Predicate}|{Mentions[1].Type}|{Mentions[1].Key}"
        : $"{Kind}|{Mentions[0].Type}|{Mentions[0].Key}");

    /// <summary>Sixteen letters that stand for a text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>A number without an exponent or zeros at the end.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
