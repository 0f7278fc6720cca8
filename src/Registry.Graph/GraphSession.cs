using System.Globalization;
using Registry.Store.Reading;

namespace Registry.Graph;

/// <summary>What the fields of one request share: a read transaction, so that the whole answer comes from one release.</summary>
/// <param name="store">The transaction.</param>
public sealed class GraphSession(ReadSession store) : IAsyncDisposable
{
    private Dictionary<string, Place?>? _places;

    /// <summary>The transaction.</summary>
    public ReadSession Store => store;

    /// <summary>The place that a code or id means, looked up once for a request; null where there is none.</summary>
    public Place? PlaceOf(string codeOrId)
    {
        _places ??= new Dictionary<string, Place?>(StringComparer.Ordinal);
        if (!_places.TryGetValue(codeOrId, out var place))
        {
            _places.Add(codeOrId, place = FindPlace(codeOrId));
        }

        return place;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    private Place? FindPlace(string codeOrId)
    {
        if (codeOrId.Length > 0 && codeOrId.All(char.IsAsciiDigit))
        {
            using var division = store.Run(Lookups.DivisionByCode(codeOrId));
            return division.Step() && long.TryParse(codeOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                ? new Place(IsDivision: true, code, division.Integer(0))
                : null;
        }

        return FindBody(Lookups.ByOwnId, codeOrId) ?? FindBody(Lookups.ByOneId, codeOrId);
    }

    private Place? FindBody(SqlTemplate statement, string id)
    {
        using var body = store.Run(statement, SqlValue.Of(id), Lookups.NumberOf(id));
        if (!body.Step())
        {
            return null;
        }

        return body.IsNull(2)
            ? new Place(IsDivision: false, body.Integer(0), body.Integer(0))
            : new Place(IsDivision: true, body.Integer(2), body.Integer(0));
    }
}
