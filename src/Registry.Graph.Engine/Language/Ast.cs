namespace Registry.Graph.Engine.Language;

/// <summary>A node of the syntax tree. As a key of a dictionary it wants <see cref="ReferenceEqualityComparer"/>.</summary>
/// <param name="Start">The offset of its first token in the text, in UTF-16 code units.</param>
public abstract record Node(int Start);

/// <summary>A name and its place. <see href="https://spec.graphql.org/September2025/#Name"/></summary>
/// <param name="Value">The name.</param>
/// <param name="Start">The offset of its first character.</param>
public readonly record struct Name(string Value, int Start)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A document: definitions in the order written. <see href="https://spec.graphql.org/September2025/#Document"/></summary>
/// <param name="Source">The text that was parsed.</param>
/// <param name="Definitions">At least one definition.</param>
public sealed record DocumentNode(string Source, DefinitionNode[] Definitions) : Node(0)
{
    /// <summary>The operations of the document, in order.</summary>
    public IEnumerable<OperationDefinitionNode> Operations => Definitions.OfType<OperationDefinitionNode>();

    /// <summary>The fragments of the document, in order.</summary>
    public IEnumerable<FragmentDefinitionNode> Fragments => Definitions.OfType<FragmentDefinitionNode>();

    /// <summary>The line and column of an offset, such as <see cref="Node.Start"/>.</summary>
    public SourceLocation LocationOf(int start) => SourceLocation.Of(Source, start);
}

/// <summary>One definition of a document. <see href="https://spec.graphql.org/September2025/#Definition"/></summary>
public abstract record DefinitionNode(int Start, StringValueNode? Description, DirectiveNode[] Directives) : Node(Start);

/// <summary>An operation or a fragment. <see href="https://spec.graphql.org/September2025/#ExecutableDefinition"/></summary>
public abstract record ExecutableDefinitionNode(int Start, StringValueNode? Description, DirectiveNode[] Directives, SelectionSetNode SelectionSet)
    : DefinitionNode(Start, Description, Directives);

/// <summary>The three kinds of operations. <see href="https://spec.graphql.org/September2025/#OperationType"/></summary>
public enum OperationType
{
    /// <summary>A read.</summary>
    Query,

    /// <summary>A write followed by a read.</summary>
    Mutation,

    /// <summary>A long-lived request that answers to source events.</summary>
    Subscription,
}

/// <summary>An operation. <see href="https://spec.graphql.org/September2025/#OperationDefinition"/></summary>
public sealed record OperationDefinitionNode(
    int Start,
    StringValueNode? Description,
    OperationType Operation,
    Name? Name,
    VariableDefinitionNode[] Variables,
    DirectiveNode[] Directives,
    SelectionSetNode SelectionSet) : ExecutableDefinitionNode(Start, Description, Directives, SelectionSet);

/// <summary>A fragment. <see href="https://spec.graphql.org/September2025/#FragmentDefinition"/></summary>
public sealed record FragmentDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    NamedTypeNode TypeCondition,
    DirectiveNode[] Directives,
    SelectionSetNode SelectionSet) : ExecutableDefinitionNode(Start, Description, Directives, SelectionSet);

/// <summary>The declaration of a variable. <see href="https://spec.graphql.org/September2025/#VariableDefinition"/></summary>
public sealed record VariableDefinitionNode(
    int Start,
    StringValueNode? Description,
    VariableNode Variable,
    TypeNode Type,
    ValueNode? DefaultValue,
    DirectiveNode[] Directives) : Node(Start);

/// <summary>Selections between braces. <see href="https://spec.graphql.org/September2025/#SelectionSet"/></summary>
public sealed record SelectionSetNode(int Start, SelectionNode[] Selections) : Node(Start);

/// <summary>A field, a fragment spread or an inline fragment. <see href="https://spec.graphql.org/September2025/#Selection"/></summary>
public abstract record SelectionNode(int Start, DirectiveNode[] Directives) : Node(Start);

/// <summary>A field. <see href="https://spec.graphql.org/September2025/#Field"/></summary>
public sealed record FieldNode(
    int Start,
    Name? Alias,
    Name Name,
    ArgumentNode[] Arguments,
    DirectiveNode[] Directives,
    SelectionSetNode? SelectionSet) : SelectionNode(Start, Directives)
{
    /// <summary>The alias, or else the name: the key of the value in the response.</summary>
    public string ResponseName => Alias?.Value ?? Name.Value;
}

/// <summary>A named fragment's use. <see href="https://spec.graphql.org/September2025/#FragmentSpread"/></summary>
public sealed record FragmentSpreadNode(int Start, Name Name, DirectiveNode[] Directives) : SelectionNode(Start, Directives);

/// <summary>A fragment without a name. <see href="https://spec.graphql.org/September2025/#InlineFragment"/></summary>
public sealed record InlineFragmentNode(int Start, NamedTypeNode? TypeCondition, DirectiveNode[] Directives, SelectionSetNode SelectionSet)
    : SelectionNode(Start, Directives);

/// <summary>A value given to an argument. <see href="https://spec.graphql.org/September2025/#Argument"/></summary>
public sealed record ArgumentNode(int Start, Name Name, ValueNode Value) : Node(Start);

/// <summary>A directive's use. <see href="https://spec.graphql.org/September2025/#Directive"/></summary>
public sealed record DirectiveNode(int Start, Name Name, ArgumentNode[] Arguments) : Node(Start);

/// <summary>A literal or a variable. <see href="https://spec.graphql.org/September2025/#Value"/></summary>
public abstract record ValueNode(int Start) : Node(Start);

/// <summary>A variable where a value stands. <see href="https://spec.graphql.org/September2025/#Variable"/></summary>
/// <param name="Start">The offset of the dollar sign.</param>
/// <param name="Name">The name without the dollar sign.</param>
public sealed record VariableNode(int Start, Name Name) : ValueNode(Start);

/// <summary>An integer as written, of any size. <see href="https://spec.graphql.org/September2025/#IntValue"/></summary>
public sealed record IntValueNode(int Start, string Value) : ValueNode(Start);

/// <summary>A number with fraction or exponent as written. <see href="https://spec.graphql.org/September2025/#FloatValue"/></summary>
public sealed record FloatValueNode(int Start, string Value) : ValueNode(Start);

/// <summary>A string, unescaped. <see href="https://spec.graphql.org/September2025/#StringValue"/></summary>
/// <param name="Start">The offset of the first quotation mark.</param>
/// <param name="Value">The semantic value: escapes resolved, a block string's indentation removed.</param>
/// <param name="IsBlock">Whether it was written between triple quotation marks.</param>
public sealed record StringValueNode(int Start, string Value, bool IsBlock) : ValueNode(Start);

/// <summary><c>true</c> or <c>false</c>. <see href="https://spec.graphql.org/September2025/#BooleanValue"/></summary>
public sealed record BooleanValueNode(int Start, bool Value) : ValueNode(Start);

/// <summary><c>null</c>. <see href="https://spec.graphql.org/September2025/#NullValue"/></summary>
public sealed record NullValueNode(int Start) : ValueNode(Start);

/// <summary>The name of an enum value. <see href="https://spec.graphql.org/September2025/#EnumValue"/></summary>
public sealed record EnumValueNode(int Start, string Value) : ValueNode(Start);

/// <summary>A list. <see href="https://spec.graphql.org/September2025/#ListValue"/></summary>
public sealed record ListValueNode(int Start, ValueNode[] Items) : ValueNode(Start);

/// <summary>An input object. <see href="https://spec.graphql.org/September2025/#ObjectValue"/></summary>
public sealed record ObjectValueNode(int Start, ObjectFieldNode[] Fields) : ValueNode(Start);

/// <summary>A field of an input object. <see href="https://spec.graphql.org/September2025/#ObjectField"/></summary>
public sealed record ObjectFieldNode(int Start, Name Name, ValueNode Value) : Node(Start);

/// <summary>A type as written. <see href="https://spec.graphql.org/September2025/#Type"/></summary>
public abstract record TypeNode(int Start) : Node(Start);

/// <summary>A type by its name. <see href="https://spec.graphql.org/September2025/#NamedType"/></summary>
public sealed record NamedTypeNode(int Start, string Name) : TypeNode(Start);

/// <summary>A list of a type. <see href="https://spec.graphql.org/September2025/#ListType"/></summary>
public sealed record ListTypeNode(int Start, TypeNode ItemType) : TypeNode(Start);

/// <summary>A type without null. <see href="https://spec.graphql.org/September2025/#NonNullType"/></summary>
public sealed record NonNullTypeNode(int Start, TypeNode NullableType) : TypeNode(Start);

/// <summary>A definition or extension of the type system. <see href="https://spec.graphql.org/September2025/#TypeSystemDefinitionOrExtension"/></summary>
/// <param name="Start">The offset of the first token, the description if there is one.</param>
/// <param name="Description">The description; extensions have none.</param>
/// <param name="Directives">The directives applied.</param>
/// <param name="IsExtension">Whether it starts with <c>extend</c>.</param>
public abstract record TypeSystemNode(int Start, StringValueNode? Description, DirectiveNode[] Directives, bool IsExtension)
    : DefinitionNode(Start, Description, Directives);

/// <summary><c>schema { ... }</c> or its extension. <see href="https://spec.graphql.org/September2025/#SchemaDefinition"/></summary>
public sealed record SchemaDefinitionNode(
    int Start,
    StringValueNode? Description,
    DirectiveNode[] Directives,
    RootOperationTypeNode[] OperationTypes,
    bool IsExtension) : TypeSystemNode(Start, Description, Directives, IsExtension);

/// <summary>The root type of an operation. <see href="https://spec.graphql.org/September2025/#RootOperationTypeDefinition"/></summary>
public sealed record RootOperationTypeNode(int Start, OperationType Operation, NamedTypeNode Type) : Node(Start);

/// <summary>A type or its extension. <see href="https://spec.graphql.org/September2025/#TypeDefinition"/></summary>
public abstract record TypeDefinitionNode(int Start, StringValueNode? Description, Name Name, DirectiveNode[] Directives, bool IsExtension)
    : TypeSystemNode(Start, Description, Directives, IsExtension);

/// <summary>A scalar. <see href="https://spec.graphql.org/September2025/#ScalarTypeDefinition"/></summary>
public sealed record ScalarTypeDefinitionNode(int Start, StringValueNode? Description, Name Name, DirectiveNode[] Directives, bool IsExtension)
    : TypeDefinitionNode(Start, Description, Name, Directives, IsExtension);

/// <summary>A type with fields that may implement interfaces: an object type or an interface.</summary>
public abstract record ComplexTypeDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    NamedTypeNode[] Interfaces,
    DirectiveNode[] Directives,
    FieldDefinitionNode[] Fields,
    bool IsExtension) : TypeDefinitionNode(Start, Description, Name, Directives, IsExtension);

/// <summary>An object type. <see href="https://spec.graphql.org/September2025/#ObjectTypeDefinition"/></summary>
public sealed record ObjectTypeDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    NamedTypeNode[] Interfaces,
    DirectiveNode[] Directives,
    FieldDefinitionNode[] Fields,
    bool IsExtension) : ComplexTypeDefinitionNode(Start, Description, Name, Interfaces, Directives, Fields, IsExtension);

/// <summary>An interface. <see href="https://spec.graphql.org/September2025/#InterfaceTypeDefinition"/></summary>
public sealed record InterfaceTypeDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    NamedTypeNode[] Interfaces,
    DirectiveNode[] Directives,
    FieldDefinitionNode[] Fields,
    bool IsExtension) : ComplexTypeDefinitionNode(Start, Description, Name, Interfaces, Directives, Fields, IsExtension);

/// <summary>A field of an object type or interface. <see href="https://spec.graphql.org/September2025/#FieldDefinition"/></summary>
public sealed record FieldDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    InputValueDefinitionNode[] Arguments,
    TypeNode Type,
    DirectiveNode[] Directives) : Node(Start);

/// <summary>An argument or an input field. <see href="https://spec.graphql.org/September2025/#InputValueDefinition"/></summary>
public sealed record InputValueDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    TypeNode Type,
    ValueNode? DefaultValue,
    DirectiveNode[] Directives) : Node(Start);

/// <summary>A union. <see href="https://spec.graphql.org/September2025/#UnionTypeDefinition"/></summary>
public sealed record UnionTypeDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    DirectiveNode[] Directives,
    NamedTypeNode[] Members,
    bool IsExtension) : TypeDefinitionNode(Start, Description, Name, Directives, IsExtension);

/// <summary>An enum. <see href="https://spec.graphql.org/September2025/#EnumTypeDefinition"/></summary>
public sealed record EnumTypeDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    DirectiveNode[] Directives,
    EnumValueDefinitionNode[] Values,
    bool IsExtension) : TypeDefinitionNode(Start, Description, Name, Directives, IsExtension);

/// <summary>A value of an enum. <see href="https://spec.graphql.org/September2025/#EnumValueDefinition"/></summary>
public sealed record EnumValueDefinitionNode(int Start, StringValueNode? Description, Name Name, DirectiveNode[] Directives) : Node(Start);

/// <summary>An input object. <see href="https://spec.graphql.org/September2025/#InputObjectTypeDefinition"/></summary>
public sealed record InputObjectTypeDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    DirectiveNode[] Directives,
    InputValueDefinitionNode[] Fields,
    bool IsExtension) : TypeDefinitionNode(Start, Description, Name, Directives, IsExtension);

/// <summary>A directive's definition. <see href="https://spec.graphql.org/September2025/#DirectiveDefinition"/></summary>
public sealed record DirectiveDefinitionNode(
    int Start,
    StringValueNode? Description,
    Name Name,
    InputValueDefinitionNode[] Arguments,
    bool IsRepeatable,
    Name[] Locations) : TypeSystemNode(Start, Description, [], IsExtension: false);
