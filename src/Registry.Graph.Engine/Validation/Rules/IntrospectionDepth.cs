using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>
/// Lists of introspection are nested less often than <see cref="ValidationOptions.MaxIntrospectionListDepth"/>: each level multiplies the
/// answer by the size of the schema. A limit of ours, of the same measure as that of graphql-js.
/// </summary>
internal sealed class IntrospectionDepth : IFieldRule
{
    public void Check(FieldNode field, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is null || field.Name.Value is not ("__schema" or "__type") || field.SelectionSet is null)
        {
            return;
        }

        if (new Search(context).IsTooDeep(field.SelectionSet, lists: 0, ofTypes: 0))
        {
            context.Refuse(
                ErrorCodes.IntrospectionTooDeep,
                "Maximum allowed introspection depth exceeded.",
                [field.Start],
                new KeyValuePair<string, object?>("field", field.Name.Value),
                new KeyValuePair<string, object?>("maxListDepth", context.Options.MaxIntrospectionListDepth),
                new KeyValuePair<string, object?>("maxOfTypeDepth", context.Options.MaxIntrospectionOfTypeDepth));
        }
    }

    /// <summary>Each fragment is entered once at each depth, and never within itself.</summary>
    private sealed class Search(ValidationContext context)
    {
        private readonly HashSet<(string Fragment, int Lists, int OfTypes)> _entered = [];
        private readonly HashSet<string> _open = new(StringComparer.Ordinal);

        public bool IsTooDeep(SelectionSetNode selectionSet, int lists, int ofTypes)
        {
            foreach (var selection in selectionSet.Selections)
            {
                if (IsTooDeep(selection, lists, ofTypes))
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsTooDeep(SelectionNode selection, int lists, int ofTypes) => selection switch
        {
            FieldNode field => IsTooDeep(field, lists, ofTypes),
            InlineFragmentNode inline => IsTooDeep(inline.SelectionSet, lists, ofTypes),
            FragmentSpreadNode spread => IsTooDeep(spread, lists, ofTypes),
            _ => false,
        };

        private bool IsTooDeep(FieldNode field, int lists, int ofTypes)
        {
            lists += field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0;
            ofTypes += field.Name.Value == "ofType" ? 1 : 0;
            return lists >= context.Options.MaxIntrospectionListDepth
                || ofTypes > context.Options.MaxIntrospectionOfTypeDepth
                || (field.SelectionSet is not null && IsTooDeep(field.SelectionSet, lists, ofTypes));
        }

        private bool IsTooDeep(FragmentSpreadNode spread, int lists, int ofTypes)
        {
            var name = spread.Name.Value;
            if (!_entered.Add((name, lists, ofTypes)) || context.Fragment(name) is not { } fragment || !_open.Add(name))
            {
                return false;
            }

            var isTooDeep = IsTooDeep(fragment.SelectionSet, lists, ofTypes);
            _open.Remove(name);
            return isTooDeep;
        }
    }
}
