namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>
/// The paths of a value in the response. They are only worked out for errors, from the value upwards; a row that several parents have
/// stands at several paths. <see href="https://spec.graphql.org/September2025/#sec-Response-Position"/>
/// </summary>
internal static class ResponsePaths
{
    /// <param name="values">The values.</param>
    /// <param name="slot">Which of them.</param>
    /// <param name="limit">At most how many paths.</param>
    public static IEnumerable<IReadOnlyList<object>> Of(Values values, int slot, int limit) =>
        From(values, slot).Take(limit).Select(path => path.ToArray());

    private static IEnumerable<IEnumerable<object>> From(Values values, int slot)
    {
        if (values.List is { } list)
        {
            var at = list.ListOf(slot);
            return From(list, at).Select(path => path.Append(list.FirstIndex + slot - list.Start(at)));
        }

        return From(values.Owner, slot).Select(path => path.Append(values.Field.ResponseName));
    }

    private static IEnumerable<IEnumerable<object>> From(Batch batch, int position)
    {
        if (batch.Owner is not { } owner)
        {
            yield return [];
            yield break;
        }

        for (var slot = 0; slot < owner.Count; slot++)
        {
            if (owner.Position(slot) != position || !ReferenceEquals(owner.BatchOf(slot), batch.Origin))
            {
                continue;
            }

            foreach (var path in From(owner, slot))
            {
                yield return path;
            }
        }
    }
}
