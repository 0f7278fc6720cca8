using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Figures;

/// <summary>Reads observations with what decides between them: one statement for all parents.</summary>
internal sealed class FigureReader
{
    private readonly ReadPlan _plan;
    private readonly Condition _stands;
    private readonly Dictionary<string, int> _columns;

    /// <param name="model">What the fields mean.</param>
    /// <param name="needs">What fields need.</param>
    /// <param name="selections">The observations as selected.</param>
    public FigureReader(GraphModel model, FieldNeeds needs, IEnumerable<Selection> selections)
    {
        var observation = model.Types["Observation"];
        string[] deciding =
        [
            "indicatorCode", "value", "unit", "period", "periodFrom", "periodTo", "periodKind", "definition", "dimension", "qualifier", "suspect", "authority", "statedOn",
        ];
        _plan = new ReadPlan(observation.Table, observation.Name, [.. needs.Plan(observation, selections).Fields, .. deciding.Select(name => observation.Table[name])]);
        // What its document no longer says is no more a figure.
        _stands = new Not(new Compared(observation.Table["status"], Comparator.Equal, SqlValue.Of("INACTIVE")));
        // After the position of the parent comes the key, then the fields.
        _columns = deciding.ToDictionary(name => name, name => 2 + _plan.IndexOf(observation.Table[name]), StringComparer.Ordinal);
    }

    /// <summary>The observations that a question leads to from parents, those of each parent apart.</summary>
    public (ModelRows Rows, IReadOnlyList<Stated>[] OfParents) Read(GraphSession session, RowQuery query, IReadOnlyList<SqlValue> parents, RequestMemory memory)
    {
        var rows = _plan.Start(memory);
        List<Stated>[] stated = [.. parents.Select(_ => new List<Stated>())];
        if (parents.Count > 0)
        {
            using var cursor = session.Store.Run((query with { Columns = _plan.Columns, Where = Condition.And(query.Where, _stands) }).RowsOf(parents));
            while (cursor.Step())
            {
                stated[(int)cursor.Integer(0)].Add(ReadOne(cursor, rows.Count));
                rows.Append(cursor, 1);
            }
        }

        return (rows.Build(), stated);
    }

    private Stated ReadOne(RowCursor cursor, int row) => new(row, cursor.Integer(1))
    {
        Indicator = Text(cursor, "indicatorCode"),
        Value = cursor.IsNull(_columns["value"]) ? null : cursor.Real(_columns["value"]),
        Unit = Text(cursor, "unit"),
        Period = Text(cursor, "period"),
        PeriodFrom = Text(cursor, "periodFrom"),
        PeriodTo = Text(cursor, "periodTo"),
        PeriodKind = Text(cursor, "periodKind"),
        Definition = Text(cursor, "definition"),
        Dimension = Text(cursor, "dimension"),
        Qualifier = Text(cursor, "qualifier"),
        IsDoubted = cursor.Integer(_columns["suspect"]) != 0,
        Authority = cursor.Integer(_columns["authority"]),
        StatedOn = Text(cursor, "statedOn"),
    };

    private string? Text(RowCursor cursor, string field) =>
        cursor.IsNull(_columns[field]) ? null : Encoding.UTF8.GetString(cursor.Bytes(_columns[field]));
}
