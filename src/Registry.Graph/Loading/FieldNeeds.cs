using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>Looks ahead: which fields of the store the selected fields of objects need.</summary>
/// <param name="model">What the fields mean.</param>
internal sealed class FieldNeeds(GraphModel model)
{
    // Fields that need nothing of their parents but the key.
    private static readonly string[] KeyAlone = [Fields.JudgementsField.Name, Figures.SeriesField.Name, Figures.FigureField.Name];

    /// <summary>The plan to read the objects of a type for these selections of them.</summary>
    /// <param name="type">Their type, or <see cref="GraphModel.Entity"/>.</param>
    /// <param name="selections">Fields whose values the objects are.</param>
    public ReadPlan Plan(NodeType type, IEnumerable<Selection> selections)
    {
        var isMixed = type.Name == GraphModel.Entity;
        var fields =
            from selection in selections
            from possible in selection.PossibleTypes
            where isMixed ? IsBody(possible) : possible == type.Name
            from child in selection.Children(possible)
            from field in Of(model.Types[possible], child)
            select field;
        return new ReadPlan(type.Table, isMixed ? null : type.Name, fields);
    }

    /// <summary>The fields selected by that name below any of some fields.</summary>
    public static IEnumerable<Selection> Below(IEnumerable<Selection> selections, string name) =>
        from selection in selections
        from type in selection.PossibleTypes
        from child in selection.Children(type)
        where child.Name == name
        select child;

    private bool IsBody(string type) => model.Types.TryGetValue(type, out var known) && known.Number is not null;

    private static IEnumerable<Field> Of(NodeType type, Selection selection)
    {
        var field = selection.Name;
        if (type.Ways.TryGetValue(field, out var way))
        {
            var key = (FirstOnly.Of(way, selection) ?? way.Link).ParentKey;
            return key == type.Key ? [] : [key];
        }

        return field.StartsWith("__", StringComparison.Ordinal) || KeyAlone.Contains(field, StringComparer.Ordinal) ? [] : [type.Table[field]];
    }
}
