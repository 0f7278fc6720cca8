using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Fields with one response name can be answered by one value. <see href="https://spec.graphql.org/September2025/#sec-Field-Selection-Merging"/></summary>
internal sealed class FieldSelectionMerging : ISelectionSetRule
{
    private const string Section = "sec-Field-Selection-Merging";

    public void Check(SelectionSetNode selectionSet, ValidationContext context)
    {
        var comparison = context.MergeComparison ??= new MergeComparison(context);
        foreach (var conflict in comparison.ConflictsWithin(selectionSet, context.ParentType))
        {
            Report(conflict, context);
        }
    }

    private static void Report(MergeConflict conflict, ValidationContext context) => context.Error(
        Section,
        "Encountered fields for the same object that cannot be merged.",
        [.. conflict.First.Select(field => field.Start), .. conflict.Second.Select(field => field.Start)],
        new KeyValuePair<string, object?>("field1", conflict.First[0].Name.Value),
        new KeyValuePair<string, object?>("field2", conflict.Second[0].Name.Value),
        new KeyValuePair<string, object?>("responseName", conflict.First[0].ResponseName),
        new KeyValuePair<string, object?>("reason", conflict.Reason));
}
