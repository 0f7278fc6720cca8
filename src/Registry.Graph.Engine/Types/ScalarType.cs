using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>A scalar. <see href="https://spec.graphql.org/September2025/#sec-Scalars"/></summary>
public sealed class ScalarType : NamedType
{
    internal ScalarType(TypeSource source, ScalarFormat format) : base(source)
    {
        Format = format;
        SpecifiedByUrl = source.Directives
            .FirstOrDefault(directive => directive.Name.Value == "specifiedBy")?.Arguments
            .Select(argument => (argument.Value as StringValueNode)?.Value)
            .FirstOrDefault();
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Scalar;

    /// <summary>How its values are read and written.</summary>
    public ScalarFormat Format { get; }

    /// <summary>The address of the document that specifies the format; null where none is named.</summary>
    public string? SpecifiedByUrl { get; }
}
