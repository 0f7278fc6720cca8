using System.Text;
using Registry.Store;

namespace Registry.Harvest.Catalog;

/// <summary>The sources of a folder, and every fault of their files.</summary>
/// <param name="Sources">Those without a fault that leaves something out, in the order in which they are harvested.</param>
/// <param name="Faults">Every fault of every file, by file and line. A source with a fault is not harvested.</param>
public sealed record SourceCatalog(IReadOnlyList<SourceDefinition> Sources, IReadOnlyList<Fault> Faults)
{
    /// <summary>The file that makes a folder a source.</summary>
    public const string FileName = "source.yml";

    /// <summary>Reads every <c>source.yml</c> below a folder. Never throws for what stands in the files.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static SourceCatalog Load(string folder)
    {
        List<(SourceDefinition? Source, SourceSyntax Syntax, Faults Faults, string Id)> read = [];
        foreach (string file in Directory.EnumerateFiles(folder, FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string place = Path.GetDirectoryName(file)!;
            string id = Path.GetRelativePath(folder, place).Replace('\\', '/');
            Faults faults = new($"{id}/{FileName}");
            SourceSyntax syntax = new(place, id, faults, Vocabulary.Current);
            read.Add((Text(file, faults) is { } text ? syntax.Read(text) : null, syntax, faults, id));
        }

        Dictionary<string, IReadOnlyList<string>> after = read.ToDictionary(r => r.Id, r => (IReadOnlyList<string>)[.. r.Syntax.After.Select(a => a.Id)], StringComparer.Ordinal);
        foreach ((_, SourceSyntax syntax, Faults faults, string id) in read)
        {
            CheckAfter(syntax, faults, id, after);
        }

        Fault[] all = [.. read.SelectMany(r => r.Faults.All).OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];
        return new(InOrder([.. read.Where(r => r.Faults.All.Count == 0).Select(r => r.Source).OfType<SourceDefinition>()]), all);
    }

    private static string? Text(string file, Faults faults)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            faults.At(1, 1, "the file is not UTF-8");
            return null;
        }
    }

    private static void CheckAfter(SourceSyntax syntax, Faults faults, string id, Dictionary<string, IReadOnlyList<string>> after)
    {
        foreach ((Node at, string other) in syntax.After)
        {
            if (!after.ContainsKey(other))
            {
                faults.At(at, $"\"after\" names \"{other}\"; {Others(other, after.Keys.Where(k => k != id))}");
            }
            else if (Leads(other, id, after, []))
            {
                faults.At(at, $"\"after\" names \"{other}\", which itself comes after {id}; one of the two would be right");
            }
        }
    }

    private static string Others(string meant, IEnumerable<string> ids) => ids.Any() ? Section.Nearest(meant, ids) : "there is no other source";

    private static bool Leads(string from, string to, Dictionary<string, IReadOnlyList<string>> after, HashSet<string> met) =>
        from == to || (met.Add(from) && after.TryGetValue(from, out IReadOnlyList<string>? next) && next.Any(n => Leads(n, to, after, met)));

    // Each source behind those it comes after; otherwise by id.
    private static List<SourceDefinition> InOrder(IReadOnlyList<SourceDefinition> sources)
    {
        Dictionary<string, SourceDefinition> byId = sources.ToDictionary(s => s.Id, StringComparer.Ordinal);
        List<SourceDefinition> ordered = [];
        HashSet<string> placed = new(StringComparer.Ordinal);
        foreach (SourceDefinition source in sources)
        {
            Place(source);
        }

        return ordered;

        void Place(SourceDefinition source)
        {
            if (!placed.Add(source.Id))
            {
                return;
            }

            foreach (string id in source.After)
            {
                if (byId.TryGetValue(id, out SourceDefinition? before))
                {
                    Place(before);
                }
            }

            ordered.Add(source);
        }
    }
}
