namespace Registry.Harvest.Read;

/// <summary>The bytes of one document as they were published.</summary>
/// <param name="Name">The file or address, for messages.</param>
/// <param name="Bytes">The body, after any content encoding of HTTP.</param>
/// <param name="ContentType">The header of the answer, where one came over HTTP.</param>
public sealed record Content(string Name, ReadOnlyMemory<byte> Bytes, string? ContentType = null);
