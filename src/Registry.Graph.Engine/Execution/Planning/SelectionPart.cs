namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// The fields of a selection set that come together: at once, or with the same deferred fragments. A field that is selected outside of
/// a fragment as well comes with what is outside. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
/// <param name="Usages">The fragments; null for what comes at once.</param>
/// <param name="Fields">The fields.</param>
internal sealed record SelectionPart(DeferUsageSet? Usages, PlannedField[] Fields)
{
    /// <summary>BuildExecutionPlan: the parts of a selection set.</summary>
    /// <param name="included">The fields of the request, in the order of the response.</param>
    /// <param name="all">All fields.</param>
    /// <param name="occurrences">Where each of them is selected.</param>
    /// <param name="flags">The condition bits of the request.</param>
    /// <param name="floor">The depth of the selections outside of which no fragment counts.</param>
    /// <param name="plan">The plan of the operation.</param>
    public static SelectionPart[] Of(
        PlannedField[] included, PlannedField[] all, (Condition When, int Field)[] occurrences, ulong flags, int floor, IncrementalPlan plan)
    {
        var usages = new Dictionary<PlannedField, List<DeferUsage?>>(ReferenceEqualityComparer.Instance);
        foreach (var (when, field) in occurrences)
        {
            if (when.Holds(flags))
            {
                if (!usages.TryGetValue(all[field], out var ofField))
                {
                    usages.Add(all[field], ofField = []);
                }

                ofField.Add(DeferUsage.Effective(when.Usage, flags, floor));
            }
        }

        var parts =
            from field in included
            group field by Outermost(usages[field]) is { Count: > 0 } outermost ? plan.Set(outermost) : null into part
            select new SelectionPart(part.Key, [.. part]);
        return [.. parts];
    }

    // Of usages within each other only the outer one counts, for its fields come first; none at all where one selection is not deferred.
    private static List<DeferUsage> Outermost(List<DeferUsage?> usages) => usages.Contains(null)
        ? []
        : [.. usages.OfType<DeferUsage>().Where(usage => !usages.Exists(other => usage.IsWithin(other!))).Distinct()];
}
