namespace Registry.Harvest.Catalog;

/// <summary>Reads <c>editions</c> and looks whether their files are there.</summary>
internal sealed class EditionSyntax(string folder, Faults faults)
{
    /// <param name="file">The file.</param>
    /// <param name="mayBeGivenByHand">Whether a source may have neither editions nor an address.</param>
    public IReadOnlyList<Edition> Read(Section file, bool mayBeGivenByHand)
    {
        List<Edition> editions = [];
        foreach (Section section in file.OptionalSections("editions", required: !mayBeGivenByHand && file.Optional("address") is null))
        {
            if (ReadEdition(section) is { } edition)
            {
                if (editions.Count > 0 && editions[^1].Date >= edition.Date)
                {
                    faults.At(section.Node, $"edition {edition.File} of {edition.Date:yyyy-MM-dd} stands behind that of {editions[^1].Date:yyyy-MM-dd}; the oldest first would be right");
                }

                if (edition.Url is not null && editions.Exists(other => other.Url == edition.Url))
                {
                    faults.At(section.Optional("url")!, $"two editions have the url {edition.Url}, which names one document; a fragment such as #{edition.Date:yyyy-MM-dd} would tell them apart");
                }

                editions.Add(edition);
            }
        }

        return editions;
    }

    private Edition? ReadEdition(Section section)
    {
        Node? fileNode = section.Required("file");
        string? file = Section.Text(fileNode, "\"file\"", faults);
        string? title = section.RequiredText("title");
        string? url = section.OptionalText("url");
        DateOnly? published = section.OptionalDate("published");
        DateOnly? date = section.RequiredDate("date");
        string? origin = section.RequiredText("origin");
        bool restated = section.OptionalFlag("restated");
        section.Close();
        string path = Path.Combine(folder, file ?? "");
        if (file is not null)
        {
            CheckFile(fileNode!, file, path);
        }

        return file is null || title is null || date is null || origin is null ? null : new(path, file, title, url, published, date.Value, origin, restated);
    }

    private void CheckFile(Node node, string file, string path)
    {
        if (Path.GetFileName(file) != file)
        {
            faults.At(node, $"\"file\" is \"{file}\"; the name of a file in this folder would be right");
        }
        else if (!File.Exists(path))
        {
            faults.At(node, $"there is no file \"{file}\" in this folder{Others()}");
        }
    }

    private string Others()
    {
        string[] others = [.. Directory.GetFiles(folder).Select(Path.GetFileName).OfType<string>().Where(f => f != SourceCatalog.FileName).Order(StringComparer.Ordinal)];
        return others.Length == 0 ? "; nothing else is there" : $"; there are {string.Join(", ", others)}";
    }
}
