using System.Collections;
using System.Globalization;

namespace Registry.Graph.Engine.Execution.Writing;

/// <summary>The entries of a response beside its data. <see href="https://spec.graphql.org/September2025/#sec-Response-Format"/></summary>
internal static class ErrorWriting
{
    /// <summary>The value of <c>errors</c>.</summary>
    public static void WriteErrors(this ref JsonWriter writer, IReadOnlyList<GraphQLError> errors, int maxLocations)
    {
        writer.WriteByte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            writer.WriteSeparator(i);
            writer.WriteError(errors[i], maxLocations);
        }

        writer.WriteByte((byte)']');
    }

    private static void WriteError(this ref JsonWriter writer, GraphQLError error, int maxLocations)
    {
        writer.WriteRaw("{\"message\":"u8);
        writer.WriteString(error.Message);
        if (error.Locations.Count > 0)
        {
            writer.WriteRaw(",\"locations\":["u8);
            for (var i = 0; i < Math.Min(error.Locations.Count, maxLocations); i++)
            {
                writer.WriteSeparator(i);
                writer.WriteRaw("{\"line\":"u8);
                writer.WriteNumber(error.Locations[i].Line);
                writer.WriteRaw(",\"column\":"u8);
                writer.WriteNumber(error.Locations[i].Column);
                writer.WriteByte((byte)'}');
            }

            writer.WriteByte((byte)']');
        }

        if (error.Path is { } path)
        {
            writer.WriteRaw(",\"path\":"u8);
            writer.WriteAny(path);
        }

        if (error.Code is not null || error.Extensions.Count > 0)
        {
            writer.WriteRaw(",\"extensions\":"u8);
            writer.WriteAny(error.Code is null ? error.Extensions : [new("code", error.Code), .. error.Extensions]);
        }

        writer.WriteByte((byte)'}');
    }

    /// <summary>A value of extensions or a path: they are few and of any kind.</summary>
    public static void WriteAny(this ref JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case bool boolean:
                writer.WriteBoolean(boolean);
                break;
            case int or long or short or byte:
                writer.WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumber(number);
                break;
            case IEnumerable<KeyValuePair<string, object?>> entries:
                writer.WriteEntries(entries);
                break;
            case IEnumerable items and not string:
                writer.WriteItems(items);
                break;
            default:
                writer.WriteString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static void WriteEntries(this ref JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var count = 0;
        writer.WriteByte((byte)'{');
        foreach (var (name, value) in entries)
        {
            writer.WriteSeparator(count++);
            writer.WriteString(name);
            writer.WriteByte((byte)':');
            writer.WriteAny(value);
        }

        writer.WriteByte((byte)'}');
    }

    private static void WriteItems(this ref JsonWriter writer, IEnumerable items)
    {
        var count = 0;
        writer.WriteByte((byte)'[');
        foreach (var item in items)
        {
            writer.WriteSeparator(count++);
            writer.WriteAny(item);
        }

        writer.WriteByte((byte)']');
    }

    public static void WriteSeparator(this ref JsonWriter writer, int index)
    {
        if (index > 0)
        {
            writer.WriteByte((byte)',');
        }
    }
}
