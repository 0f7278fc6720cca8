using System.Collections.Frozen;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>A directive. <see href="https://spec.graphql.org/September2025/#sec-Type-System.Directives"/></summary>
public sealed class DirectiveDefinition : SchemaMember
{
    private readonly FrozenSet<DirectiveLocationName> _locationSet;

    internal DirectiveDefinition(DirectiveDefinitionNode node, bool isBuiltIn) : base(node.Name, node.Description, [])
    {
        IsRepeatable = node.IsRepeatable;
        IsBuiltIn = isBuiltIn;
        Locations = [.. node.Locations.Select(location => Enum.Parse<DirectiveLocationName>(location.Value))];
        _locationSet = Locations.ToFrozenSet();
    }

    /// <summary>Where it may stand, in order.</summary>
    public IReadOnlyList<DirectiveLocationName> Locations { get; }

    /// <summary>Whether it may stand more than once at a location.</summary>
    public bool IsRepeatable { get; }

    /// <summary>Whether the specification defines it.</summary>
    public bool IsBuiltIn { get; }

    /// <summary>The arguments, in order.</summary>
    public Members<InputValueDefinition> Arguments { get; private set; } = Members<InputValueDefinition>.Empty;

    /// <inheritdoc/>
    public override string Coordinate => "@" + Name;

    /// <summary>Whether it may stand at a location.</summary>
    public bool IsAllowedAt(DirectiveLocationName location) => _locationSet.Contains(location);

    internal void Complete(Members<InputValueDefinition> arguments) => Arguments = arguments;
}
