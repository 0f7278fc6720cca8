using System.Globalization;
using Registry.Store;

namespace Registry.Harvest.Read;

/// <summary>How the place of a cell is written.</summary>
internal enum LocatorForm
{
    /// <summary><c>Sheet!C12</c></summary>
    Sheet,

    /// <summary><c>table 2 row 12 col 3</c></summary>
    Table,

    /// <summary><c>row 12 col 3</c></summary>
    Row,

    /// <summary><c>page 2 row 12 col 3</c></summary>
    Page,
}

/// <summary>Writes where things stand.</summary>
internal static class Locators
{
    /// <summary>The column of this number (from 1): the record's row completes its locator.</summary>
    public static LayoutColumn Column(LocatorForm form, string part, string name, int number) => form switch
    {
        LocatorForm.Sheet => new(name, $"{part}!{Letters(number)}", ""),
        LocatorForm.Table => new(name, $"table {part} row ", string.Create(CultureInfo.InvariantCulture, $" col {number}")),
        LocatorForm.Page => new(name, $"page {part} row ", string.Create(CultureInfo.InvariantCulture, $" col {number}")),
        _ => new(name, "row ", string.Create(CultureInfo.InvariantCulture, $" col {number}")),
    };

    /// <summary>A column whose text stands in a row of its own above and is carried down.</summary>
    public static LayoutColumn Carried(LocatorForm form, string part, string name, long row) =>
        new(name, $"{Row(form, part, row)} for row ", "");

    /// <summary>A whole row.</summary>
    public static string Row(LocatorForm form, string part, long row) => form switch
    {
        LocatorForm.Sheet => string.Create(CultureInfo.InvariantCulture, $"{part}!{row}"),
        LocatorForm.Table => string.Create(CultureInfo.InvariantCulture, $"table {part} row {row}"),
        LocatorForm.Page => string.Create(CultureInfo.InvariantCulture, $"page {part} row {row}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"row {row}"),
    };

    /// <summary>One cell of a record.</summary>
    public static string Cell(Layout layout, long position, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{layout.Columns[column].Before}{position}{layout.Columns[column].After}");

    /// <summary>What a part is called.</summary>
    public static string Part(LocatorForm form, string name) => form switch
    {
        LocatorForm.Table => $"table {name}",
        LocatorForm.Page => $"page {name}",
        _ => name,
    };

    /// <summary>A column's letters as spreadsheets write them: 3 is C, 28 is AB.</summary>
    public static string Letters(int number)
    {
        Span<char> letters = stackalloc char[8];
        int at = letters.Length;
        for (int rest = number; rest > 0; rest = (rest - 1) / 26)
        {
            letters[--at] = (char)('A' + ((rest - 1) % 26));
        }

        return new string(letters[at..]);
    }
}
