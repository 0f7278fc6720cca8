using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Fields;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Graph.Paging;
using Registry.Store.Reading;

namespace Registry.Graph.Figures;

/// <summary><c>targetBoard</c>: the targets set for a place and for what lies in it, each held against the latest figure. Two statements, whatever their number.</summary>
internal sealed class TargetBoardField(GraphModel model, FieldNeeds needs, GraphLimits limits, TimeProvider clock) : Resolver
{
    private static readonly string[] Deciding = ["subjectKey", "indicatorCode", "definition", "value", "unit", "operator", "deadline"];

    private readonly NodeType _target = model.Types["Target"];

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var place = PlaceArgument.Required(context, session, "place");
        var today = context.Arguments["asOf"] is string asked ? PartialDay.EndOf(asked) : DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var prepared = context.Selection.Remember(Prepare);
        var (targets, aims) = ReadTargets(context, session, prepared.Targets, place);
        List<SqlValue> subjects = [.. aims.Select(aim => aim.Subject).Where(subject => subject != 0).Distinct().Select(SqlValue.Of)];
        var (observations, stated) = prepared.Figures.Read(session, Figures(aims), subjects, context.Memory);
        List<TargetStanding> board = [];
        foreach (var aim in aims)
        {
            var slot = subjects.IndexOf(SqlValue.Of(aim.Subject));
            board.Add(TargetStanding.Of(aim, slot < 0 ? [] : stated[slot].Where(one => one.Indicator == aim.Indicator), today));
        }

        return new(ListColumn.One(ObjectColumn.Each(new BoardRows(board, targets, observations))));
    }

    /// <summary>The resolvers of the fields of a row of the board and of its warnings.</summary>
    public static Resolver? Of(string type, string field) => (type, field) switch
    {
        ("TargetStanding", "target") => Resolver.Of(context => context.Parents<BoardRows>().Targets(context)),
        ("TargetStanding", "actual") => Resolver.Of(context => context.Parents<BoardRows>().Actuals(context)),
        ("TargetStanding", "gap") => Number(standing => standing.Gap),
        ("TargetStanding", "neededPerYear") => Number(standing => standing.NeededPerYear),
        ("TargetStanding", "neededGrowth") => Number(standing => standing.NeededGrowth),
        ("TargetStanding", "light") => ItemFields.Texts<BoardRows, TargetStanding>(standing => standing.Light),
        ("TargetStanding", "warnings") => ItemFields.Each<BoardRows, TargetStanding, BoardWarning>(standing => standing.Warnings, warnings => new WarningRows(warnings)),
        ("BoardWarning", "code") => ItemFields.Texts<WarningRows, BoardWarning>(warning => warning.Code),
        ("BoardWarning", "message") => ItemFields.Texts<WarningRows, BoardWarning>(warning => warning.Message),
        _ => null,
    };

    // Six digits say all that a figure can hold.
    private static Resolver Number(Func<TargetStanding, double?> number) => Resolver.Of(context =>
        new AnyColumn([.. ItemFields.Of<BoardRows, TargetStanding>(context).Select(standing => (object?)(number(standing) is { } value ? Math.Round(value, 6) : null))]));

    private Prepared Prepare(Selection selection)
    {
        var targets = FieldNeeds.Below([selection], "target");
        var plan = new ReadPlan(_target.Table, _target.Name, [.. needs.Plan(_target, targets).Fields, .. Deciding.Select(name => _target.Table[name])]);
        return new Prepared(plan, new FigureReader(model, needs, FigureRows.Observations(FieldNeeds.Below([selection], "actual"))));
    }

    // Body after body as they entered the registry, divisions so before what lies in them; of each the indicators in turn, the earliest date first.
    private (ModelRows Rows, IReadOnlyList<Aim> Aims) ReadTargets(FieldContext context, GraphSession session, ReadPlan plan, Place place)
    {
        var first = context.Arguments.Get<int>("first");
        PageArguments.Check(first, context.Selection, limits);
        var table = _target.Table;
        var query = RowQuery.Of(table) with
        {
            Columns = plan.Columns,
            Where = Asked(context.Arguments, place),
            Order = [new SortKey(table["subjectKey"]), new SortKey(table["indicatorCode"]), new SortKey(table["deadline"])],
            Cut = new Cut(first),
        };
        var rows = plan.Start(context.Memory);
        List<Aim> aims = [];
        using var cursor = session.Store.Run(query.Rows());
        while (cursor.Step())
        {
            aims.Add(ReadOne(cursor, plan, rows.Count));
            rows.Append(cursor, 0);
        }

        return (rows.Build(), aims);
    }

    private Condition Asked(Arguments arguments, Place place)
    {
        var bodies = model.Tables.Bodies.Key;
        var about = _target.Ways["subject"].Link;
        Condition where = new AllOf([
            new Not(new Compared(_target.Table["status"], Comparator.Equal, SqlValue.Of("INACTIVE"))),
            new AnyOf([
                new Linked(about, Quantifier.Some, new OneOf(bodies, [SqlValue.Of(place.Key)])),
                new Linked(about, Quantifier.Some, new InPlace(bodies, place, null)),
            ]),
        ]);
        return arguments["indicator"] is IReadOnlyList<object?> codes
            ? new AllOf([where, new OneOf(_target.Table["indicatorCode"], [.. codes.Select(code => SqlValue.Of((string?)code))])])
            : where;
    }

    private RowQuery Figures(IReadOnlyList<Aim> aims)
    {
        var observation = model.Types["Observation"];
        List<SqlValue> codes = [.. aims.Where(aim => aim.Indicator is not null).Select(aim => SqlValue.Of(aim.Indicator)).Distinct()];
        return RowQuery.Of(model.Types[GraphModel.Entity].Ways["observations"].Link) with { Where = new OneOf(observation.Table["indicatorCode"], codes) };
    }

    private Aim ReadOne(RowCursor cursor, ReadPlan plan, int row)
    {
        int ColumnOf(string name) => 1 + plan.IndexOf(_target.Table[name]);
        string? Text(string name) => cursor.IsNull(ColumnOf(name)) ? null : Encoding.UTF8.GetString(cursor.Bytes(ColumnOf(name)));
        return new Aim(row, cursor.Integer(ColumnOf("subjectKey")))
        {
            Indicator = Text("indicatorCode"),
            Definition = Text("definition"),
            Value = cursor.IsNull(ColumnOf("value")) ? null : cursor.Real(ColumnOf("value")),
            Unit = Text("unit"),
            Operator = Text("operator"),
            Deadline = Text("deadline"),
        };
    }

    private sealed record Prepared(ReadPlan Targets, FigureReader Figures);

    private sealed class BoardRows(IReadOnlyList<TargetStanding> board, ModelRows targets, ModelRows observations) : ItemRows<TargetStanding>(board)
    {
        public ObjectColumn Targets(FieldContext context) =>
            new(targets, [.. ItemFields.Of<BoardRows, TargetStanding>(context).Select(standing => standing.Aim.Row)], context.Count);

        public ObjectColumn Actuals(FieldContext context)
        {
            List<Figure> figures = [];
            var rows = new int[context.Count];
            foreach (var (at, standing) in ItemFields.Of<BoardRows, TargetStanding>(context).Index())
            {
                rows[at] = standing.Actual is null ? -1 : figures.Count;
                if (standing.Actual is { } actual)
                {
                    figures.Add(actual);
                }
            }

            return new ObjectColumn(new FigureRows(figures, observations), rows, context.Count);
        }
    }

    private sealed class WarningRows(IReadOnlyList<BoardWarning> items) : ItemRows<BoardWarning>(items);
}
