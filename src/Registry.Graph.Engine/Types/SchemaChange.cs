namespace Registry.Graph.Engine.Types;

/// <summary>In which way a schema no longer keeps what another promised.</summary>
public enum SchemaChangeKind
{
    /// <summary>Operations of a kind start from another type, or are no longer possible.</summary>
    RootTypeChanged,

    /// <summary>A type is gone.</summary>
    TypeRemoved,

    /// <summary>A type is of another kind, such as an enum that was a scalar.</summary>
    TypeKindChanged,

    /// <summary>A field of an object type, an interface or an input object is gone.</summary>
    FieldRemoved,

    /// <summary>A field has a type that its readers, or of an input field its writers, do not expect.</summary>
    FieldTypeChanged,

    /// <summary>An argument of a field is gone.</summary>
    ArgumentRemoved,

    /// <summary>An argument of a field no longer takes all values that it took.</summary>
    ArgumentTypeChanged,

    /// <summary>An argument that was not there must be given.</summary>
    RequiredArgumentAdded,

    /// <summary>An input field that was not there must be given.</summary>
    RequiredInputFieldAdded,

    /// <summary>An argument or input field that is left out means something else than before.</summary>
    DefaultValueChanged,

    /// <summary>Of an input object exactly one field must be given.</summary>
    OneOfAdded,

    /// <summary>A value of an enum is gone.</summary>
    EnumValueRemoved,

    /// <summary>A type no longer implements an interface.</summary>
    InterfaceRemoved,

    /// <summary>A type is no longer a member of a union.</summary>
    UnionMemberRemoved,

    /// <summary>A directive is gone.</summary>
    DirectiveRemoved,

    /// <summary>A directive may no longer stand at a location.</summary>
    DirectiveLocationRemoved,

    /// <summary>A directive may no longer stand more than once at a location.</summary>
    DirectiveRepeatableRemoved,

    /// <summary>An argument of a directive is gone.</summary>
    DirectiveArgumentRemoved,

    /// <summary>An argument of a directive no longer takes all values that it took.</summary>
    DirectiveArgumentTypeChanged,

    /// <summary>An argument of a directive that was not there must be given.</summary>
    RequiredDirectiveArgumentAdded,
}

/// <summary>One way in which a schema breaks requests, or readers of answers, that another schema allowed.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Coordinate">The member that changed, as a schema coordinate; of the roots <c>schema</c>.</param>
/// <param name="Message">What was promised and what is offered, as a sentence.</param>
public sealed record SchemaChange(SchemaChangeKind Kind, string Coordinate, string Message)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Message;
}
