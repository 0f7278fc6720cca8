using System.Data;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>Locks by name, held until the transaction ends: by them two writers take turns.</summary>
static class ApplicationLock
{
    /// <summary>The call of the server's procedure, whose answer is below 0 where the lock was not given.</summary>
    public const string Text = """
        declare @given int
        exec @given = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @wait
        select @given
        """;

    /// <summary>Takes a lock, or gives up after so many milliseconds.</summary>
    public static bool Take(TransactConnection connection, string name, int milliseconds)
    {
        using var command = connection.Command(Text);
        command.Parameters.Add("@name", SqlDbType.NVarChar, 255).Value = name;
        command.Parameters.Add("@wait", SqlDbType.Int).Value = milliseconds;
        return (int)connection.Run(command, ours => ours.ExecuteScalar()) >= 0;
    }
}
