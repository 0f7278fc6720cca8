using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>
/// Binds any schema to a tree of JSON: a field is the property of its name. <c>{"$error": "message"}</c> stands for a value that fails,
/// <c>{"$throw": "message"}</c> for a resolver that throws, <c>{"$arg": "name"}</c> for the value of an argument, <c>{"$ref": "name"}</c> for
/// the shared object of that name at the root's <c>$shared</c>. The object type behind an abstract one is its <c>__typename</c>.
/// </summary>
internal sealed class JsonGraph(Schema schema, JsonElement root)
{
    public int Resolved { get; private set; }

    public Bindings Bindings()
    {
        var bindings = new Bindings();
        foreach (var type in schema.Types.OfType<ObjectType>().Where(type => !type.IsIntrospection))
        {
            foreach (var field in type.Fields)
            {
                bindings.Field(type.Name, field.Name, Resolver.Of(context => Resolve(context, field)));
                if (ReferenceEquals(type, schema.Subscription))
                {
                    bindings.Events(field.Name, (_, _) => AsyncEnumerable.Empty<Rows>());
                }
            }
        }

        return bindings;
    }

    private Column Resolve(FieldContext context, FieldDefinition field)
    {
        Resolved++;
        var values = new JsonElement[context.Count];
        for (var parent = 0; parent < values.Length; parent++)
        {
            var of = context.Selection.ParentType == schema.Query.Name || context.Selection.ParentType == schema.Mutation?.Name ? root : context.Parents<JsonRows>()[context.Row(parent)];
            values[parent] = of.TryGetProperty(field.Name, out var value) ? value : default;
        }

        return Column(context, field.Type, values, (at, message) => context.AddError(at, message), field.Type.NullableType is ListType);
    }

    private Column Column(FieldContext context, GraphQLType type, JsonElement[] values, Action<int, string>? fail, bool isOuterList)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Meaning(context, values[i], message => fail?.Invoke(i, message));
        }

        return type.NullableType switch
        {
            ListType list => List(context, list, values, isOuterList),
            ScalarType or EnumType => Leaf(context, values),
            _ => Objects(values),
        };
    }

    private JsonElement Meaning(FieldContext context, JsonElement value, Action<string> fail)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return value;
        }

        if (value.TryGetProperty("$throw", out var thrown))
        {
            throw new InvalidDataException(thrown.GetString());
        }

        if (value.TryGetProperty("$error", out var message))
        {
            fail(message.GetString()!);
            return default;
        }

        if (value.TryGetProperty("$arg", out var argument))
        {
            return JsonSerializer.SerializeToElement(context.Arguments[argument.GetString()!]);
        }

        return value.TryGetProperty("$ref", out var name) ? root.GetProperty("$shared").GetProperty(name.GetString()!) : value;
    }

    private ListColumn List(FieldContext context, ListType type, JsonElement[] values, bool isOuter)
    {
        var builder = new ListColumnBuilder(context.Memory, values.Length);
        var (items, places) = (new List<JsonElement>(), new List<(int Parent, int Item)>());
        for (var parent = 0; parent < values.Length; parent++)
        {
            if (values[parent].ValueKind != JsonValueKind.Array)
            {
                builder.AppendNull();
                continue;
            }

            foreach (var item in values[parent].EnumerateArray())
            {
                places.Add((parent, items.Count - (parent == 0 ? 0 : builder.End(parent - 1))));
                items.Add(item);
            }

            builder.Append(items.Count);
        }

        void Fail(int at, string message) => context.AddError(places[at].Parent, message, item: places[at].Item);
        return builder.Build(Column(context, type.ItemType, [.. items], isOuter ? Fail : null, isOuterList: false));
    }

    // Typed columns where all values are of one kind, as a database gives them; else values of any kind.
    private static Column Leaf(FieldContext context, JsonElement[] values)
    {
        var kinds = values.Where(value => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)).Select(value => value.ValueKind).Distinct().ToArray();
        switch (kinds)
        {
            case [JsonValueKind.String] when context.Selection.Type is not ("Int" or "Float" or "Boolean"):
                return Utf8Column.Of(context.Memory, [.. values.Select(value => value.ValueKind == JsonValueKind.String ? value.GetString() : null)]);
            case [JsonValueKind.Number] when context.Selection.Type is "Int" or "ID" && values.All(value => value.ValueKind != JsonValueKind.Number || value.TryGetInt64(out _)):
                var longs = new ValueColumnBuilder<long>(context.Memory);
                Array.ForEach(values, value => longs.Append(value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null));
                return longs.Build();
            case [JsonValueKind.Number] when context.Selection.Type is "Float":
                var doubles = new ValueColumnBuilder<double>(context.Memory);
                Array.ForEach(values, value => doubles.Append(value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null));
                return doubles.Build();
            default:
                return new AnyColumn([.. values.Select(Any)]);
        }
    }

    private static object? Any(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        _ => value,
    };

    private static ObjectColumn Objects(JsonElement[] values)
    {
        var (rows, indexes, known) = (new List<JsonElement>(), new int[values.Length], new Dictionary<string, int>());
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].ValueKind != JsonValueKind.Object)
            {
                indexes[i] = -1;
            }
            else if (!known.TryGetValue(values[i].GetRawText(), out indexes[i]))
            {
                known.Add(values[i].GetRawText(), indexes[i] = rows.Count);
                rows.Add(values[i]);
            }
        }

        return new ObjectColumn(new JsonRows(rows), indexes, indexes.Length);
    }

    private sealed class JsonRows(List<JsonElement> rows) : Rows(rows.Count)
    {
        public JsonElement this[int row] => rows[row];

        public override string? TypeOf(int row) => rows[row].TryGetProperty("__typename", out var name) ? name.GetString() : null;
    }
}
