using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Reads each document in the form that it has: the same list comes as .xls in one year and as .xlsx or .docx in the next.</summary>
internal sealed class AnyForm(ReadOptions options) : RecordReader
{
    public override IEnumerable<Record> Read(Content content, Findings findings, CancellationToken cancellationToken)
    {
        ReadForm form = Signature.FormOf(content, [options.Form, .. options.OtherForms]);
        return For(options with { Form = form, OtherForms = [] }).Read(content, findings, cancellationToken);
    }
}
