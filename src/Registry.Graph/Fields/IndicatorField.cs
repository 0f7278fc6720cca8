using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary><c>indicator</c>: by its id or by its code in the dictionary.</summary>
internal sealed class IndicatorField(GraphModel model, FieldNeeds needs) : Resolver
{
    private readonly NodeType _type = model.Types["Indicator"];

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var (id, code) = (context.Arguments["id"] as string, context.Arguments["code"] as string);
        if (id is null == code is null)
        {
            throw new FieldException("An indicator is asked for by `id` or by `code`: exactly one of them.", GraphCodes.OneOfIdAndCode, [new("argument", "code")]);
        }

        var session = context.Session<GraphSession>();
        var plan = context.Selection.Remember(selection => needs.Plan(_type, [selection]));
        var such = id is null ? new Compared(_type.Table["code"], Comparator.Equal, SqlValue.Of(code)) : Objects.HasId(_type, id);
        var rows = Objects.Read(session, plan, such, context.Memory);
        if (rows.Count == 0 && id is not null)
        {
            ByIdField.RefuseOtherType(model, _type, session, id);
        }

        return new(Objects.First(rows, context.Count));
    }
}
