using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Validation.TypeSystem;

namespace Registry.Graph.Engine.Types;

/// <summary>
/// Makes a schema of its syntax: first every type by name, with its extensions gathered, then their fields and members, which may name any type.
/// <see href="https://spec.graphql.org/September2025/#sec-Type-System"/>
/// </summary>
internal sealed class SchemaBuilder
{
    private readonly SchemaOptions _options;
    private readonly DocumentNode _document;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TypeDefinitionNode>> _definitions = new(StringComparer.Ordinal);
    private readonly List<GraphQLError> _errors = [];
    private ObjectType? _metaType;

    private SchemaBuilder(DocumentNode document, SchemaOptions options)
    {
        _document = document;
        _options = options;
    }

    /// <summary>The schema of a document of definitions and extensions.</summary>
    public static Schema Build(DocumentNode document, SchemaOptions options)
    {
        if (!options.AssumeValid)
        {
            Require(TypeSystemValidator.Validate(document));
        }

        var builder = new SchemaBuilder(document, options);
        var schema = builder.Build();
        Require(builder._errors);
        if (!options.AssumeValid)
        {
            Require(SchemaValidator.Validate(schema, document));
        }

        return schema;
    }

    private static void Require(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count > 0)
        {
            throw new SchemaException(errors);
        }
    }

    private Schema Build()
    {
        DefineTypes(_document, isBuiltIn: false);
        DefineTypes(BuiltIns.Specification, isBuiltIn: true);
        foreach (var type in _types.Values)
        {
            Complete(type);
        }

        CompletePossibleTypes();
        var schemaNodes = _document.Definitions.OfType<SchemaDefinitionNode>().ToArray();
        var directives = Directives();
        _metaType = (ObjectType)_types["__MetaFields"];
        _types.Remove("__MetaFields");
        return new Schema(new SchemaParts(
            schemaNodes.Select(node => node.Description?.Value).FirstOrDefault(text => text is not null),
            [.. schemaNodes.SelectMany(node => node.Directives)],
            [.. UsedTypes(directives)],
            directives,
            Roots(schemaNodes),
            _metaType.Fields));
    }

    private void DefineTypes(DocumentNode document, bool isBuiltIn)
    {
        foreach (var group in document.Definitions.OfType<TypeDefinitionNode>().GroupBy(node => node.Name.Value))
        {
            var definition = group.FirstOrDefault(node => !node.IsExtension);
            if (definition is null)
            {
                Fault($"Cannot extend the type `{group.Key}` because it is not defined.", group.First().Name.Start);
            }
            else if (!_types.ContainsKey(group.Key))
            {
                List<TypeDefinitionNode> parts = [definition, .. group.Where(node => node.IsExtension && node.GetType() == definition.GetType())];
                _definitions[group.Key] = parts;
                _types[group.Key] = Define(parts, isBuiltIn);
            }
        }
    }

    private NamedType Define(List<TypeDefinitionNode> parts, bool isBuiltIn)
    {
        var definition = parts[0];
        var source = new TypeSource(definition.Name, definition.Description, [.. parts.SelectMany(part => part.Directives)], isBuiltIn);
        return definition switch
        {
            ScalarTypeDefinitionNode => new ScalarType(source, FormatOf(definition.Name.Value)),
            ObjectTypeDefinitionNode => new ObjectType(source),
            InterfaceTypeDefinitionNode => new InterfaceType(source),
            UnionTypeDefinitionNode => new UnionType(source),
            EnumTypeDefinitionNode => new EnumType(source),
            InputObjectTypeDefinitionNode => new InputObjectType(source),
            _ => throw new ArgumentOutOfRangeException(nameof(parts), definition, "There is no further kind of named type."),
        };
    }

    private ScalarFormat FormatOf(string name) => _options.Formats.TryGetValue(name, out var format) ? format : ScalarFormats.Of(name);

    private void Complete(NamedType type)
    {
        var parts = _definitions[type.Name];
        switch (type)
        {
            case ComplexType complex:
                Complete(complex, [.. parts.Cast<ComplexTypeDefinitionNode>()]);
                break;
            case UnionType union:
                union.Complete([.. Resolve<ObjectType>(parts.Cast<UnionTypeDefinitionNode>().SelectMany(part => part.Members), "an object type")]);
                break;
            case EnumType enumeration:
                enumeration.Complete(new Members<EnumValueDefinition>(
                    parts.Cast<EnumTypeDefinitionNode>().SelectMany(part => part.Values).Select(value => new EnumValueDefinition(value, enumeration))));
                break;
            case InputObjectType input:
                input.Complete(Inputs(
                    parts.Cast<InputObjectTypeDefinitionNode>().SelectMany(part => part.Fields), field => $"{input.Name}.{field}"));
                break;
        }
    }

    private void Complete(ComplexType type, ComplexTypeDefinitionNode[] parts)
    {
        var fields = new List<FieldDefinition>();
        foreach (var node in parts.SelectMany(part => part.Fields))
        {
            if (Resolve(node.Type) is { } fieldType)
            {
                var field = new FieldDefinition(node, type, fieldType, type.Name == "__MetaFields" ? -1 : fields.Count);
                field.Complete(Inputs(node.Arguments, argument => $"{field.Coordinate}({argument}:)"));
                fields.Add(field);
            }
        }

        type.Complete(
            new Members<FieldDefinition>(fields),
            [.. Resolve<InterfaceType>(parts.SelectMany(part => part.Interfaces), "an interface")]);
    }

    private void CompletePossibleTypes()
    {
        foreach (var type in _types.Values.OfType<InterfaceType>())
        {
            type.Complete([.. _types.Values.OfType<ObjectType>().Where(candidate => candidate.Implements(type))]);
        }
    }

    private Members<InputValueDefinition> Inputs(IEnumerable<InputValueDefinitionNode> nodes, Func<string, string> coordinate)
    {
        var inputs = new List<InputValueDefinition>();
        foreach (var node in nodes)
        {
            if (Resolve(node.Type) is { } type)
            {
                inputs.Add(new InputValueDefinition(node, type, coordinate(node.Name.Value)));
            }
        }

        return inputs.Count == 0 ? Members<InputValueDefinition>.Empty : new Members<InputValueDefinition>(inputs);
    }

    private List<DirectiveDefinition> Directives()
    {
        var nodes = _document.Definitions.OfType<DirectiveDefinitionNode>().ToList();
        var applied = AppliedDirectives.NamesIn(_document);
        nodes.AddRange(BuiltIns.CostDirectives.Definitions.Cast<DirectiveDefinitionNode>()
            .Where(node => applied.Contains(node.Name.Value) && nodes.All(own => own.Name.Value != node.Name.Value)));
        var directives = nodes.Select(node => Directive(node, isBuiltIn: false)).ToList();
        directives.AddRange(BuiltIns.Specification.Definitions.OfType<DirectiveDefinitionNode>()
            .Where(node => nodes.All(own => own.Name.Value != node.Name.Value))
            .Select(node => Directive(node, isBuiltIn: true)));
        return directives;
    }

    private DirectiveDefinition Directive(DirectiveDefinitionNode node, bool isBuiltIn)
    {
        var directive = new DirectiveDefinition(node, isBuiltIn);
        directive.Complete(Inputs(node.Arguments, argument => $"@{directive.Name}({argument}:)"));
        return directive;
    }

    // A scalar of the specification that nothing refers to is no part of the schema.
    // https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars
    private IEnumerable<NamedType> UsedTypes(List<DirectiveDefinition> directives)
    {
        var used = new HashSet<NamedType>(directives.SelectMany(directive => directive.Arguments).Select(argument => argument.Type.Named));
        foreach (var type in _types.Values)
        {
            used.UnionWith(type switch
            {
                ComplexType complex => complex.Fields.SelectMany(field => field.Arguments.Select(argument => argument.Type.Named).Append(field.Type.Named)),
                InputObjectType input => input.Fields.Select(field => field.Type.Named),
                _ => [],
            });
        }

        return _types.Values.Where(type => !type.IsBuiltIn || type.IsIntrospection || used.Contains(type));
    }

    private Dictionary<OperationType, ObjectType> Roots(SchemaDefinitionNode[] nodes)
    {
        var roots = new Dictionary<OperationType, ObjectType>();
        foreach (var node in nodes.SelectMany(node => node.OperationTypes))
        {
            if (Resolve<ObjectType>([node.Type], "an object type") is [var type])
            {
                roots.TryAdd(node.Operation, type);
            }
        }

        if (!nodes.Any(node => !node.IsExtension))
        {
            foreach (var operation in Enum.GetValues<OperationType>())
            {
                AddDefaultRoot(roots, operation);
            }
        }

        return roots;
    }

    private void AddDefaultRoot(Dictionary<OperationType, ObjectType> roots, OperationType operation)
    {
        if (_types.GetValueOrDefault(operation.ToString()) is ObjectType type)
        {
            roots.TryAdd(operation, type);
        }
    }

    private GraphQLType? Resolve(TypeNode reference) => reference switch
    {
        NamedTypeNode named => _types.TryGetValue(named.Name, out var type) ? type : Unknown(named),
        ListTypeNode list => Resolve(list.ItemType)?.List(),
        NonNullTypeNode nonNull => Resolve(nonNull.NullableType)?.NonNull(),
        _ => null,
    };

    private List<T> Resolve<T>(IEnumerable<NamedTypeNode> references, string expected)
        where T : NamedType
    {
        var types = new List<T>();
        foreach (var reference in references)
        {
            if (Resolve(reference) is not { } type)
            {
                continue;
            }

            if (type is T typed)
            {
                types.Add(typed);
            }
            else
            {
                Fault($"The type `{type}` is not {expected}.", reference.Start);
            }
        }

        return types;
    }

    private NamedType? Unknown(NamedTypeNode reference)
    {
        Fault($"The type `{reference.Name}` is not defined.", reference.Start);
        return null;
    }

    private void Fault(string message, int at) =>
        _errors.Add(new GraphQLError(message) { Locations = [_document.LocationOf(at)] });
}
