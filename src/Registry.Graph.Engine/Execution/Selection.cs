using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// A field as selected in one request: fragments are followed, equal fields merged, and what @skip and @include leave out is not there.
/// It lets a resolver see what is asked for below it.
/// </summary>
public readonly struct Selection : IEquatable<Selection>
{
    private readonly PlannedField _field;
    private readonly Request _request;

    internal Selection(PlannedField field, Request request) => (_field, _request) = (field, request);

    /// <summary>The name of the field.</summary>
    public string Name => _field.Definition.Name;

    /// <summary>The alias, or else the name.</summary>
    public string ResponseName => _field.ResponseName;

    /// <summary>The type and the field, as in <c>Zone.name</c>.</summary>
    public string Coordinate => _field.Coordinate;

    /// <summary>The name of the object type on which the field is selected.</summary>
    public string ParentType => _field.ParentType.Name;

    /// <summary>The name of the type of the field, or of its items.</summary>
    public string Type => _field.Definition.Type.Named.Name;

    /// <summary>The coerced arguments.</summary>
    public Arguments Arguments => _request.ArgumentsOf(_field);

    /// <summary>Whether an argument is the same in every request for this document: it is not given, or without a variable in it.</summary>
    /// <param name="argument">Its name.</param>
    public bool IsFixed(string argument) =>
        Array.Find(_field.Nodes[0].Arguments, given => given.Name.Value == argument) is not { } node || !ArgumentValues.DependOnVariables([node]);

    /// <summary>The object types that a value of the field may have; none for a leaf.</summary>
    public IReadOnlyList<string> PossibleTypes => _field.PossibleTypeNames;

    /// <summary>
    /// The fields selected below, in the order of the response, for one object type. Fields whose arguments cannot be coerced are left
    /// out: they become errors of their own.
    /// </summary>
    /// <param name="type">The name of the object type; may be left out where the field returns one.</param>
    public IReadOnlyList<Selection> Children(string? type = null) => _request.ChildrenOf(_field, type);

    /// <summary>The first field of that name selected below, for one object type; null where it is not selected.</summary>
    /// <param name="name">The field's name, not its alias.</param>
    /// <param name="type">As for <see cref="Children"/>.</param>
    public Selection? Find(string name, string? type = null)
    {
        foreach (var child in Children(type))
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Whether a field is selected below, on any of the possible types: <c>Selects("nodes", "name")</c>.</summary>
    /// <param name="path">The names of the fields, not their aliases, from this one downwards.</param>
    public bool Selects(params ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        foreach (var type in _field.PossibleTypeNames)
        {
            foreach (var child in Children(type))
            {
                if (string.Equals(child.Name, path[0], StringComparison.Ordinal) && child.Selects(path[1..]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// What was made for this field of this document before, or else is made now and kept with the plan: for work that depends only on
    /// what is selected, such as a statement's text. It is kept for each combination of left-out fields, and shared by requests, so it
    /// must depend on no variable and must not change.
    /// </summary>
    /// <typeparam name="T">What is kept; one type for a field.</typeparam>
    public T Remember<T>(Func<Selection, T> make) where T : class => _field.Remember(_request.Flags, this, make);

    /// <inheritdoc/>
    public bool Equals(Selection other) => ReferenceEquals(_field, other._field) && ReferenceEquals(_request, other._request);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Selection other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_field, _request);

    /// <summary>Whether both are the same field of the same request.</summary>
    public static bool operator ==(Selection left, Selection right) => left.Equals(right);

    /// <summary>Whether they are not the same field of the same request.</summary>
    public static bool operator !=(Selection left, Selection right) => !left.Equals(right);
}
