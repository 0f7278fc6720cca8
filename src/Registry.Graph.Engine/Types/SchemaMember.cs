using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>What every named part of a schema has: a name, a description, the directives applied to it, and a slot for a binding.</summary>
public interface ISchemaMember
{
    /// <summary>The name; of a directive without the at sign.</summary>
    string Name { get; }

    /// <summary>The description, in Markdown; null where there is none.</summary>
    string? Description { get; }

    /// <summary>The directives applied in the definition and its extensions, in that order.</summary>
    IReadOnlyList<DirectiveNode> AppliedDirectives { get; }

    /// <summary>The schema coordinate, such as <c>Query.zones(first:)</c>. <see href="https://spec.graphql.org/September2025/#sec-Schema-Coordinates"/></summary>
    string Coordinate { get; }
}

/// <summary>A part of a type or of a schema that is no type: a field, an argument, an input field, an enum value, a directive.</summary>
public abstract class SchemaMember : ISchemaMember
{
    private readonly MemberBinding _binding = new();

    private protected SchemaMember(Name name, StringValueNode? description, IReadOnlyList<DirectiveNode> appliedDirectives)
    {
        Name = name.Value;
        Position = name.Start;
        EncodedName = JsonEncodedText.Encode(Name);
        Description = description?.Value;
        AppliedDirectives = appliedDirectives;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The name as UTF-8, ready to be written as a property of JSON.</summary>
    public JsonEncodedText EncodedName { get; }

    /// <inheritdoc/>
    public string? Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; }

    /// <inheritdoc/>
    public abstract string Coordinate { get; }

    /// <summary>
    /// What a program attaches to the member, such as the resolver of a field; the engine's executor says which type it takes.
    /// </summary>
    /// <exception cref="InvalidOperationException">The schema has been sealed.</exception>
    public object? Binding
    {
        get => _binding.Value;
        set => _binding.Set(value, Coordinate);
    }

    /// <summary>The offset of the name in the text that the schema was made of.</summary>
    internal int Position { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Coordinate;

    internal virtual void Seal() => _binding.Seal();
}

/// <summary>A slot that may be filled until it is sealed.</summary>
internal sealed class MemberBinding
{
    private bool _isSealed;

    public object? Value { get; private set; }

    public void Set(object? value, string coordinate) => Value = _isSealed
        ? throw new InvalidOperationException($"The schema is sealed: what `{coordinate}` is bound to can no longer be changed.")
        : value;

    public void Seal() => _isSealed = true;
}
