using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Harvest.Clean;
using Registry.Identity.Identifiers;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Map;

/// <summary>A subject bound to the columns of a layout, for one element of an array where it stands for each.</summary>
internal sealed class BoundSubject
{
    private readonly Subject subject;
    private readonly Test? when;
    private readonly Taking name;
    private readonly Taking nameKind;
    private readonly Taking type;
    private readonly Taking? place;
    private readonly (Taking Value, Taking Kind, Test? When)[] names;
    private readonly (Taking Scheme, Taking Value, Test? When)[] identifiers;
    private readonly BoundProperty[] properties;
    private readonly BoundRelation[] relations;
    private readonly BoundRecognition[] recognitions;
    private readonly BoundObservation[] observations;
    private readonly List<Piece> scratch = [];
    private readonly List<Piece> named = [];
    private (string Name, string Folded) lastFolded = ("", "");
    private readonly List<(Piece Piece, IdentifierReading Reading)> identified = [];

    public BoundSubject(Subject subject, Binding binding, int element)
    {
        this.subject = subject;
        Element = element;
        when = Test.Of(subject.When, binding);
        name = Taking.Of(subject.Name, binding);
        nameKind = Taking.Of(subject.NameKind, binding);
        type = Taking.Of(subject.Type, binding);
        place = Taking.OfOptional(subject.Place, binding);
        names = [.. subject.Names.SelectMany(n => binding.Elements(n.Each), (n, b) => (Taking.Of(n.Value, b), Taking.Of(n.Kind, b), Test.Of(n.When, b)))];
        identifiers = [.. subject.Identifiers.SelectMany(i => binding.Elements(i.Each), (i, b) => (Taking.Of(i.Scheme, b), Taking.Of(i.Value, b), Test.Of(i.When, b)))];
        properties = [.. subject.Properties.Select(p => new BoundProperty(p, binding, subject.Properties))];
        relations = [.. subject.Relations.Select(r => new BoundRelation(r, binding))];
        recognitions = [.. subject.Recognitions.Select(r => new BoundRecognition(r, binding))];
        observations = [.. subject.Observations.Select(o => new BoundObservation(o, binding))];
    }

    /// <summary>The subject's key in the mapping.</summary>
    public string Key => subject.Key;

    /// <summary>The array it stands for each element of, or null.</summary>
    public string? Each => subject.Each;

    /// <summary>Which element, from 0.</summary>
    public int Element { get; }

    /// <summary>The bodies of the record at hand, with the name that says each.</summary>
    public List<(int Mention, Piece Name)> Bodies { get; } = [];

    /// <summary>The place of the record at hand; null where none is known.</summary>
    public Piece? Place { get; private set; }

    /// <summary>Reads the subject from a record; without effect where it is not there. False where the record is about it and does not say what it is.</summary>
    /// <param name="row">The record.</param>
    /// <param name="said">Receives the bodies and what is said of them.</param>
    /// <param name="isMain">Whether the record is about it.</param>
    public bool Read(Row row, Said said, bool isMain)
    {
        Bodies.Clear();
        Place = null;
        row.Place = null;
        if (when is not null && !when.Holds(row, scratch))
        {
            return true;
        }

        ReadPlace(row);
        ReadIdentifiers(row);
        named.Clear();
        name.Take(row, named);
        JoinLines();
        named.RemoveAll(piece => piece.IsRaw || Folded(piece.Text).Length == 0);
        if (named.Count == 0)
        {
            ReportNameless(row, isMain);
            return !isMain;
        }

        if (!TryReadType(row, out string typeName, out Piece typed))
        {
            return !isMain;
        }

        if (isMain && named.Count > 1)
        {
            row.Report(named[1], "AMBIGUOUS_NAME", Severity.Warning, string.Create(CultureInfo.InvariantCulture, $"«{subject.Key}» has {named.Count} names; the first, «{named[0].Text}», was taken"));
            named.RemoveRange(1, named.Count - 1);
        }

        foreach (Piece piece in named)
        {
            ReadBody(row, said, piece, typeName, typed);
        }

        return true;
    }

    /// <summary>Reads its relations, recognitions and figures, when every subject of the record has been read.</summary>
    public void Relate(Row row, Said said, IReadOnlyList<BoundSubject> all)
    {
        row.Place = Place?.Text;
        foreach ((int mention, Piece piece) in Bodies)
        {
            foreach (BoundRelation relation in relations)
            {
                relation.Read(row, said, this, mention, piece, all);
            }

            foreach (BoundRecognition recognition in recognitions)
            {
                recognition.Read(row, said, mention);
            }

            foreach (BoundObservation observation in observations)
            {
                observation.Read(row, said, this, mention);
            }
        }
    }

    // A name is folded to see whether there is anything in it, and for its key.
    private string Folded(string name)
    {
        if (!string.Equals(name, lastFolded.Name, StringComparison.Ordinal))
        {
            lastFolded = (name, FoldedName.Of(name));
        }

        return lastFolded.Folded;
    }

    // A line that breaks in a narrow cell is no part of the name.
    private void JoinLines()
    {
        for (int i = 0; i < named.Count; i++)
        {
            if (named[i].Text.Contains('\n', StringComparison.Ordinal))
            {
                named[i] = named[i] with { Text = Lines.Joined(named[i].Text) };
            }
        }
    }

    private void ReadPlace(Row row)
    {
        if (place is null || !place.TryTake(row, scratch, out Piece read) || read.IsRaw)
        {
            return;
        }

        if (read.Text.Length == 6 && read.Text.All(char.IsAsciiDigit))
        {
            Place = read;
            row.Place = read.Text;
        }
        else
        {
            row.Report(read, "UNKNOWN_PLACE", Severity.Warning, $"the place of «{subject.Key}» is «{read.Text}»; a GB/T 2260 code would be right, such as the function place gives");
        }
    }

    private void ReadIdentifiers(Row row)
    {
        identified.Clear();
        foreach ((Taking schemeTaking, Taking valueTaking, Test? condition) in identifiers)
        {
            if ((condition is not null && !condition.Holds(row, scratch)) || !schemeTaking.TryTake(row, scratch, out Piece scheme) || scheme.IsRaw)
            {
                continue;
            }

            scratch.Clear();
            valueTaking.Take(row, scratch);
            foreach (Piece written in scratch)
            {
                identified.Add((written, IdentifierSchemes.Read(scheme.Text, written.Text)));
            }

            scratch.Clear();
        }
    }

    private void ReportNameless(Row row, bool isMain)
    {
        if (isMain)
        {
            row.Issues.At(row.Record, "ROW_WITHOUT_NAME", Severity.Warning, $"«{subject.Key}» has no name; the row was skipped", Quote(row));
        }
        else if (identified.Count > 0)
        {
            row.Report(identified[0].Piece, "SUBJECT_WITHOUT_NAME", Severity.Warning, $"«{subject.Key}» has the identifier {identified[0].Piece.Text} but no name; it was left out");
        }
    }

    private static string? Quote(Row row)
    {
        string text = string.Join(" | ", row.Record.Cells.Where(c => !string.IsNullOrWhiteSpace(c)).Take(12));
        return text.Length == 0 ? null : text.Length <= 300 ? text : text[..300];
    }

    private bool TryReadType(Row row, out string typeName, out Piece typed)
    {
        bool any = type.TryTake(row, scratch, out typed);
        typeName = typed.Text ?? "";
        if (any && !typed.IsRaw && Vocabulary.Current.Type(typeName) is not null)
        {
            return true;
        }

        // A lookup has told already why it does not know the word.
        if (!any || !typed.IsRaw)
        {
            string found = any ? $"«{typeName}» is no type" : "it has none";
            row.Issues.At(row.Record, "UNKNOWN_TYPE", Severity.Warning, $"the type of «{subject.Key}»: {found}; it was left out", named[0].Text);
        }

        return false;
    }

    private void ReadBody(Row row, Said said, in Piece piece, string typeName, in Piece typed)
    {
        string folded = Folded(piece.Text);
        // One name of several cannot be the one that the identifiers belong to.
        bool identifies = named.Count == 1;
        Identifier[] valid = identifies ? [.. identified.Where(static i => i.Reading.IsValid).Select(static i => new Identifier(i.Reading.Scheme, i.Reading.Value))] : [];
        int mention = said.Add(new(typeName, valid.Length > 0 ? $"{valid[0].Scheme}:{valid[0].Value}" : $"{folded}|{Place?.Text}", piece.Text, folded)
        {
            Place = Place is { } at ? int.Parse(at.Text, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            LinkOnly = subject.LinkOnly,
            Identifiers = valid,
        });
        Bodies.Add((mention, piece));
        said.Add(mention, ClaimPredicate.Type, typed);
        ReadNames(row, said, mention, piece);
        ReadIdentifierClaims(row, said, mention, identifies);
        foreach (BoundProperty property in properties)
        {
            property.Read(row, said, mention);
        }
    }

    private void ReadNames(Row row, Said said, int mention, in Piece principal)
    {
        if (nameKind.TryTake(row, scratch, out Piece kind) && !kind.IsRaw)
        {
            said.Add(mention, ClaimPredicate.Name(kind.Text), principal);
        }

        foreach ((Taking value, Taking kindTaking, Test? condition) in names)
        {
            if ((condition is not null && !condition.Holds(row, scratch)) || !kindTaking.TryTake(row, scratch, out kind) || kind.IsRaw)
            {
                continue;
            }

            int start = scratch.Count;
            value.Take(row, scratch);
            for (int i = start; i < scratch.Count; i++)
            {
                said.Add(mention, ClaimPredicate.Name(kind.Text), scratch[i]);
            }

            scratch.RemoveRange(start, scratch.Count - start);
        }
    }

    private void ReadIdentifierClaims(Row row, Said said, int mention, bool identifies)
    {
        if (!identifies)
        {
            if (identified.Count > 0)
            {
                row.Report(identified[0].Piece, "AMBIGUOUS_IDENTIFIER", Severity.Warning, $"«{subject.Key}» has {named.Count} names in this row; its identifiers were left out");
            }

            return;
        }

        foreach ((Piece written, IdentifierReading reading) in identified)
        {
            string predicate = ClaimPredicate.Identifier(reading.Scheme);
            if (reading.IsValid)
            {
                said.Add(mention, predicate, written with { Text = reading.Value });
            }
            else
            {
                row.Report(written, "INVALID_IDENTIFIER", Severity.Warning, reading.Fault!);
                said.Add(mention, predicate, written.Raw(ClaimFlags.InvalidIdentifier, reading.Fault!));
            }
        }
    }
}
