namespace Registry.Store.Reading;

/// <summary>Statements that read one kind of value of many bodies: the body's key, the id of the body that is the value or null, its text.</summary>
public static class ValueLookups
{
    /// <summary>Every name, the principal one first.</summary>
    public static SqlText Names(IReadOnlyList<long> keys) => Of(keys, """
        select n.entity_id, null, n.value
        """, "cross join name n on n.entity_id = k.value\ngroup by n.entity_id, n.value\norder by n.entity_id, max(n.principal) desc, n.value");

    /// <summary>The division.</summary>
    public static SqlText Places(IReadOnlyList<long> keys) => Of(keys, "select d.entity_id, v.id, v.name",
        "cross join directory d on d.entity_id = k.value\njoin administrative_division v on v.code = cast(d.place as text)\norder by d.entity_id");

    /// <summary>Valid identifiers of a scheme.</summary>
    public static SqlText Identifiers(IReadOnlyList<long> keys, string scheme) => Of(keys, "select distinct i.entity_id, null, i.value", "cross join identifier i on i.entity_id = k.value and i.valid = 1 and i.scheme = ")
        .Add(SqlValue.Of(scheme)).Add("\norder by i.entity_id, i.value");

    /// <summary>The chosen value of an attribute.</summary>
    public static SqlText Attributes(IReadOnlyList<long> keys, string attribute) => Of(keys, "select p.entity_id, null, p.value", "cross join property p on p.entity_id = k.value and p.chosen = 1 and p.attribute = ")
        .Add(SqlValue.Of(attribute)).Add("\norder by p.entity_id, p.fact_id");

    /// <summary>The bodies at the other end of a predicate, by its number, negative for the inverse.</summary>
    public static SqlText Relations(IReadOnlyList<long> keys, int predicate) => Of(keys, "select r.entity_id, d.id, d.name", "cross join relation r on r.entity_id = k.value and r.predicate = ")
        .Add(SqlValue.Of(predicate)).Add("\njoin directory d on d.entity_id = r.other_id\norder by r.entity_id, d.entity_id");

    static SqlText Of(IReadOnlyList<long> keys, string columns, string rest) =>
        new SqlText().Add(columns).Add("\nfrom items_of(").Add(Keys.Of([.. keys])).Add(") k\n").Add(rest);
}
