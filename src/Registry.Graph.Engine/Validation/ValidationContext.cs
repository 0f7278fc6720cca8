using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation.Rules;

namespace Registry.Graph.Engine.Validation;

/// <summary>What rules see of the document: where the walk is, what it has met, and the errors so far.</summary>
internal sealed class ValidationContext
{
    private const string Specification = "https://spec.graphql.org/September2025/#";

    private const string Draft = "https://spec.graphql.org/draft/#";
    private const string Proposals = "https://github.com/graphql/graphql-spec/pull/";

    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<ExecutableDefinitionNode, DefinitionUse> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                _fragments.TryAdd(fragment.Name.Value, fragment);
            }
        }
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public ValidationOptions Options { get; }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Whether validation ends here: as many errors have been found as are told, or a limit has been passed.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The type that the current selection set selects from; null where it is not known or has no fields.</summary>
    public NamedType? ParentType { get; set; }

    /// <summary>What the rule about merging has compared so far.</summary>
    public MergeComparison? MergeComparison { get; set; }

    /// <summary>The labels met so far, and where.</summary>
    public Dictionary<string, DirectiveNode> Labels => field ??= new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);

    /// <summary>The fragment of a name; null where the document has none.</summary>
    public FragmentDefinitionNode? Fragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>What an operation or fragment uses by itself.</summary>
    public DefinitionUse UseOf(ExecutableDefinitionNode definition)
    {
        if (!_uses.TryGetValue(definition, out var use))
        {
            _uses[definition] = use = new DefinitionUse();
        }

        return use;
    }

    /// <summary>An operation and the fragments that it reaches, each once, in the order in which they are reached.</summary>
    public List<ExecutableDefinitionNode> Reached(ExecutableDefinitionNode definition)
    {
        var use = UseOf(definition);
        if (use.Reached is null)
        {
            use.Reached = [definition];
            var known = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < use.Reached.Count; i++)
            {
                Reach(UseOf(use.Reached[i]).Spreads, known, use.Reached);
            }
        }

        return use.Reached;
    }

    /// <summary>An error of a rule of the specification.</summary>
    /// <param name="section">The anchor of the rule's section.</param>
    /// <param name="message">What was found.</param>
    /// <param name="at">The offsets of the places.</param>
    /// <param name="extensions">What it is about.</param>
    public void Error(string section, string message, ReadOnlySpan<int> at, params ReadOnlySpan<KeyValuePair<string, object?>> extensions) =>
        Add(message, code: null, at, [.. extensions, new("specifiedBy", Specification + section)]);

    /// <summary>An error of a rule of the specification, at one place.</summary>
    public void Error(string section, string message, Node at, params ReadOnlySpan<KeyValuePair<string, object?>> extensions) =>
        Error(section, message, [at.Start], extensions);

    /// <summary>An error of a rule that is proposed for the specification.</summary>
    /// <param name="section">The anchor of the rule's section in the draft.</param>
    /// <param name="proposal">The number of the pull request that proposes it.</param>
    /// <param name="message">What was found.</param>
    /// <param name="at">The offsets of the places.</param>
    public void DraftError(string section, int proposal, string message, params ReadOnlySpan<int> at) =>
        Add(message, code: null, at, [new("specifiedBy", Draft + section), new("rfc", Proposals + proposal)]);

    /// <summary>The refusal of a document for something that bears a code.</summary>
    public void Refuse(string code, string message, ReadOnlySpan<int> at, params ReadOnlySpan<KeyValuePair<string, object?>> extensions) =>
        Add(message, code, at, extensions.ToArray());

    /// <summary>The refusal of a document for a limit of work: it is the only error, and validation ends with it.</summary>
    public void Abort(string code, string message, int limit, ReadOnlySpan<int> at)
    {
        _errors.Clear();
        IsFull = false;
        Refuse(code, message, at, new KeyValuePair<string, object?>("limit", limit));
        IsFull = true;
    }

    private void Reach(List<FragmentSpreadNode> spreads, HashSet<string> known, List<ExecutableDefinitionNode> reached)
    {
        foreach (var spread in spreads)
        {
            if (known.Add(spread.Name.Value) && Fragment(spread.Name.Value) is { } fragment)
            {
                reached.Add(fragment);
            }
        }
    }

    private void Add(string message, string? code, ReadOnlySpan<int> at, KeyValuePair<string, object?>[] extensions)
    {
        if (IsFull)
        {
            return;
        }

        var locations = new SourceLocation[Math.Min(at.Length, Options.MaxLocations)];
        for (var i = 0; i < locations.Length; i++)
        {
            locations[i] = Document.LocationOf(at[i]);
        }

        _errors.Add(new GraphQLError(message) { Code = code, Locations = locations, Extensions = extensions });
        IsFull = _errors.Count >= Options.MaxErrors;
    }
}

/// <summary>The spreads and the variables that stand in a definition itself.</summary>
internal sealed class DefinitionUse
{
    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUse> Variables { get; } = [];

    public List<ExecutableDefinitionNode>? Reached { get; set; }
}

/// <summary>A variable where a value is asked for.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Type">The type asked for; null where it is not known.</param>
/// <param name="HasDefault">Whether the argument or input field has a default value that is not null.</param>
/// <param name="OneOf">The OneOf input object whose field it is; null where it is of none.</param>
internal readonly record struct VariableUse(VariableNode Variable, GraphQLType? Type, bool HasDefault, InputObjectType? OneOf);
