using System.Diagnostics;

namespace Registry.Tests.Program;

/// <summary>A disk of a few megabytes, to be filled. Mounting one needs root; elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private SmallDisk() { }

    public static SmallDisk Mount(int megabytes)
    {
        var disk = new SmallDisk();
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.folder.Path) == 0)
            return disk;
        disk.folder.Dispose();
        Assert.Skip("A small disk cannot be mounted here (it needs Linux and root).");
        throw new InvalidOperationException();
    }

    public string File(string name) => Path.Combine(folder.Path, name);

    public void Dispose()
    {
        Run("umount", "-l", folder.Path);
        folder.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
