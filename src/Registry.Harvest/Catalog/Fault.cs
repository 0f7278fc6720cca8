using System.Globalization;

namespace Registry.Harvest.Catalog;

/// <summary>A fault of a source file: where it stands, what was found, what would have been right.</summary>
/// <param name="File">The file below the catalog's folder, with slashes: <c>cn/universities/source.yml</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What was found and what would have been right.</param>
public sealed record Fault(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, as compilers write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
