namespace Registry.Store.Reading;

/// <summary>
/// What rows must satisfy. A condition is true or false of a row, never unknown: a comparison with a value that is not known is false,
/// and a negated one is true, so that a negation keeps exactly what its opposite leaves out.
/// </summary>
public abstract record Condition
{
    /// <summary>Writes the condition for the rows that bear an alias.</summary>
    internal abstract void Write(SqlText sql, string alias);

    /// <summary>Both conditions; one alone where the other is absent.</summary>
    public static Condition? And(Condition? left, Condition? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        _ => new AllOf([left, right]),
    };
}

/// <summary>Every part holds; true where there is none.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    internal override void Write(SqlText sql, string alias) => Joined.Write(sql, alias, Parts, " and ", "1 = 1");
}

/// <summary>At least one part holds; false where there is none.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    internal override void Write(SqlText sql, string alias) => Joined.Write(sql, alias, Parts, " or ", "1 = 0");
}

/// <summary>The part does not hold.</summary>
public sealed record Not(Condition Part) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        sql.Add("not ");
        Part.Write(sql, alias);
    }
}

/// <summary>The field is not known.</summary>
public sealed record Absent(Field Field) : Condition
{
    internal override void Write(SqlText sql, string alias) => sql.Add("(").Add(Field, alias).Add(" is null)");
}

/// <summary>The ways in which two values compare.</summary>
public enum Comparator
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>More.</summary>
    Greater,

    /// <summary>More or the same.</summary>
    GreaterOrEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or the same.</summary>
    LessOrEqual,
}

/// <summary>The field compares so with a value that is not null.</summary>
public sealed record Compared(Field Field, Comparator Comparator, SqlValue Value) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        var known = Field.Nullable;
        sql.Add("(");
        if (known)
        {
            sql.Add(Field, alias).Add(" is not null and ");
        }

        sql.Add(Field, alias).Add(Comparator switch
        {
            Comparator.Equal => " = ",
            Comparator.Greater => " > ",
            Comparator.GreaterOrEqual => " >= ",
            Comparator.Less => " < ",
            _ => " <= ",
        }).Add(Value).Add(")");
    }
}

/// <summary>The field is one of the values, of which none is null.</summary>
public sealed record OneOf(Field Field, IReadOnlyList<SqlValue> Values) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        sql.Add("(");
        if (Field.Nullable)
        {
            sql.Add(Field, alias).Add(" is not null and ");
        }

        sql.Add(Field, alias).Add(" in (select value from items_of(").Add(Keys.Of(Values)).Add(")))");
    }
}

/// <summary>Where in a text another one stands.</summary>
public enum TextPosition
{
    /// <summary>Anywhere.</summary>
    Anywhere,

    /// <summary>At its start.</summary>
    Start,

    /// <summary>At its end.</summary>
    End,
}

/// <summary>The field holds a text, letter by letter; nothing in it is a wildcard.</summary>
public sealed record Holds(Field Field, TextPosition Position, string Text) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        var value = SqlValue.Of(Text);
        sql.Add("(");
        if (Field.Nullable)
        {
            sql.Add(Field, alias).Add(" is not null and ");
        }

        switch (Position)
        {
            case TextPosition.Anywhere:
                sql.Add("instr(").Add(Field, alias).Add(", ").Add(value).Add(") > 0)");
                break;
            case TextPosition.Start:
                sql.Add("substr(").Add(Field, alias).Add(", 1, length(").Add(value).Add(")) = ").Add(value).Add(")");
                break;
            default:
                // substr(x, -0) would be the whole text, and the empty text ends every text.
                sql.Add("(").Add(value).Add(" = '' or substr(").Add(Field, alias).Add(", -length(").Add(value).Add(")) = ").Add(value).Add("))");
                break;
        }
    }
}

/// <summary>How many of the linked rows must satisfy a condition.</summary>
public enum Quantifier
{
    /// <summary>At least one.</summary>
    Some,

    /// <summary>Not one.</summary>
    None,

    /// <summary>Every one, or there is none.</summary>
    All,
}

/// <summary>Some, none or all of the linked rows satisfy a condition; every row does where it is absent.</summary>
public sealed record Linked(Link Link, Quantifier Quantifier, Condition? Condition) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        sql.Add(Quantifier == Quantifier.Some ? "exists (select 1 from " : "not exists (select 1 from ");
        var scope = Link.Open(sql);
        Link.WriteFrom(sql, scope);
        sql.Add(" where ");
        Link.WriteOn(sql, scope, sql.Of(Link.ParentKey, alias));
        if (Quantifier == Quantifier.All)
        {
            sql.Add(" and not ");
            (Condition ?? new AllOf([])).Write(sql, scope.Child);
        }
        else if (Condition is not null)
        {
            sql.Add(" and ");
            Condition.Write(sql, scope.Child);
        }

        sql.Add(")");
    }
}

internal static class Joined
{
    public static void Write(SqlText sql, string alias, IReadOnlyList<Condition> parts, string word, string none)
    {
        sql.Add("(");
        for (var i = 0; i < parts.Count; i++)
        {
            sql.Add(i == 0 ? "" : word);
            parts[i].Write(sql, alias);
        }

        sql.Add(parts.Count == 0 ? none : "").Add(")");
    }
}
