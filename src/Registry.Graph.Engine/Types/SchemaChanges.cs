using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>
/// Compares a schema with the one that clients were promised. What only adds (types, fields, arguments that may be left out, enum values,
/// members of unions, looser inputs, tighter outputs) passes. Two schemas share no objects, so their types are compared by name.
/// </summary>
public static class SchemaChanges
{
    /// <summary>What breaks clients of the promised schema; empty where nothing does.</summary>
    /// <param name="promised">The schema that clients were written against.</param>
    /// <param name="offered">The schema that they would meet.</param>
    public static IReadOnlyList<SchemaChange> Breaking(Schema promised, Schema offered) =>
    [
        .. Roots(promised, offered),
        .. promised.Types.Where(type => !type.IsIntrospection).SelectMany(type => OfType(type, offered.Types.Find(type.Name))),
        .. promised.Directives.SelectMany(directive => OfDirective(directive, offered.Directives.Find(directive.Name))),
    ];

    private static IEnumerable<SchemaChange> Roots(Schema promised, Schema offered) =>
        from operation in Enum.GetValues<OperationType>()
        let before = promised.RootType(operation)?.Name
        let now = offered.RootType(operation)?.Name
        where before is not null && before != now
        let kind = operation.ToString().ToLowerInvariant()
        select new SchemaChange(SchemaChangeKind.RootTypeChanged, "schema", $"A {kind} started from `{before}`; now it starts from {Quoted(now, "nothing")}.");

    private static IEnumerable<SchemaChange> OfType(NamedType before, NamedType? now) => (before, now) switch
    {
        (_, null) => [Removed(SchemaChangeKind.TypeRemoved, before)],
        _ when before.Kind != now.Kind => [new(SchemaChangeKind.TypeKindChanged, before.Name, $"`{before.Name}` was {Name(before)}; now it is {Name(now)}.")],
        (ComplexType own, ComplexType other) => [.. OfFields(own, other), .. OfInterfaces(own, other)],
        (UnionType own, UnionType other) => OfMembers(own, other),
        (EnumType own, EnumType other) => Gone(own.Values, other.Values, SchemaChangeKind.EnumValueRemoved),
        (InputObjectType own, InputObjectType other) => OfInputObject(own, other),
        _ => [],
    };

    private static IEnumerable<SchemaChange> OfFields(ComplexType before, ComplexType now)
    {
        var kept =
            from field in before.Fields
            let other = now.Fields.Find(field.Name)
            where other is not null
            select OfInputs(field.Arguments, other.Arguments, ArgumentKinds)
                .Prepend(OtherType(SchemaChangeKind.FieldTypeChanged, field.Coordinate, field.Type, other.Type, GivesAsBefore(field.Type, other.Type)));
        return Gone(before.Fields, now.Fields, SchemaChangeKind.FieldRemoved).Concat(kept.SelectMany(changes => changes).OfType<SchemaChange>());
    }

    private static IEnumerable<SchemaChange> OfInterfaces(ComplexType before, ComplexType now) =>
        from name in before.Interfaces.Select(type => type.Name).Except(now.Interfaces.Select(type => type.Name), StringComparer.Ordinal)
        select new SchemaChange(SchemaChangeKind.InterfaceRemoved, before.Name, $"`{before.Name}` no longer implements `{name}`.");

    private static IEnumerable<SchemaChange> OfMembers(UnionType before, UnionType now) =>
        from name in before.PossibleTypes.Select(type => type.Name).Except(now.PossibleTypes.Select(type => type.Name), StringComparer.Ordinal)
        select new SchemaChange(SchemaChangeKind.UnionMemberRemoved, before.Name, $"`{name}` is no longer a member of `{before.Name}`.");

    private static IEnumerable<SchemaChange> OfInputObject(InputObjectType before, InputObjectType now)
    {
        var changes = OfInputs(before.Fields, now.Fields, InputFieldKinds).OfType<SchemaChange>();
        return now.IsOneOf && !before.IsOneOf
            ? changes.Append(new SchemaChange(SchemaChangeKind.OneOfAdded, before.Name, $"Of `{before.Name}` exactly one field must be given now."))
            : changes;
    }

    private static IEnumerable<SchemaChange> OfDirective(DirectiveDefinition before, DirectiveDefinition? now)
    {
        if (now is null)
        {
            return [Removed(SchemaChangeKind.DirectiveRemoved, before)];
        }

        var changes = before.Locations.Except(now.Locations)
            .Select(location => new SchemaChange(SchemaChangeKind.DirectiveLocationRemoved, before.Coordinate, $"`{before}` may no longer stand at {location}."))
            .Concat(OfInputs(before.Arguments, now.Arguments, DirectiveArgumentKinds).OfType<SchemaChange>());
        return before.IsRepeatable && !now.IsRepeatable
            ? changes.Append(new SchemaChange(SchemaChangeKind.DirectiveRepeatableRemoved, before.Coordinate, $"`{before}` may no longer be repeated."))
            : changes;
    }

    private static IEnumerable<SchemaChange?> OfInputs(Members<InputValueDefinition> before, Members<InputValueDefinition> now, InputKinds kinds)
    {
        var required =
            from input in now
            where input.IsRequired && !before.Contains(input.Name)
            select new SchemaChange(kinds.RequiredAdded, input.Coordinate, $"`{input}` was not there; now it must be given.");
        var kept =
            from input in before
            let other = now.Find(input.Name)
            where other is not null
            select new[] { OtherType(kinds.TypeChanged, input.Coordinate, input.Type, other.Type, TakesAsBefore(input.Type, other.Type)), OtherDefault(input, other) };
        return Gone(before, now, kinds.Removed).Concat(required).Concat(kept.SelectMany(changes => changes));
    }

    // A default for what had none says what leaving it out has meant before.
    private static SchemaChange? OtherDefault(InputValueDefinition before, InputValueDefinition now) =>
        before.DefaultLiteral is not { } own || IsSame(own, now.DefaultLiteral)
            ? null
            : new SchemaChange(
                SchemaChangeKind.DefaultValueChanged,
                before.Coordinate,
                $"The default of `{before}` was `{Printer.Print(own)}`; now it is {Quoted(now.DefaultLiteral is { } other ? Printer.Print(other) : null, "none")}.");

    private static SchemaChange? OtherType(SchemaChangeKind kind, string coordinate, GraphQLType before, GraphQLType now, bool isSafe) =>
        isSafe ? null : new SchemaChange(kind, coordinate, $"The type of `{coordinate}` was `{before}`; now it is `{now}`.");

    private static IEnumerable<SchemaChange> Gone<T>(Members<T> before, Members<T> now, SchemaChangeKind kind)
        where T : SchemaMember => before.Where(member => !now.Contains(member.Name)).Select(member => Removed(kind, member));

    private static SchemaChange Removed(SchemaChangeKind kind, ISchemaMember member) => new(kind, member.Coordinate, $"`{member.Coordinate}` was removed.");

    // What is read may lose its nulls. Another type, even one that implements the former, breaks fragments.
    private static bool GivesAsBefore(GraphQLType before, GraphQLType now) => (before, now) switch
    {
        (NonNullType own, NonNullType other) => GivesAsBefore(own.NullableType, other.NullableType),
        (NonNullType, _) => false,
        (_, NonNullType other) => GivesAsBefore(before, other.NullableType),
        _ => IsSameKind(before, now, GivesAsBefore),
    };

    // What is written may gain null.
    private static bool TakesAsBefore(GraphQLType before, GraphQLType now) => (before, now) switch
    {
        (NonNullType own, NonNullType other) => TakesAsBefore(own.NullableType, other.NullableType),
        (NonNullType own, _) => TakesAsBefore(own.NullableType, now),
        (_, NonNullType) => false,
        _ => IsSameKind(before, now, TakesAsBefore),
    };

    private static bool IsSameKind(GraphQLType before, GraphQLType now, Func<GraphQLType, GraphQLType, bool> isSafe) => (before, now) switch
    {
        (ListType own, ListType other) => isSafe(own.ItemType, other.ItemType),
        (NamedType own, NamedType other) => own.Name == other.Name,
        _ => false,
    };

    // The fields of an input object have no order, and a text may be written in two ways.
    private static bool IsSame(ValueNode own, ValueNode? other) => (own, other) switch
    {
        (StringValueNode one, StringValueNode two) => one.Value == two.Value,
        (ListValueNode one, ListValueNode two) => one.Items.Length == two.Items.Length && one.Items.Zip(two.Items).All(pair => IsSame(pair.First, pair.Second)),
        (ObjectValueNode one, ObjectValueNode two) => one.Fields.Length == two.Fields.Length
            && one.Fields.All(field => IsSame(field.Value, two.Fields.FirstOrDefault(same => same.Name.Value == field.Name.Value)?.Value)),
        (_, null) => false,
        _ => Printer.Print(own) == Printer.Print(other),
    };

    private static string Quoted(string? text, string none) => text is null ? none : $"`{text}`";

    private static string Name(NamedType type) => type.Kind switch
    {
        TypeKind.Scalar => "a scalar",
        TypeKind.Object => "an object type",
        TypeKind.Interface => "an interface",
        TypeKind.Union => "a union",
        TypeKind.Enum => "an enum",
        _ => "an input object",
    };

    private static readonly InputKinds ArgumentKinds =
        new(SchemaChangeKind.ArgumentRemoved, SchemaChangeKind.ArgumentTypeChanged, SchemaChangeKind.RequiredArgumentAdded);

    private static readonly InputKinds InputFieldKinds =
        new(SchemaChangeKind.FieldRemoved, SchemaChangeKind.FieldTypeChanged, SchemaChangeKind.RequiredInputFieldAdded);

    private static readonly InputKinds DirectiveArgumentKinds =
        new(SchemaChangeKind.DirectiveArgumentRemoved, SchemaChangeKind.DirectiveArgumentTypeChanged, SchemaChangeKind.RequiredDirectiveArgumentAdded);

    // How the changes of an argument, an input field or a directive's argument are called.
    private sealed record InputKinds(SchemaChangeKind Removed, SchemaChangeKind TypeChanged, SchemaChangeKind RequiredAdded);
}
