using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Registry.Graph.Engine.Execution.Writing;

/// <summary>
/// Writes tokens of JSON into a buffer writer. It keeps no state but its place: the order of tokens and the commas are up to the caller.
/// Text goes out as UTF-8; only what RFC 8259 section 7 asks for is escaped.
/// </summary>
internal ref struct JsonWriter(IBufferWriter<byte> output)
{
    private const int LongestEscape = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private Span<byte> _span;
    private int _used;
    private long _committed;

    /// <summary>The bytes written so far, by this writer.</summary>
    public readonly long Written => _committed + _used;

    /// <summary>Hands what was written to the output.</summary>
    public void Commit()
    {
        // Some outputs refuse to be advanced before they were asked for memory, even by nothing.
        if (_used > 0)
        {
            output.Advance(_used);
        }

        _committed += _used;
        _used = 0;
        _span = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Ensure(1);
        _span[_used++] = value;
    }

    /// <summary>Bytes that are JSON already.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= _span.Length - _used)
        {
            bytes.CopyTo(_span[_used..]);
            _used += bytes.Length;
            return;
        }

        WriteLong(bytes);
    }

    /// <summary>A text between quotation marks.</summary>
    public void WriteString(scoped ReadOnlySpan<byte> utf8)
    {
        var rest = _span[_used..];
        if (utf8.Length + 2 > rest.Length || utf8.IndexOfAny(Escaped) >= 0)
        {
            WriteByte((byte)'"');
            WriteEscaped(utf8);
            WriteByte((byte)'"');
            return;
        }

        // The ordinary text: nothing to escape, and room for it.
        rest[0] = (byte)'"';
        utf8.CopyTo(rest[1..]);
        rest[utf8.Length + 1] = (byte)'"';
        _used += utf8.Length + 2;
    }

    /// <summary>A text between quotation marks.</summary>
    public void WriteString(scoped ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        WriteString(bytes.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    public void WriteNumber(long number)
    {
        Ensure(20);
        Utf8Formatter.TryFormat(number, _span[_used..], out var written);
        _used += written;
    }

    public void WriteQuotedNumber(long number)
    {
        WriteByte((byte)'"');
        WriteNumber(number);
        WriteByte((byte)'"');
    }

    /// <summary>A finite number, as short as it can be read back.</summary>
    public void WriteNumber(double number)
    {
        Ensure(32);
        number.TryFormat(_span[_used..], out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteNull() => WriteRaw("null"u8);

    private void WriteEscaped(scoped ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAny(Escaped); at >= 0; at = utf8.IndexOfAny(Escaped))
        {
            WriteRaw(utf8[..at]);
            WriteEscape(utf8[at]);
            utf8 = utf8[(at + 1)..];
        }

        WriteRaw(utf8);
    }

    private void WriteEscape(byte value)
    {
        Ensure(LongestEscape);
        var letter = value switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'\n' => 'n',
            (byte)'\r' => 'r',
            (byte)'\t' => 't',
            (byte)'\b' => 'b',
            (byte)'\f' => 'f',
            _ => 'u',
        };
        _span[_used++] = (byte)'\\';
        _span[_used++] = (byte)letter;
        if (letter == 'u')
        {
            value.TryFormat(_span[_used..], out var written, "x4", CultureInfo.InvariantCulture);
            _used += written;
        }
    }

    private void WriteLong(scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Ensure(1);
            var length = Math.Min(bytes.Length, _span.Length - _used);
            bytes[..length].CopyTo(_span[_used..]);
            _used += length;
            bytes = bytes[length..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int length)
    {
        if (_span.Length - _used < length)
        {
            Renew(length);
        }
    }

    private void Renew(int length)
    {
        Commit();
        _span = output.GetSpan(Math.Max(length, 1024));
    }
}
