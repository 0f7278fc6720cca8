using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// Input coercion of literals and of JSON: scalars as their format reads them, enum values as their names, lists as arrays, input objects as
/// dictionaries in the order given. <see href="https://spec.graphql.org/September2025/#sec-Input-Objects.Input-Coercion"/>
/// </summary>
/// <param name="variables">The variables' values; null where literals have no variables.</param>
internal sealed class InputCoercion(IReadOnlyDictionary<string, object?>? variables)
{
    private const int MaxDepth = 64;
    private const int MaxFaults = 5;

    private List<InputFault>? _faults;
    private int _depth;

    /// <summary>What is wrong with the values; the values themselves mean nothing then. No more than five are told.</summary>
    public IReadOnlyList<InputFault> Faults => _faults ?? (IReadOnlyList<InputFault>)[];

    /// <summary>What is wrong with the values since this was asked last.</summary>
    public IReadOnlyList<InputFault> TakeFaults()
    {
        var faults = Faults;
        _faults = null;
        return faults;
    }

    /// <summary>The value of a literal of a type.</summary>
    public object? Literal(ValueNode literal, GraphQLType type)
    {
        if (literal is VariableNode variable)
        {
            return Variable(variable, type);
        }

        if (literal is NullValueNode)
        {
            return Null(type);
        }

        return type.NullableType switch
        {
            ListType list => List(literal, list),
            InputObjectType input => Object(literal, input),
            EnumType enumeration => Enum(literal is EnumValueNode name ? name.Value : null, enumeration),
            ScalarType scalar => Scalar(scalar.Format.CoerceLiteral(literal, variables)),
            _ => Fault($"`{type}` is no input type.", ErrorCodes.NotAnInputType),
        };
    }

    /// <summary>The value of a variable, or of a part of one, of a type.</summary>
    public object? Json(JsonElement json, GraphQLType type)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return Null(type);
        }

        return type.NullableType switch
        {
            _ when _depth > MaxDepth => Fault($"Values may be nested {MaxDepth} levels deep.", ErrorCodes.VariablesTooDeep),
            ListType list => List(json, list),
            InputObjectType input => Object(json, input),
            EnumType enumeration => Enum(json.ValueKind == JsonValueKind.String ? json.GetString() : null, enumeration),
            ScalarType scalar => Scalar(scalar.Format.CoerceVariable(json)),
            _ => Fault($"`{type}` is no input type.", ErrorCodes.NotAnInputType),
        };
    }

    // A variable has been coerced to its own type, which validation has found to fit.
    private object? Variable(VariableNode variable, GraphQLType type)
    {
        var value = variables?.GetValueOrDefault(variable.Name.Value);
        return value is null ? Null(type) : value;
    }

    private object? Null(GraphQLType type) =>
        type.IsNonNull ? Fault($"A value of `{type}` cannot be null.", ErrorCodes.NonNullViolation) : null;

    private object? Scalar(Coerced coerced) => coerced.IsValid ? coerced.Value : Fault(coerced.Fault!);

    private object? Enum(string? name, EnumType type) =>
        name is not null && type.Values.TryGet(name, out var value)
            ? value.Name
            : Fault($"`{type}` is one of {string.Join(", ", type.Values.Select(value => value.Name))}.");

    // A value that is no list stands for a list of itself.
    private object?[] List(ValueNode literal, ListType type)
    {
        if (literal is not ListValueNode list)
        {
            return [Literal(literal, type.ItemType)];
        }

        var items = new object?[list.Items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var known = Enter();
            items[i] = Literal(list.Items[i], type.ItemType);
            Leave(known, null, i);
        }

        return items;
    }

    private object?[] List(JsonElement json, ListType type)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return [Json(json, type.ItemType)];
        }

        var items = new object?[json.GetArrayLength()];
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            var known = Enter();
            items[i] = Json(item, type.ItemType);
            Leave(known, null, i++);
        }

        return items;
    }

    private object? Object(ValueNode literal, InputObjectType type)
    {
        if (literal is not ObjectValueNode input)
        {
            return Fault($"`{type}` is an object.");
        }

        var values = new InputValues(input.Fields.Length);
        foreach (var field in input.Fields)
        {
            var isAbsent = field.Value is VariableNode variable && variables?.ContainsKey(variable.Name.Value) != true;
            if (!isAbsent && Find(type, field.Name.Value) is { } definition)
            {
                var known = Enter();
                values[definition.Name] = Literal(field.Value, definition.Type);
                Leave(known, definition.Name, 0);
            }
        }

        return Complete(type, values, input.Fields.Length);
    }

    private object? Object(JsonElement json, InputObjectType type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fault($"`{type}` is an object.");
        }

        var values = new InputValues(2);
        foreach (var property in json.EnumerateObject())
        {
            if (Find(type, property.Name) is { } definition)
            {
                var known = Enter();
                values[definition.Name] = Json(property.Value, definition.Type);
                Leave(known, definition.Name, 0);
            }
        }

        return Complete(type, values, values.Count);
    }

    private InputValueDefinition? Find(InputObjectType type, string name)
    {
        if (!type.Fields.TryGet(name, out var definition))
        {
            Fault($"The field `{name}` does not exist on the input object `{type}`.");
        }

        return definition;
    }

    private int Enter()
    {
        _depth++;
        return Faults.Count;
    }

    // Where a fault lies is put together on the way back, so that values without one leave no trace.
    private void Leave(int known, string? name, int index)
    {
        _depth--;
        for (var i = known; i < Faults.Count; i++)
        {
            _faults![i].Path.Insert(0, name ?? (object)index);
        }
    }

    private InputValues Complete(InputObjectType type, InputValues values, int given)
    {
        if (type.IsOneOf)
        {
            RequireOne(type, values, given);
            return values;
        }

        foreach (var definition in type.Fields.AsSpan())
        {
            if (values.ContainsKey(definition.Name))
            {
                continue;
            }

            if (definition.DefaultLiteral is not null)
            {
                values[definition.Name] = definition.DefaultValue;
            }
            else if (definition.Type.IsNonNull)
            {
                Fault($"The field `{definition.Name}` of `{type}` is required.", ErrorCodes.NonNullViolation);
            }
        }

        return values;
    }

    // https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects
    private void RequireOne(InputObjectType type, InputValues values, int given)
    {
        if (given == 1 && values.Count == 1 && values.Values.All(value => value is not null))
        {
            return;
        }

        var code = given switch
        {
            0 => ErrorCodes.OneOfNoFieldSet,
            1 => ErrorCodes.OneOfFieldIsNull,
            _ => ErrorCodes.OneOfMoreThanOneFieldSet,
        };
        Fault($"`{type}` is given by exactly one of its fields, and that field is not null.", code);
    }

    private object? Fault(string reason, string code = ErrorCodes.InvalidType)
    {
        _faults ??= [];
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new InputFault([], reason, code));
        }

        return null;
    }
}

/// <summary>What is wrong with an input value.</summary>
/// <param name="Path">Field names and list indices down to the part that is wrong.</param>
/// <param name="Reason">What would have been right.</param>
/// <param name="Code">The code of the error.</param>
internal sealed record InputFault(List<object> Path, string Reason, string Code);
