using System.Text.Json.Nodes;
using Registry.Harvest.Extract.Rows;

namespace Registry.Harvest.Tests.Extract;

/// <summary>A row in one line, for cases: <c>observation 江阴高新区 | 上市公司 | exact 19家 | asof:2022</c>.</summary>
static class Brief
{
    public static string Of(Row row) => row.Kind switch
    {
        "entity" => $"entity {Text(row, "name")} | {Text(row, "type")}{Optional(row, "level")}{Optional(row, "recognition")}{Optional(row, "status")}",
        "relation" => $"relation {Text(row, "subject")} | {Text(row, "predicate")} | {Text(row, "object")}",
        "observation" => $"observation {Text(row, "subject")} | {Indicator(row)} | {Text(row, "qualifier")} {Text(row, "value")}{Text(row, "unit")} | {Text(row, "period")}",
        "target" => $"target {Text(row, "subject")} | {Indicator(row)} | {Text(row, "operator")} {Text(row, "value")}{Text(row, "unit")} | {Text(row, "deadline")}",
        _ => $"policy {Text(row, "title")}{Optional(row, "doc_no")}{Optional(row, "issuer")}{Optional(row, "year")}{Units(row, "lead_units")}",
    };

    private static string Indicator(Row row) => Text(row, "indicator") is { Length: > 0 } code ? code : Text(row, "indicator_zh");

    private static string Text(Row row, string field) => row.Fields[field]?.ToString() ?? "";

    private static string Optional(Row row, string field) => row.Fields[field] is { } value ? $" | {value}" : "";

    private static string Units(Row row, string field) => row.Fields[field] is JsonArray { Count: > 0 } units ? $" | {string.Join("、", units)}" : "";
}
