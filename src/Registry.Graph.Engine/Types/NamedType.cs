using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>A type with a name of its own. <see href="https://spec.graphql.org/September2025/#sec-Types"/></summary>
public abstract class NamedType : GraphQLType, ISchemaMember
{
    private readonly MemberBinding _binding = new();

    private protected NamedType(TypeSource source)
    {
        Name = source.Name.Value;
        Position = source.Name.Start;
        EncodedName = JsonEncodedText.Encode(Name);
        Description = source.Description?.Value;
        AppliedDirectives = source.Directives;
        IsBuiltIn = source.IsBuiltIn;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The name as UTF-8, ready to be written as a string of JSON, such as the value of <c>__typename</c>.</summary>
    public JsonEncodedText EncodedName { get; }

    /// <inheritdoc/>
    public string? Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; }

    /// <summary>Whether the specification defines it: the five scalars and the types of introspection.</summary>
    public bool IsBuiltIn { get; }

    /// <summary>Whether it is a type of introspection.</summary>
    public bool IsIntrospection => Name.StartsWith("__", StringComparison.Ordinal);

    /// <inheritdoc/>
    public string Coordinate => Name;

    /// <summary>What a program attaches to the type, such as how the object type behind an abstract type is found.</summary>
    /// <exception cref="InvalidOperationException">The schema has been sealed.</exception>
    public object? Binding
    {
        get => _binding.Value;
        set => _binding.Set(value, Name);
    }

    /// <inheritdoc/>
    public override NamedType Named => this;

    /// <summary>Whether it is a scalar or an enum, which have no selections.</summary>
    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    /// <summary>Whether it has selections: an object type, an interface or a union.</summary>
    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    /// <summary>Whether it stands for one of several object types: an interface or a union.</summary>
    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;

    /// <summary>
    /// GetPossibleTypes(type): the object types that may stand behind it; of an object type itself, of a leaf or an input none.
    /// <see href="https://spec.graphql.org/September2025/#GetPossibleTypes()"/>
    /// </summary>
    public virtual IReadOnlyList<ObjectType> PossibleTypes => [];

    /// <summary>The offset of the name in the text that the schema was made of.</summary>
    internal int Position { get; }

    /// <summary>Whether the object type may stand behind this one.</summary>
    public virtual bool IsPossible(ObjectType type) => ReferenceEquals(this, type);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    internal virtual bool HasSubtype(NamedType type) => ReferenceEquals(this, type);

    internal virtual void Seal() => _binding.Seal();
}

/// <summary>What the builder knows of a type before its parts: a definition with its extensions.</summary>
internal sealed record TypeSource(Name Name, StringValueNode? Description, DirectiveNode[] Directives, bool IsBuiltIn);
