using System.Text.Json.Nodes;

namespace Registry.Harvest.Extract.Rows;

/// <summary>One thing that a text says, in the shape in which <c>registry extract</c> prints it.</summary>
/// <param name="Kind">entity, relation, observation, target or policy.</param>
/// <param name="Fields">The fields in the order of printing, quote and offset last.</param>
public sealed record Row(string Kind, JsonObject Fields);
