using System.Collections.Frozen;

namespace Registry.Graph.Engine.Types;

/// <summary>A type with fields: an object type or an interface.</summary>
public abstract class ComplexType : NamedType
{
    private FrozenSet<InterfaceType> _interfaceSet = [];

    private protected ComplexType(TypeSource source) : base(source)
    {
    }

    /// <summary>The fields, without the meta-fields.</summary>
    public Members<FieldDefinition> Fields { get; private set; } = Members<FieldDefinition>.Empty;

    /// <summary>The interfaces that it declares to implement, in order.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; private set; } = [];

    /// <summary>Whether it declares to implement the interface.</summary>
    public bool Implements(InterfaceType type) => _interfaceSet.Contains(type);

    internal void Complete(Members<FieldDefinition> fields, IReadOnlyList<InterfaceType> interfaces)
    {
        Fields = fields;
        Interfaces = interfaces;
        _interfaceSet = interfaces.ToFrozenSet();
    }

    internal override void Seal()
    {
        base.Seal();
        foreach (var field in Fields)
        {
            field.Seal();
        }
    }
}

/// <summary>An object type. <see href="https://spec.graphql.org/September2025/#sec-Objects"/></summary>
public sealed class ObjectType : ComplexType
{
    private readonly ObjectType[] _self;

    internal ObjectType(TypeSource source) : base(source) => _self = [this];

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Object;

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectType> PossibleTypes => _self;
}

/// <summary>An interface. <see href="https://spec.graphql.org/September2025/#sec-Interfaces"/></summary>
public sealed class InterfaceType : ComplexType
{
    private ObjectType[] _possibleTypes = [];
    private FrozenSet<ObjectType> _possibleSet = [];

    internal InterfaceType(TypeSource source) : base(source)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Interface;

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectType> PossibleTypes => _possibleTypes;

    /// <inheritdoc/>
    public override bool IsPossible(ObjectType type) => _possibleSet.Contains(type);

    internal override bool HasSubtype(NamedType type) =>
        ReferenceEquals(this, type) || (type is ComplexType complex && complex.Implements(this));

    internal void Complete(ObjectType[] possibleTypes)
    {
        _possibleTypes = possibleTypes;
        _possibleSet = possibleTypes.ToFrozenSet();
    }
}

/// <summary>A union. <see href="https://spec.graphql.org/September2025/#sec-Unions"/></summary>
public sealed class UnionType : NamedType
{
    private ObjectType[] _members = [];
    private FrozenSet<ObjectType> _memberSet = [];

    internal UnionType(TypeSource source) : base(source)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Union;

    /// <summary>The member types, in order.</summary>
    public override IReadOnlyList<ObjectType> PossibleTypes => _members;

    /// <inheritdoc/>
    public override bool IsPossible(ObjectType type) => _memberSet.Contains(type);

    internal override bool HasSubtype(NamedType type) =>
        ReferenceEquals(this, type) || (type is ObjectType member && IsPossible(member));

    internal void Complete(ObjectType[] members)
    {
        _members = members;
        _memberSet = members.ToFrozenSet();
    }
}
