namespace Registry.Graph.Engine.Language;

/// <summary>Where directives may stand, under the names of the specification. <see href="https://spec.graphql.org/September2025/#DirectiveLocation"/></summary>
public enum DirectiveLocationName
{
    /// <summary>A query.</summary>
    QUERY,

    /// <summary>A mutation.</summary>
    MUTATION,

    /// <summary>A subscription.</summary>
    SUBSCRIPTION,

    /// <summary>A field.</summary>
    FIELD,

    /// <summary>A fragment.</summary>
    FRAGMENT_DEFINITION,

    /// <summary>A fragment's use.</summary>
    FRAGMENT_SPREAD,

    /// <summary>An inline fragment.</summary>
    INLINE_FRAGMENT,

    /// <summary>The declaration of a variable.</summary>
    VARIABLE_DEFINITION,

    /// <summary>A schema.</summary>
    SCHEMA,

    /// <summary>A scalar.</summary>
    SCALAR,

    /// <summary>An object type.</summary>
    OBJECT,

    /// <summary>The definition of a field.</summary>
    FIELD_DEFINITION,

    /// <summary>The definition of an argument.</summary>
    ARGUMENT_DEFINITION,

    /// <summary>An interface.</summary>
    INTERFACE,

    /// <summary>A union.</summary>
    UNION,

    /// <summary>An enum.</summary>
    ENUM,

    /// <summary>A value of an enum.</summary>
    ENUM_VALUE,

    /// <summary>An input object.</summary>
    INPUT_OBJECT,

    /// <summary>A field of an input object.</summary>
    INPUT_FIELD_DEFINITION,
}
