using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>The values of an operation's variables.</summary>
/// <param name="Values">The coerced values by name; a variable that was neither given nor has a default is absent.</param>
/// <param name="Errors">Why the request cannot be executed; empty where it can.</param>
public sealed record VariableValues(IReadOnlyDictionary<string, object?> Values, IReadOnlyList<GraphQLError> Errors)
{
    /// <summary>The values of an operation without variables.</summary>
    public static VariableValues None { get; } = new(InputValues.None, []);

    /// <summary>Whether the request can be executed.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>CoerceVariableValues(schema, operation, variableValues). <see href="https://spec.graphql.org/September2025/#CoerceVariableValues()"/></summary>
    /// <param name="schema">The schema.</param>
    /// <param name="document">The document of the operation, which gives errors their place.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="variables">The <c>variables</c> of the request: an object, or null or undefined where there are none.</param>
    public static VariableValues Coerce(Schema schema, DocumentNode document, OperationDefinitionNode operation, JsonElement variables)
    {
        if (operation.Variables.Length == 0)
        {
            return None;
        }

        var request = new Request(schema, document, operation.Variables.Length, variables);
        foreach (var definition in operation.Variables)
        {
            request.Coerce(definition);
        }

        return new VariableValues(request.Values, request.Errors ?? (IReadOnlyList<GraphQLError>)[]);
    }

    private sealed class Request(Schema schema, DocumentNode document, int count, JsonElement variables)
    {
        private const int MaxErrors = 5;

        private readonly InputCoercion _coercion = new(variables: null);

        public InputValues Values { get; } = new(count);

        public List<GraphQLError>? Errors { get; private set; }

        public void Coerce(VariableDefinitionNode definition)
        {
            if (Errors?.Count >= MaxErrors)
            {
                return;
            }

            var name = definition.Variable.Name.Value;
            var type = schema.TypeOf(definition.Type);
            if (type is not { IsInputType: true })
            {
                Error(definition, $"Variable `{name}` is not an input type.", ErrorCodes.NotAnInputType, [new("type", Printer.Print(definition.Type))]);
            }
            else if (TryGetValue(name, out var json))
            {
                Given(definition, type, json);
            }
            else
            {
                Absent(definition, type);
            }
        }

        private bool TryGetValue(string name, out JsonElement json)
        {
            json = default;
            return variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out json);
        }

        private void Given(VariableDefinitionNode definition, GraphQLType type, JsonElement json)
        {
            if (json.ValueKind == JsonValueKind.Null && type.IsNonNull)
            {
                Required(definition);
                return;
            }

            Keep(definition, _coercion.Json(json, type));
        }

        private void Absent(VariableDefinitionNode definition, GraphQLType type)
        {
            if (definition.DefaultValue is { } literal)
            {
                Keep(definition, _coercion.Literal(literal, type));
            }
            else if (type.IsNonNull)
            {
                Required(definition);
            }
        }

        private void Keep(VariableDefinitionNode definition, object? value)
        {
            Values[definition.Variable.Name.Value] = value;
            foreach (var fault in _coercion.TakeFaults())
            {
                Invalid(definition, fault);
            }
        }

        private void Required(VariableDefinitionNode definition) =>
            Error(definition, $"Variable `{definition.Variable.Name}` is required.", ErrorCodes.NonNullViolation, []);

        private void Invalid(VariableDefinitionNode definition, InputFault fault) => Error(
            definition,
            $"Variable `{definition.Variable.Name}` got an invalid value.",
            fault.Code,
            [new("path", fault.Path), new("reason", fault.Reason)]);

        private void Error(VariableDefinitionNode definition, string message, string code, KeyValuePair<string, object?>[] extensions)
        {
            Errors ??= [];
            if (Errors.Count >= MaxErrors)
            {
                return;
            }

            Errors.Add(new GraphQLError(message)
            {
                Code = code,
                Locations = [document.LocationOf(definition.Start)],
                Extensions = [new("variable", definition.Variable.Name.Value), .. extensions],
            });
        }
    }
}
