using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A field with the type that it is selected from and its own type; null where not known.</summary>
internal sealed class CollectedField(NamedType? parentType, FieldNode node, GraphQLType? type)
{
    public NamedType? ParentType { get; } = parentType;

    public FieldNode Node { get; } = node;

    public GraphQLType? Type { get; } = type;

    /// <summary>The fields below it; null until they are asked for.</summary>
    public CollectedFields? Below { get; set; }
}

/// <summary>The fields of a selection set and of the inline fragments in it, by response name, and the fragments that it spreads.</summary>
internal sealed class CollectedFields
{
    private readonly Schema _schema;
    private readonly HashSet<string> _spread = new(StringComparer.Ordinal);
    private List<List<CollectedField>>? _repeated;

    private CollectedFields(int id, Schema schema)
    {
        Id = id;
        _schema = schema;
    }

    /// <summary>A number that no other selection set of the document has.</summary>
    public int Id { get; }

    public Dictionary<string, List<CollectedField>> ByResponseName { get; } = new(StringComparer.Ordinal);

    /// <summary>A bit for each response name, by its hash: sets without a bit in common have no name in common.</summary>
    public ulong NameBits { get; private set; }

    /// <summary>The groups of more than one field.</summary>
    public IReadOnlyList<List<CollectedField>> Repeated => _repeated ?? [];

    /// <summary>The names of the fragments, each once, in order.</summary>
    public List<string> Spreads { get; } = [];

    /// <summary>The fields of these fragments; null until they are asked for.</summary>
    public CollectedFields[]? Fragments { get; set; }

    public static CollectedFields Of(int id, SelectionSetNode selectionSet, NamedType? parentType, Schema schema)
    {
        var collected = new CollectedFields(id, schema);
        collected.Add(selectionSet, parentType);
        return collected;
    }

    private void Add(SelectionSetNode selectionSet, NamedType? parentType)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    Add(field, parentType);
                    break;
                case FragmentSpreadNode spread when _spread.Add(spread.Name.Value):
                    Spreads.Add(spread.Name.Value);
                    break;
                case InlineFragmentNode inline:
                    Add(inline.SelectionSet, inline.TypeCondition is { } condition ? _schema.Types.Find(condition.Name) : parentType);
                    break;
            }
        }
    }

    private void Add(FieldNode field, NamedType? parentType)
    {
        var type = parentType is null ? null : _schema.FieldOf(parentType, field.Name.Value)?.Type;
        if (!ByResponseName.TryGetValue(field.ResponseName, out var group))
        {
            NameBits |= 1UL << (field.ResponseName.GetHashCode(StringComparison.Ordinal) & 63);
            ByResponseName[field.ResponseName] = [new CollectedField(parentType, field, type)];
            return;
        }

        group.Add(new CollectedField(parentType, field, type));
        if (group.Count == 2)
        {
            (_repeated ??= []).Add(group);
        }
    }
}
