using Dapper;

namespace Registry.Store;

/// <summary>A figure that the registry holds.</summary>
/// <param name="Statement">What names the statement: the value of its identifier STATEMENT.</param>
/// <param name="Source">The source that states it.</param>
/// <param name="Value">In the unit.</param>
/// <param name="Unit">The base unit; null where none was stated.</param>
/// <param name="Written">As the source writes it.</param>
/// <param name="Period">For which period, or at which time; null where that is not known.</param>
/// <param name="Definition">CUMULATIVE, NEW …; null where that is not known.</param>
/// <param name="IsSuspect">Whether it is doubted already.</param>
public sealed record KnownFigure(string Statement, string Source, double Value, string? Unit, string? Written, string? Period, string? Definition, bool IsSuspect);

/// <summary>What the registry holds of one thing and one indicator, for those who hold a new figure against it.</summary>
public sealed class KnownFigures
{
    readonly LedgerReaders readers;

    internal KnownFigures(LedgerReaders readers) => this.readers = readers;

    /// <summary>The figures about a division.</summary>
    /// <param name="code">Its GB/T 2260 code.</param>
    /// <param name="indicator">The code of the indicator.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IReadOnlyList<KnownFigure> OfDivision(string code, string indicator, CancellationToken cancellation = default) =>
        Of("select min(v.entity_id) from administrative_division v where v.code = @code", new { code, indicator }, cancellation);

    /// <summary>The figures about the one body of this type that lies in a division and bears a name; none where several do.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="folded">The name, folded.</param>
    /// <param name="place">The code of its division.</param>
    /// <param name="indicator">The code of the indicator.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IReadOnlyList<KnownFigure> OfBody(EntityType type, string folded, int place, string indicator, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Of("""
            select min(d.entity_id)
            from name n
            join directory d on d.entity_id = n.entity_id
            where n.name_key = @folded and d.type = @Type and d.place = @place
            having count(distinct d.entity_id) = 1
            """, new { folded, Type = type.Number, place, indicator }, cancellation);
    }

    IReadOnlyList<KnownFigure> Of(string subject, object parameters, CancellationToken cancellation)
    {
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<KnownFigure>>(reading => [.. reading.Connection.Query<Row>($"""
            select distinct i.value as statement, s.path, o.value, o.unit, o.value_written, o.period, o.definition, o.suspect
            from relation r
            join observation o on o.entity_id = r.entity_id
            join mention m on m.entity_id = o.entity_id
            join mention_identifier i on i.mention_id = m.mention_id and i.scheme = 'STATEMENT'
            join entity e on e.entity_id = o.entity_id
            join mention f on f.mention_id = e.founding_mention
            join source s on s.source_id = f.source_id
            where r.predicate = {About} and r.other_id = ({subject}) and o.indicator_code = @indicator and o.status is null and o.value is not null and i.value is not null
            order by i.value
            """, parameters).Select(row => row.Figure())]);
    }

    static readonly int About = Vocabulary.Current.Relation("about")!.Value.Number;

    sealed class Row
    {
        public string statement { get; init; } = "";
        public string path { get; init; } = "";
        public double value { get; init; }
        public string? unit { get; init; }
        public string? value_written { get; init; }
        public string? period { get; init; }
        public string? definition { get; init; }
        public long? suspect { get; init; }

        public KnownFigure Figure() => new(statement, path, value, unit, value_written, period, definition, suspect == 1);
    }
}
