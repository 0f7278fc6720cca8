namespace Registry.Store.SqlServer;

/// <summary>
/// The message in which rows are copied in bulk, and where a packet ends in it. Babelfish 4.4 reads no further when a packet ends within the last
/// token of the message, and takes what is left of it for another request; rows are cut so that none does. SQL Server reads to the end either way.
/// </summary>
/// <remarks>MS-TDS: 2.2.6.2 (bulk load), 2.2.7.4 (COLMETADATA), 2.2.7.6 (DONE, whose count the driver writes in four bytes), 2.2.7.19 (ROW), 2.2.5.2 (values).</remarks>
static class BulkMessage
{
    const int PacketHeader = 8;
    const int Done = 9;

    /// <summary>The rows in as few messages as may be, none of whose last tokens a packet cuts: one, seldom two.</summary>
    /// <param name="shape">Which columns.</param>
    /// <param name="rows">Their values.</param>
    /// <param name="packetSize">Bytes of a packet, with its header, as the connection has agreed with the server.</param>
    public static IEnumerable<List<object?[]>> Of(RowShape shape, List<object?[]> rows, int packetSize)
    {
        var columns = shape.Columns.Select(column => TableKeys.ColumnOf(shape.Table, column)).ToArray();
        var frame = 3 + columns.Sum(Described) + Done;
        var lengths = rows.ConvertAll(row => Row(columns, row));
        var all = lengths.Sum();
        if (EndsWhole(frame + all, packetSize))
            return [rows];
        var (cut, last) = (rows.Count - 1, lengths[^1]);
        while (cut > 1 && !(EndsWhole(frame + all - last, packetSize) && EndsWhole(frame + last, packetSize)))
            last += lengths[--cut];
        return [rows[..cut], rows[cut..]];
    }

    /// <summary>Whether the last token of a message of so many bytes lies in one packet.</summary>
    internal static bool EndsWhole(long length, int packetSize)
    {
        var inLast = length % (packetSize - PacketHeader);
        return length <= packetSize - PacketHeader || inLast is 0 or >= Done;
    }

    // The kind of user type, flags, type, its length and collation, the name.
    static long Described(SchemaColumn column) => 4 + 2 + 1 + LengthAndCollation(column) + 1 + (2L * column.Name.Length);

    static int LengthAndCollation(SchemaColumn column) => column.Type switch
    {
        ['n', 'v', ..] => 2 + 5,
        ['v', 'a', ..] => 2,
        _ => column.IsRequired ? 0 : 1,
    };

    static long Row(SchemaColumn[] columns, object?[] values) => 1 + values.Select((value, i) => Value(columns[i], value)).Sum();

    // Numbers that are always there stand without their length; texts of any length come in one piece with an end.
    static long Value(SchemaColumn column, object? value)
    {
        long bytes = value switch { null => 0, string text => 2L * text.Length, byte[] blob => blob.Length, _ => Fixed(column.Type) };
        if (column.Type.EndsWith("(max)", StringComparison.Ordinal))
            return value is null ? 8 : 8 + (bytes == 0 ? 0 : 4 + bytes) + 4;
        return LengthAndCollation(column) switch { 0 => 0, 1 => 1, _ => 2 } + bytes;
    }

    static int Fixed(string type) => type switch { "int" => 4, "bit" => 1, _ => 8 };
}
