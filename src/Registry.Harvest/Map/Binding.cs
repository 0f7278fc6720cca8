using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>Binds names of columns to a layout: exactly, by a pointer with <c>*</c>, or relative to one element of an array.</summary>
internal sealed class Binding(Layout layout, Places places, string? element = null)
{
    private readonly Dictionary<string, int> numbers = Numbers(layout);

    /// <summary>The columns that were asked for and are not there.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>The columns that something is taken from.</summary>
    public HashSet<int> Used { get; private init; } = [];

    /// <summary>Places by name.</summary>
    public Places Places => places;

    /// <summary>The layout.</summary>
    public Layout Layout => layout;

    /// <summary>The columns of a name, in the order of the layout.</summary>
    public int[] Columns(string name)
    {
        int[] found = element is null ? Absolute(name) : Absolute(name == "." ? element : $"{element}/{name}");
        if (found.Length == 0 && element is not null && !IsOfElements(name))
        {
            found = Absolute(name);
        }

        if (found.Length == 0)
        {
            Missing.Add(name);
        }

        Used.UnionWith(found);
        return found;
    }

    /// <summary>The bindings for the elements of an array that some record has; this one where no array is named.</summary>
    public IEnumerable<Binding> Elements(string? array)
    {
        if (array is null)
        {
            return [this];
        }

        string path = element is null ? array : $"{element}/{array}";
        SortedSet<int> elements = [];
        foreach (LayoutColumn column in layout.Columns)
        {
            if (column.Name.StartsWith(path, StringComparison.Ordinal) && column.Name.Length > path.Length && column.Name[path.Length] == '/')
            {
                ReadOnlySpan<char> rest = column.Name.AsSpan(path.Length + 1);
                int end = rest.IndexOf('/');
                if (int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                {
                    elements.Add(number);
                }
            }
        }

        return elements.Select(number => new Binding(layout, places, string.Create(CultureInfo.InvariantCulture, $"{path}/{number}")) { Used = Used });
    }

    // A field that this element lacks and another has must not be taken from the item around it.
    private bool IsOfElements(string name)
    {
        string pattern = $"{element![..element!.LastIndexOf('/')]}/*/{name}";
        return layout.Columns.Any(column => Pointer.Matches(pattern, column.Name));
    }

    private int[] Absolute(string name)
    {
        if (numbers.TryGetValue(name, out int number))
        {
            return [number];
        }

        return name.Contains('*', StringComparison.Ordinal)
            ? [.. Enumerable.Range(0, layout.Columns.Count).Where(i => Pointer.Matches(name, layout.Columns[i].Name))]
            : [];
    }

    private static Dictionary<string, int> Numbers(Layout layout)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            numbers.TryAdd(layout.Columns[i].Name, i);
        }

        return numbers;
    }
}
