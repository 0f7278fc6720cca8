using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>Maps the records of one run to mentions and claims.</summary>
internal sealed class Mapper(SourceDefinition source, Gazetteer gazetteer, Issues issues)
{
    private readonly Places places = new(gazetteer);
    private readonly Row row = new(source.Read.Blanks, issues);
    private readonly Said said = new();
    private readonly Leftovers leftovers = new(source, issues);
    private BoundLayout? bound;

    /// <summary>What a record says; null where it says nothing that can be kept, which is then reported.</summary>
    /// <param name="record">The record.</param>
    /// <param name="layout">The number of its layout in the store.</param>
    /// <param name="document">The document, for messages.</param>
    /// <exception cref="UnreadableException">A column that is mapped is not in the header.</exception>
    public StagedRecord? Map(in Record record, long layout, string document)
    {
        if (!ReferenceEquals(bound?.Layout, record.Layout))
        {
            bound = new(source, record.Layout, places, document);
            leftovers.Take(record.Layout, bound.Used);
        }

        leftovers.Look(record);
        row.Take(record, bound.Patches);
        if (!bound.HasWhatIsRequired(row))
        {
            return null;
        }

        foreach (BoundSubject subject in bound.Subjects)
        {
            if (!subject.Read(row, said, isMain: ReferenceEquals(subject, bound.Subjects[0])))
            {
                said.Take();
                return null;
            }
        }

        foreach (BoundSubject subject in bound.Subjects)
        {
            subject.Relate(row, said, bound.Subjects);
        }

        (StagedMention[] mentions, StagedClaim[] claims) = said.Take();
        return new(layout, record.Position, record.Cells, mentions, claims);
    }

    /// <summary>Reports what no record can tell: columns without a home, patches without effect.</summary>
    public void Close()
    {
        leftovers.Close();
        foreach (CellPatch patch in source.Patches.Where(p => !row.Applied.Contains(p)))
        {
            issues.Add("PATCH_WITHOUT_EFFECT", Severity.Info, $"no cell of column {patch.Column} is «{patch.From}» any more; the patch can go");
        }
    }
}

/// <summary>The mapping bound to one layout.</summary>
internal sealed class BoundLayout
{
    private readonly (Taking Value, string Columns)[] required;
    private readonly List<Piece> scratch = [];

    public BoundLayout(SourceDefinition source, Layout layout, Places places, string document)
    {
        Layout = layout;
        Binding binding = new(layout, places);
        Subjects = [.. source.Subjects.SelectMany(s => binding.Elements(s.Each).Select((b, i) => new BoundSubject(s, b, i)))];
        required = [.. source.Require.Select(value => (Taking.Of(value, binding), string.Join(", ", Columns.Of(value))))];
        Used = binding.Used;
        Patches = PatchesByColumn(source, layout);
        string[] missing = [.. binding.Missing];
        // An item of JSON may lack a field; a table's header may not.
        if (missing.Length > 0 && source.Read.Form != ReadForm.Json)
        {
            throw new UnreadableException(
                UnreadableReason.PartMissing,
                document,
                $"the header of {(layout.Part.Length == 0 ? "the table" : layout.Part)} has no column {string.Join(", ", missing)}; it has {string.Join(", ", layout.Columns.Select(c => c.Name))}",
                "map the columns that are there, or name the new ones under patches: {header: …, to: …}");
        }
    }

    /// <summary>Whether the record gives every value that it must; what it lacks is reported.</summary>
    public bool HasWhatIsRequired(Row row)
    {
        bool all = true;
        foreach ((Taking value, string columns) in required)
        {
            scratch.Clear();
            value.Take(row, scratch);
            if (scratch.Count == 0)
            {
                row.Issues.At(row.Record, "REQUIRED_MISSING", Severity.Error, $"{columns} says nothing; the row was left out", null);
            }

            // What a function cannot read it has reported.
            all &= scratch.Count > 0 && scratch.TrueForAll(static piece => !piece.IsRaw);
        }

        scratch.Clear();
        return all;
    }

    public Layout Layout { get; }

    public IReadOnlyList<BoundSubject> Subjects { get; }

    public IReadOnlySet<int> Used { get; }

    public Dictionary<string, CellPatch>?[] Patches { get; }

    private static Dictionary<string, CellPatch>?[] PatchesByColumn(SourceDefinition source, Layout layout)
    {
        Dictionary<string, CellPatch>?[] patches = new Dictionary<string, CellPatch>?[layout.Columns.Count];
        string[] arrays = [.. source.Subjects.Select(s => s.Each).Concat(source.Subjects.SelectMany(s => s.Names.Select(n => n.Each))).OfType<string>().Distinct()];
        for (int i = 0; i < patches.Length; i++)
        {
            string column = layout.Columns[i].Name;
            CellPatch[] own = [.. source.Patches.Where(p => Pointer.Matches(p.Column, column) || arrays.Any(a => Pointer.Matches($"{a}/*/{p.Column}", column)))];
            patches[i] = own.Length == 0 ? null : own.ToDictionary(p => p.From, StringComparer.Ordinal);
        }

        return patches;
    }
}
