using System.Text.Json.Nodes;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Promises;
using Registry.Harvest.Extract.Relations;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Rows;

/// <summary>Writes what was read as rows, each with its quote and where the quote stands.</summary>
internal sealed class RowWriter(Extraction read, PlaceNames places)
{
    private readonly Document document = read.Document;
    private readonly Bodies bodies = read.Bodies;
    private readonly List<Row> rows = [];

    public IReadOnlyList<Row> Write()
    {
        foreach (Body body in read.Told())
        {
            Entity(body);
        }

        Units(read.Tasks);
        read.Relations.ForEach(Relation);
        read.Figures.Where(static f => !f.IsTarget).ToList().ForEach(Observation);
        read.Figures.Where(static f => f.IsTarget).ToList().ForEach(Target);
        read.Designations.ForEach(Aim);
        read.Policies.ForEach(Policy);
        read.Tasks.ForEach(task => Task(task, read.Plan));
        Safeguards(read.Plan);
        Documents(read.Policies, read.Plan);
        return rows;
    }

    private void Entity(Body body)
    {
        Span span = read.Where(body);
        JsonObject row = new() { ["kind"] = "entity", ["name"] = body.Name, ["type"] = body.Type };
        Set(row, "subtype", body.Subtype);
        Set(row, "level", body.Level);
        Set(row, "level_raw", body.LevelRaw);
        Set(row, "recognition", body.Recognition);
        Set(row, "status", body.Status);
        Set(row, "gb2260", body.Type == "AdministrativeDivision" ? body.Code : null);
        if (Aliases(body) is { Count: > 0 } aliases)
        {
            row["aliases"] = aliases;
        }

        Set(row, "basis", body.Basis);
        Put(row, "entity", span);
    }

    private JsonArray Aliases(Body body)
    {
        JsonArray aliases = [.. body.Aliases.Select(static a => (JsonNode)a)];
        if (body is { Type: "AdministrativeDivision", Code: { } code } && places.Knows(code) && places.FullName(code) is var full && full != body.Name && !body.Aliases.Contains(full))
        {
            aliases.Add(full);
        }

        return aliases;
    }

    // The units to which a plan gives tasks are bodies of its place.
    private void Units(List<Promises.Task> tasks)
    {
        HashSet<string> known = [.. bodies.All.SelectMany(static b => b.Names)];
        foreach (Unit unit in tasks.SelectMany(static t => t.Lead.Concat(t.Responsible)))
        {
            if (!known.Add(unit.Name))
            {
                continue;
            }

            bool isTown = unit.Name.EndsWith("街道", StringComparison.Ordinal) || unit.Name.EndsWith('镇') || unit.Name.EndsWith('乡');
            JsonObject row = new() { ["kind"] = "entity", ["name"] = unit.Name, ["type"] = isTown ? "AdministrativeDivision" : "GovernmentBody" };
            Set(row, "level", isTown ? "TOWNSHIP" : bodies.Place?.Level);
            Put(row, "entity", unit.Span);
        }
    }

    private void Relation(Relation relation)
    {
        JsonObject row = new() { ["kind"] = "relation", ["subject"] = relation.Subject.Name, ["predicate"] = relation.Predicate, ["object"] = relation.ObjectName };
        Set(row, "status", relation.Status);
        Set(row, "granted_by", relation.GrantedBy);
        Set(row, "basis", relation.Basis == "stated" ? null : relation.Basis);
        Put(row, "relation", relation.Span);
    }

    private void Link(string subject, string predicate, string other, Span span)
    {
        JsonObject row = new() { ["kind"] = "relation", ["subject"] = subject, ["predicate"] = predicate, ["object"] = other };
        Put(row, "relation", span);
    }

    private void Observation(Figure figure)
    {
        JsonObject row = Measure("observation", figure);
        Set(row, "period", figure.Period);
        Set(row, "qualifier", figure.Qualifier);
        if (figure.YearOnYear is { } yoy)
        {
            row["yoy_pct"] = yoy;
        }

        if (figure.Growth is { } growth)
        {
            JsonObject said = new() { ["factor"] = growth.Factor };
            Set(said, "base_period", growth.Base);
            row["growth"] = said;
        }

        Set(row, "part_of", figure.Whole?.Label);
        if (figure.Doubt is { } doubt)
        {
            row["value_as_written"] = figure.Value;
            row["proposal"] = doubt.Proposal;
            row["reason"] = doubt.Reason;
            row["flags"] = new JsonArray(doubt.Code);
        }

        Put(row, "observation", figure.Span);
    }

    private void Target(Figure figure)
    {
        JsonObject row = Measure("target", figure);
        row["operator"] = figure.Qualifier switch { "gt" => ">", "le" => "<=", "approx" => "=", _ => ">=" };
        Set(row, "deadline", figure.Deadline);
        Put(row, "target", figure.Span);
    }

    private static JsonObject Measure(string kind, Figure figure)
    {
        JsonObject row = new() { ["kind"] = kind, ["subject"] = figure.Subject.Name };
        Set(row, "indicator", figure.Indicator?.Code);
        row["indicator_zh"] = figure.Label;
        row["definition"] = figure.Definition switch { IndicatorDefinition.InForce => "IN_FORCE", var other => other.ToString().ToUpperInvariant() };
        row["value"] = figure.Value;
        row["unit"] = figure.Unit;
        return row;
    }

    private void Aim(Designation aim)
    {
        JsonObject row = new() { ["kind"] = "target", ["subject"] = aim.Subject.Name, ["indicator"] = aim.Code, ["indicator_zh"] = aim.Label, ["value"] = aim.Value is { } value ? value : true };
        Set(row, "unit", aim.Value is null ? null : "位");
        row["operator"] = aim.Operator;
        Set(row, "deadline", aim.Deadline);
        row["target_kind"] = aim.Kind;
        Put(row, "target", aim.Span);
    }

    private void Policy(Policy policy)
    {
        JsonObject row = new() { ["kind"] = "policy", ["title"] = policy.Title };
        Set(row, "doc_no", policy.DocumentNumber);
        Set(row, "issuer", policy.Issuer);
        if (policy.Year is { } year)
        {
            row["year"] = year;
        }

        Set(row, "subtype", policy.Subtype);
        Put(row, "policy", policy.Span);
    }

    private void Task(Promises.Task task, Policy? plan)
    {
        JsonObject row = new() { ["kind"] = "policy", ["title"] = task.Title, ["subtype"] = "TASK", ["task_no"] = task.Number };
        Set(row, "section", task.Section.Length > 0 ? task.Section : null);
        row["lead_units"] = new JsonArray([.. task.Lead.Select(static u => (JsonNode)u.Name)]);
        row["responsible_units"] = new JsonArray([.. task.Responsible.Select(static u => (JsonNode)u.Name)]);
        Set(row, "parent", plan?.Title);
        Put(row, "policy", task.Heading, task.Assignment);
        foreach (Unit unit in task.Lead)
        {
            Link(task.Name, "leadUnit", unit.Name, task.Assignment);
        }

        foreach (Unit unit in task.Responsible)
        {
            Link(task.Name, "responsibleUnit", unit.Name, task.Assignment);
        }
    }

    private void Safeguards(Policy? plan)
    {
        foreach (Section section in TaskReader.Safeguards(document))
        {
            JsonObject row = new() { ["kind"] = "policy", ["title"] = section.Title, ["subtype"] = "SAFEGUARD" };
            Set(row, "parent", plan?.Title);
            Put(row, "policy", section.Heading);
        }
    }

    private void Documents(List<Policy> policies, Policy? plan)
    {
        foreach (Policy policy in policies)
        {
            if (policy.IsBasis && plan is not null)
            {
                Link(plan.Title, "basedOn", policy.Title, policy.Span);
            }
            else if (policy.IsImplemented && bodies.Subject is { } subject && !document.IsPlan)
            {
                Link(subject.Name, "implements", policy.Title, policy.Span);
            }
        }
    }

    private static void Set(JsonObject row, string field, string? value)
    {
        if (value is not null)
        {
            row[field] = value;
        }
    }

    private void Put(JsonObject row, string kind, params ReadOnlySpan<Span> spans)
    {
        List<string> quotes = [];
        int start = int.MaxValue, end = 0;
        foreach (Span span in spans)
        {
            if (span.Length == 0)
            {
                continue;
            }

            quotes.AddRange(document.Clean.Quote(span));
            (int from, int to) = document.Clean.Offset(span);
            (start, end) = (Math.Min(start, from), Math.Max(end, to));
        }

        if (quotes.Count == 0)
        {
            return;
        }

        row["quote"] = quotes.Count == 1 ? quotes[0] : new JsonArray([.. quotes.Select(static q => (JsonNode)q)]);
        row["offset"] = new JsonArray(start, end);
        rows.Add(new(kind, row));
    }
}
