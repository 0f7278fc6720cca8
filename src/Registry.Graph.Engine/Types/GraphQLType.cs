namespace Registry.Graph.Engine.Types;

/// <summary>The kinds of types. <see href="https://spec.graphql.org/September2025/#sec-Types"/></summary>
public enum TypeKind
{
    /// <summary>A leaf with a format of its own.</summary>
    Scalar,

    /// <summary>A type with fields.</summary>
    Object,

    /// <summary>Fields that several types share.</summary>
    Interface,

    /// <summary>One of several object types.</summary>
    Union,

    /// <summary>A leaf with a closed set of values.</summary>
    Enum,

    /// <summary>An input with fields.</summary>
    InputObject,

    /// <summary>A list of another type.</summary>
    List,

    /// <summary>Another type without null.</summary>
    NonNull,
}

/// <summary>
/// A type as a field or an argument has it: named or wrapped. A schema has one object per type, wrapped ones included, so types are
/// the same where the references are. <see href="https://spec.graphql.org/September2025/#sec-Wrapping-Types"/>
/// </summary>
public abstract class GraphQLType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    private protected GraphQLType()
    {
    }

    /// <summary>Which kind of type it is.</summary>
    public abstract TypeKind Kind { get; }

    /// <summary>The type with all wrappers taken off.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type itself, or what a non-null type wraps.</summary>
    public virtual GraphQLType NullableType => this;

    /// <summary>Whether null is no value of it.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>IsInputType(type). <see href="https://spec.graphql.org/September2025/#IsInputType()"/></summary>
    public bool IsInputType => Named.Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    /// <summary>IsOutputType(type). <see href="https://spec.graphql.org/September2025/#IsOutputType()"/></summary>
    public bool IsOutputType => Named.Kind is not TypeKind.InputObject;

    /// <summary>A list of this type.</summary>
    public ListType List() => _list ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type without null; a non-null type gives itself.</summary>
    public virtual NonNullType NonNull() => _nonNull ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null) ?? _nonNull;

    /// <summary>
    /// IsSubType(possibleSubType, superType): whether this type may stand where the other is asked for.
    /// <see href="https://spec.graphql.org/September2025/#IsSubType()"/>
    /// </summary>
    public bool IsSubtypeOf(GraphQLType super) => (this, super) switch
    {
        _ when ReferenceEquals(this, super) => true,
        (NonNullType self, NonNullType other) => self.NullableType.IsSubtypeOf(other.NullableType),
        (NonNullType self, _) => self.NullableType.IsSubtypeOf(super),
        (ListType self, ListType other) => self.ItemType.IsSubtypeOf(other.ItemType),
        (NamedType self, NamedType other) => other.HasSubtype(self),
        _ => false,
    };
}

/// <summary>A list type. <see href="https://spec.graphql.org/September2025/#sec-List"/></summary>
public sealed class ListType : GraphQLType
{
    internal ListType(GraphQLType itemType) => ItemType = itemType;

    /// <summary>The type of the items.</summary>
    public GraphQLType ItemType { get; }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.List;

    /// <inheritdoc/>
    public override NamedType Named => ItemType.Named;

    /// <inheritdoc/>
    public override string ToString() => $"[{ItemType}]";
}

/// <summary>A type without null. <see href="https://spec.graphql.org/September2025/#sec-Non-Null"/></summary>
public sealed class NonNullType : GraphQLType
{
    internal NonNullType(GraphQLType nullableType) => NullableType = nullableType;

    /// <inheritdoc/>
    public override GraphQLType NullableType { get; }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.NonNull;

    /// <inheritdoc/>
    public override NamedType Named => NullableType.Named;

    /// <inheritdoc/>
    public override NonNullType NonNull() => this;

    /// <inheritdoc/>
    public override string ToString() => $"{NullableType}!";
}
