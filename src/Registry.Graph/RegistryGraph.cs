using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Fields;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Graph.Subscribing;

namespace Registry.Graph;

/// <summary>The public schema and what answers its fields.</summary>
public static class RegistryGraph
{
    /// <summary>The schema as text: schema/registry.graphql.</summary>
    public static string Sdl { get; } = ReadSdl();

    /// <summary>The schema.</summary>
    public static Schema Parse() => Schema.Parse(Sdl, new SchemaOptions
    {
        Formats = new Dictionary<string, ScalarFormat> { ["PartialDate"] = PartialDateFormat.Instance },
    });

    /// <summary>The resolver of every field of the schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="limits">How much a field may ask for.</param>
    /// <param name="watch">Tells subscriptions what happens.</param>
    /// <param name="clock">Tells today.</param>
    public static Bindings Bind(Schema schema, GraphLimits limits, StoreWatch watch, TimeProvider clock) =>
        new SchemaBindings(schema, GraphModel.Current, limits, watch, clock).Bind();

    private static string ReadSdl()
    {
        using var stream = typeof(RegistryGraph).Assembly.GetManifestResourceStream("Registry.Graph.registry.graphql")
            ?? throw new InvalidOperationException("The schema is not embedded in Registry.Graph.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
