namespace Registry.Graph.Engine.Types;

/// <summary>How a schema is made of its text.</summary>
public sealed record SchemaOptions
{
    /// <summary>Formats of custom scalars that are not those of <see cref="ScalarFormats"/>, by the name of the scalar.</summary>
    public IReadOnlyDictionary<string, ScalarFormat> Formats { get; init; } = new Dictionary<string, ScalarFormat>();

    /// <summary>Whether the schema is taken as it stands, without being validated; a type that is named but not defined still is a fault.</summary>
    public bool AssumeValid { get; init; }
}
