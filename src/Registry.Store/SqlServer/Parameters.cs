using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>Parameters of a few types and sizes only, so that the server finds the plan of a statement again.</summary>
static class Parameters
{
    const int LongestText = 4000;
    const int LongestBytes = 8000;

    /// <summary>Adds a parameter.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">Its name, with its sign.</param>
    /// <param name="value">Null, a long, a double, a string or bytes.</param>
    public static void Add(SqlCommand command, string name, object? value)
    {
        var parameter = value switch
        {
            long => new SqlParameter(name, SqlDbType.BigInt),
            double => new SqlParameter(name, SqlDbType.Float),
            byte[] bytes => new SqlParameter(name, SqlDbType.VarBinary, bytes.Length > LongestBytes ? -1 : LongestBytes),
            string text => new SqlParameter(name, SqlDbType.NVarChar, text.Length > LongestText ? -1 : LongestText),
            null => new SqlParameter(name, SqlDbType.NVarChar, LongestText),
            _ => throw new ArgumentException($"{value.GetType()} is no type of the store.", nameof(value)),
        };
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    /// <summary>Adds a parameter that a column takes: a null is of the column's type, since a server turns no text into bytes.</summary>
    public static void AddFor(SqlCommand command, string columnType, string name, object? value)
    {
        if (value is not null)
            Add(command, name, value);
        else if (columnType == "bigint")
            command.Parameters.Add(name, SqlDbType.BigInt).Value = DBNull.Value;
        else if (columnType == "float")
            command.Parameters.Add(name, SqlDbType.Float).Value = DBNull.Value;
        else if (columnType.StartsWith("varbinary", StringComparison.Ordinal))
            command.Parameters.Add(name, SqlDbType.VarBinary, LongestBytes).Value = DBNull.Value;
        else
            Add(command, name, null);
    }

    /// <summary>Adds a parameter of a statement.</summary>
    /// <param name="command">The command.</param>
    /// <param name="statement">The statement, which knows its lists.</param>
    /// <param name="name">The parameter's name in it, with its sign.</param>
    /// <param name="value">As above.</param>
    /// <param name="suffix">What follows the name where the statement stands several times in one command.</param>
    public static void Add(SqlCommand command, Translated statement, string name, object? value, string suffix = "") =>
        Add(command, name + suffix, value is string json && statement.Lists.Contains(name) ? ListTexts.List(json) : value);

    /// <summary>The name of a parameter that a statement numbers.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}");
}
