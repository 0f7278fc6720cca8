using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>The values of the arguments of a field or a directive.</summary>
/// <param name="Values">The coerced values by name; an argument that was neither given nor has a default is absent.</param>
/// <param name="Error">Why there are no values: an error that still lacks the path of the field; null where there are.</param>
public readonly record struct ArgumentValues(IReadOnlyDictionary<string, object?> Values, GraphQLError? Error)
{
    /// <summary>CoerceArgumentValues(objectType, field, variableValues). <see href="https://spec.graphql.org/September2025/#CoerceArgumentValues()"/></summary>
    /// <param name="definitions">The arguments that the field or directive has.</param>
    /// <param name="arguments">The arguments that it is given.</param>
    /// <param name="variables">The values of the variables of the operation.</param>
    /// <param name="document">The document, which gives errors their place.</param>
    /// <param name="at">The offset of the field or directive, the place of an error about an argument that is not given.</param>
    public static ArgumentValues Coerce(
        Members<InputValueDefinition> definitions,
        ArgumentNode[] arguments,
        IReadOnlyDictionary<string, object?> variables,
        DocumentNode document,
        int at)
    {
        if (definitions.Count == 0)
        {
            return new ArgumentValues(InputValues.None, null);
        }

        var (values, coercion) = (new InputValues(arguments.Length), new InputCoercion(variables));
        foreach (var definition in definitions.AsSpan())
        {
            var argument = Find(arguments, definition.Name);
            if (Coerce(definition, argument, variables, coercion, values) is { } fault)
            {
                return new ArgumentValues(InputValues.None, Describe(definition, fault, document, argument?.Value.Start ?? at));
            }
        }

        return new ArgumentValues(values, null);
    }

    /// <summary>Whether the values depend on variables; where they do not, they are the same in every execution.</summary>
    public static bool DependOnVariables(ArgumentNode[] arguments) => Array.Exists(arguments, argument => HasVariable(argument.Value));

    private static InputFault? Coerce(
        InputValueDefinition definition,
        ArgumentNode? argument,
        IReadOnlyDictionary<string, object?> variables,
        InputCoercion coercion,
        InputValues values)
    {
        var isAbsent = argument is null || (argument.Value is VariableNode variable && !variables.ContainsKey(variable.Name.Value));
        if (isAbsent)
        {
            return Absent(definition, values);
        }

        values[definition.Name] = coercion.Literal(argument!.Value, definition.Type);
        return coercion.Faults is [var fault, ..] ? fault : null;
    }

    private static ArgumentNode? Find(ArgumentNode[] arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name.Value == name)
            {
                return argument;
            }
        }

        return null;
    }

    private static InputFault? Absent(InputValueDefinition definition, InputValues values)
    {
        if (definition.DefaultLiteral is not null)
        {
            values[definition.Name] = definition.DefaultValue;
            return null;
        }

        return definition.Type.IsNonNull ? new InputFault([], $"The argument `{definition.Name}` is required.", ErrorCodes.NonNullViolation) : null;
    }

    private static GraphQLError Describe(InputValueDefinition definition, InputFault fault, DocumentNode document, int at) => new(fault.Reason)
    {
        Code = fault.Code,
        Locations = [document.LocationOf(at)],
        Extensions = [new("argument", definition.Name), new("coordinate", definition.Coordinate)],
    };

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => Array.Exists(list.Items, HasVariable),
        ObjectValueNode input => Array.Exists(input.Fields, field => HasVariable(field.Value)),
        _ => false,
    };
}
