using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Forms that are published and never read: the document is kept, and what can be done is said.</summary>
internal static class UnsupportedForm
{
    /// <summary>Why a document cannot be read whatever the source says; null where it can, or where it is of a form that the source did not name.</summary>
    public static UnreadableException? Of(Content content, ReadOptions options)
    {
        ReadForm[] forms = [options.Form, .. options.OtherForms];
        if (forms.Any(form => Signature.Is(form, content)))
        {
            return forms.Contains(ReadForm.Pdf) && Signature.Is(ReadForm.Pdf, content) ? PdfText.Unsupported(content) : null;
        }

        return Named(content, Signature.Found(content.Bytes.Span));
    }

    /// <summary>The fault for what was found; null where it is of a form that could be named.</summary>
    public static UnreadableException? Named(Content content, string found) => found switch
    {
        Signature.WordOle => new(UnreadableReason.UnsupportedForm, content.Name, $"found {found}, which is not read", "ask the publisher for .docx, or save it as .docx and import that by hand; the document is kept"),
        Signature.Rar => new(UnreadableReason.UnsupportedForm, content.Name, $"found {found}, which is not read", "unpack it and import its files by hand; the document is kept"),
        Signature.Picture => new(UnreadableReason.UnsupportedForm, content.Name, $"found {found}, which is not read", "ask the publisher for the text, or write the table down and import it by hand; the document is kept"),
        _ => null,
    };
}
