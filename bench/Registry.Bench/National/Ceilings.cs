using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Registry.Store.Reading;
using SQLitePCL;

namespace Registry.Bench.National;

/// <summary>
/// What the same stack can do at best: for each question a bare endpoint that reads the same body, runs statements written by hand on bare handles
/// over the same file, and writes the same bytes with Utf8JsonWriter. No GraphQL, no limits, nothing that would serve another question.
/// </summary>
internal sealed class Ceilings(string file, byte[] introspection)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ConcurrentBag<Handle> _idle = [];

    public void Map(WebApplication server)
    {
        server.MapPost("/ceiling/Q1", http => Answer(http, Q1));
        server.MapPost("/ceiling/Q2", http => Answer(http, Q2));
        server.MapPost("/ceiling/Q3", http => Answer(http, Q3));
        server.MapPost("/ceiling/Q4", http => Answer(http, Q4));
        server.MapPost("/ceiling/Q5", http => Answer(http, Q5));
        server.MapPost("/ceiling/Q6", http => Answer(http, Q6));
        server.MapPost("/ceiling/Q7", Stored);
    }

    private async Task Answer(HttpContext http, Action<Handle, JsonElement, Utf8JsonWriter> question)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var handle = _idle.TryTake(out var idle) ? idle : new Handle(file);
        http.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        using (var json = new Utf8JsonWriter(http.Response.BodyWriter, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("data"u8);
            handle.Execute("begin");
            question(handle, body.RootElement.GetProperty("variables"), json);
            handle.Execute("rollback");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        _idle.Add(handle);
        await http.Response.BodyWriter.FlushAsync();
    }

    private async Task Stored(HttpContext http)
    {
        for (var read = await http.Request.BodyReader.ReadAsync(); ; read = await http.Request.BodyReader.ReadAsync())
        {
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        http.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        http.Response.ContentLength = introspection.Length;
        await http.Response.BodyWriter.WriteAsync(introspection);
    }

    private static void Q1(Handle handle, JsonElement variables, Utf8JsonWriter json)
    {
        var row = handle.Statement("""
            select t.id, t.name, t.credit_code, t.level, t.industry, t.founded_on
            from enterprise t
            where t.entity_id = ?2 and t.id = ?1
            """);
        BindId(row, variables.GetProperty("id"));
        if (raw.sqlite3_step(row) == raw.SQLITE_ROW)
        {
            json.WriteStartObject("enterprise"u8);
            Text(json, "id"u8, row, 0);
            Text(json, "name"u8, row, 1);
            Text(json, "creditCode"u8, row, 2);
            Text(json, "level"u8, row, 3);
            Text(json, "industry"u8, row, 4);
            Text(json, "foundedOn"u8, row, 5);
            json.WriteEndObject();
        }

        raw.sqlite3_reset(row);
    }

    private static void Q2(Handle handle, JsonElement variables, Utf8JsonWriter json)
    {
        var zone = handle.Statement("select t.entity_id, t.id, t.name from zone t where t.entity_id = ?2 and t.id = ?1");
        var incubators = handle.Statement("""
            select t.entity_id, t.id, t.name
            from within_entity w cross join incubator t on t.entity_id = w.entity_id
            where w.ancestor_id = ?1 and w.type = 2
            order by w.entity_id
            limit 10
            """);
        var enterprises = handle.Statement("""
            select t.id, t.name, t.credit_code, c.certificate_no, c.valid_to, c.entity_id
            from (
            select other_id from relation where entity_id = ?1 and predicate = -3 and other_type = 9
            union
            select other_id from relation where entity_id = ?1 and predicate = -1 and other_type = 9
            order by 1
            limit 10
            ) r
            cross join enterprise t on t.entity_id = r.other_id
            left join recognition c on c.entity_id = t.first_recognition
            """);
        BindId(zone, variables.GetProperty("id"));
        raw.sqlite3_step(zone);
        json.WriteStartObject("zone"u8);
        Text(json, "id"u8, zone, 1);
        Text(json, "name"u8, zone, 2);
        json.WriteStartObject("incubators"u8);
        json.WriteStartArray("nodes"u8);
        raw.sqlite3_bind_int64(incubators, 1, raw.sqlite3_column_int64(zone, 0));
        raw.sqlite3_reset(zone);
        while (raw.sqlite3_step(incubators) == raw.SQLITE_ROW)
        {
            json.WriteStartObject();
            Text(json, "id"u8, incubators, 1);
            Text(json, "name"u8, incubators, 2);
            json.WriteStartObject("enterprises"u8);
            json.WriteStartArray("nodes"u8);
            raw.sqlite3_bind_int64(enterprises, 1, raw.sqlite3_column_int64(incubators, 0));
            while (raw.sqlite3_step(enterprises) == raw.SQLITE_ROW)
            {
                json.WriteStartObject();
                Text(json, "id"u8, enterprises, 0);
                Text(json, "name"u8, enterprises, 1);
                Text(json, "creditCode"u8, enterprises, 2);
                json.WriteStartObject("recognisedAs"u8);
                json.WriteStartArray("nodes"u8);
                if (raw.sqlite3_column_type(enterprises, 5) != raw.SQLITE_NULL)
                {
                    json.WriteStartObject();
                    Text(json, "certificateNo"u8, enterprises, 3);
                    Text(json, "validTo"u8, enterprises, 4);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            raw.sqlite3_reset(enterprises);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        raw.sqlite3_reset(incubators);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Q3(Handle handle, JsonElement variables, Utf8JsonWriter json)
    {
        var block = handle.Statement("select b.names, b.bodies from name_block b where b.ancestor_id = ?2 and b.type = 9 and b.level = ?1 order by b.piece");
        var enterprise = handle.Statement("select t.id, t.name, t.credit_code, t.level, t.industry from enterprise t where t.entity_id = ?1");
        Bind(block, 1, variables.GetProperty("level"));
        raw.sqlite3_bind_int64(block, 2, ZoneOf(handle, variables.GetProperty("zone")));
        var text = Encoding.UTF8.GetBytes(variables.GetProperty("text").GetString()!);
        List<SqlValue> first = new(20);
        var count = 0L;
        var pieces = 0;
        for (; raw.sqlite3_step(block) == raw.SQLITE_ROW; pieces++)
            count += PlaceNames.Look(text, raw.sqlite3_column_blob(block, 0), raw.sqlite3_column_blob(block, 1), first, 20, counts: true);
        raw.sqlite3_reset(block);
        if (pieces == 0)
            (count, first) = Scanned(handle, variables);
        json.WriteStartObject("enterprises"u8);
        json.WriteNumber("totalCount"u8, count);
        json.WriteStartArray("nodes"u8);
        foreach (var key in first)
        {
            raw.sqlite3_bind_int64(enterprise, 1, key.Integer);
            raw.sqlite3_step(enterprise);
            json.WriteStartObject();
            Text(json, "id"u8, enterprise, 0);
            Text(json, "name"u8, enterprise, 1);
            Text(json, "creditCode"u8, enterprise, 2);
            Text(json, "level"u8, enterprise, 3);
            Text(json, "industry"u8, enterprise, 4);
            json.WriteEndObject();
            raw.sqlite3_reset(enterprise);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Of few enterprises the names do not stand together.
    private static (long Count, List<SqlValue> First) Scanned(Handle handle, JsonElement variables)
    {
        var rows = handle.Statement("select w.entity_id from within_entity w where w.ancestor_id = ?2 and w.type = 9 and w.level = ?1 and instr(w.name, ?3) > 0 order by w.name, w.entity_id");
        Bind(rows, 1, variables.GetProperty("level"));
        raw.sqlite3_bind_int64(rows, 2, ZoneOf(handle, variables.GetProperty("zone")));
        Bind(rows, 3, variables.GetProperty("text"));
        List<SqlValue> keys = [];
        while (raw.sqlite3_step(rows) == raw.SQLITE_ROW)
            keys.Add(SqlValue.Of(raw.sqlite3_column_int64(rows, 0)));
        raw.sqlite3_reset(rows);
        return (keys.Count, [.. keys.Take(20)]);
    }

    private static long ZoneOf(Handle handle, JsonElement id)
    {
        var zone = handle.Statement("select t.entity_id from zone t where t.entity_id = ?2 and t.id = ?1");
        BindId(zone, id);
        raw.sqlite3_step(zone);
        var key = raw.sqlite3_column_int64(zone, 0);
        raw.sqlite3_reset(zone);
        return key;
    }

    private static void Q4(Handle handle, JsonElement variables, Utf8JsonWriter json)
    {
        var rows = handle.Statement("""
            select t.id, t.name, i.id, i.name, z.id, z.name
            from enterprise t
            left join incubator i on i.entity_id = t.at_incubator
            left join zone z on z.entity_id = t.in_zone
            where t.entity_id = ?2 and t.id = ?1
            """);
        var bodies = variables.GetProperty("ids").EnumerateArray().Select(id => (Id: id, Number: Number(id))).ToArray();
        Array.Sort(bodies, static (one, other) => one.Number.CompareTo(other.Number));
        json.WriteStartObject("enterprises"u8);
        json.WriteStartArray("nodes"u8);
        foreach (var (id, number) in bodies)
        {
            Bind(rows, 1, id);
            raw.sqlite3_bind_int64(rows, 2, number);
            if (raw.sqlite3_step(rows) == raw.SQLITE_ROW)
            {
                json.WriteStartObject();
                Text(json, "id"u8, rows, 0);
                Text(json, "name"u8, rows, 1);
                Reference(json, "incubator"u8, rows, 2);
                Reference(json, "zone"u8, rows, 4);
                json.WriteEndObject();
            }

            raw.sqlite3_reset(rows);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Q5(Handle handle, JsonElement variables, Utf8JsonWriter json)
    {
        var university = handle.Statement("select t.entity_id, t.id, t.name from university t where t.entity_id = ?2 and t.id = ?1");
        var institutes = handle.Statement("""
            select r.valid_from, t.entity_id, t.id, t.name
            from relation r cross join research_institute t on t.entity_id = r.other_id
            where r.entity_id = ?1 and r.predicate = -12 and r.other_type = 10
            order by r.other_id
            limit 20
            """);
        var spinOuts = handle.Statement("""
            select r.valid_from, t.id, t.name, i.id, i.name
            from relation r cross join enterprise t on t.entity_id = r.other_id
            left join incubator i on i.entity_id = t.at_incubator
            where r.entity_id = ?1 and r.predicate = -23 and r.other_type = 9
            order by r.other_id
            limit 20
            """);
        BindId(university, variables.GetProperty("id"));
        raw.sqlite3_step(university);
        json.WriteStartObject("university"u8);
        Text(json, "id"u8, university, 1);
        Text(json, "name"u8, university, 2);
        json.WriteStartObject("hostsBody"u8);
        json.WriteStartArray("edges"u8);
        raw.sqlite3_bind_int64(institutes, 1, raw.sqlite3_column_int64(university, 0));
        raw.sqlite3_reset(university);
        while (raw.sqlite3_step(institutes) == raw.SQLITE_ROW)
        {
            Edge(json, institutes);
            json.WriteStartObject("node"u8);
            Text(json, "id"u8, institutes, 2);
            Text(json, "name"u8, institutes, 3);
            json.WriteStartObject("spinOuts"u8);
            json.WriteStartArray("edges"u8);
            raw.sqlite3_bind_int64(spinOuts, 1, raw.sqlite3_column_int64(institutes, 1));
            while (raw.sqlite3_step(spinOuts) == raw.SQLITE_ROW)
            {
                Edge(json, spinOuts);
                json.WriteStartObject("node"u8);
                Text(json, "id"u8, spinOuts, 1);
                Text(json, "name"u8, spinOuts, 2);
                Reference(json, "incubator"u8, spinOuts, 3);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            raw.sqlite3_reset(spinOuts);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        raw.sqlite3_reset(institutes);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Q6(Handle handle, JsonElement variables, Utf8JsonWriter json)
    {
        var rows = handle.Statement("""
            select t.id, t.name, t.credit_code, t.level, t.industry, t.founded_on, t.registered_capital, t.status
            from enterprise t
            where t.entity_id > ?1
            order by t.entity_id
            limit 1000
            """);
        raw.sqlite3_bind_int64(rows, 1, KeyIn(variables.GetProperty("after").GetString()!));
        json.WriteStartObject("enterprises"u8);
        json.WriteStartArray("nodes"u8);
        while (raw.sqlite3_step(rows) == raw.SQLITE_ROW)
        {
            json.WriteStartObject();
            Text(json, "id"u8, rows, 0);
            Text(json, "name"u8, rows, 1);
            Text(json, "creditCode"u8, rows, 2);
            Text(json, "level"u8, rows, 3);
            Text(json, "industry"u8, rows, 4);
            Text(json, "foundedOn"u8, rows, 5);
            json.WriteNumber("registeredCapital"u8, raw.sqlite3_column_double(rows, 6));
            Text(json, "status"u8, rows, 7);
            json.WriteEndObject();
        }

        raw.sqlite3_reset(rows);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Edge(Utf8JsonWriter json, sqlite3_stmt row)
    {
        json.WriteStartObject();
        json.WriteStartObject("relation"u8);
        Text(json, "validFrom"u8, row, 0);
        json.WriteEndObject();
    }

    private static void Reference(Utf8JsonWriter json, ReadOnlySpan<byte> name, sqlite3_stmt row, int column)
    {
        if (raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Text(json, "id"u8, row, column);
        Text(json, "name"u8, row, column + 1);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, sqlite3_stmt row, int column)
    {
        if (raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL)
            json.WriteNull(name);
        else
            json.WriteString(name, raw.sqlite3_column_blob(row, column));
    }

    // The id, and where to look for the body that bears it.
    private static void BindId(sqlite3_stmt statement, JsonElement id)
    {
        Bind(statement, 1, id);
        raw.sqlite3_bind_int64(statement, 2, Number(id));
    }

    private static long Number(JsonElement id) => Lookups.NumberOf(id.GetString()!).Integer;

    private static void Bind(sqlite3_stmt statement, int parameter, JsonElement text) =>
        raw.sqlite3_bind_text(statement, parameter, Encoding.UTF8.GetBytes(text.GetString()!));

    private static long KeyIn(string cursor) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(System.Buffers.Text.Base64Url.DecodeFromChars(cursor).AsSpan(^8));
}
