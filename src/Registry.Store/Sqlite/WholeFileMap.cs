using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// The system's files, but for one thing: a connection that reads where the file lies in memory (<c>pragma mmap_size</c>) does so with the whole of it. SQLite as it is
/// built maps no more than 2 GB (SQLITE_MAX_MMAP_SIZE), and each page that lies further on costs a call of the system. On Linux; elsewhere SQLite's own limit stands.
/// <see href="https://www.sqlite.org/mmap.html"/> <see href="https://www.sqlite.org/c3ref/vfs.html"/>
/// </summary>
static unsafe partial class WholeFileMap
{
    // SQLITE_OPEN_MAIN_DB.
    const int MainDatabase = 0x100;

    // Of a damaged page SQLite may read a little further than its end.
    const int BehindPage = 256;

    // struct unixFile (os_unix.c): methods, file system and inode come before the descriptor. That it is the file's is looked at before it is used.
    const int OffsetOfDescriptor = 24;

    const int Readable = 1;
    const int Shared = 1;

    static readonly Lock gate = new();

    // What SQLite calls, which lives as long as the process; null where the system's files are used as they are.
    static readonly FileSystem* system = Find();
    static readonly FileSystem* ours = Make();
    static Methods* systems;
    static Methods* wrapped;

    /// <summary>Under which name a connection is opened with it; null where it is not to be had.</summary>
    public static string? Name { get; } = ours is not null && Native.RegisterFileSystem(ours, 0) == raw.SQLITE_OK ? "registry" : null;

    static FileSystem* Find() => OperatingSystem.IsLinux() && Environment.Is64BitProcess ? (FileSystem*)Native.FindFileSystem(null) : null;

    static FileSystem* Make()
    {
        if (system is null || system->Version < 3)
            return null;
        var made = (FileSystem*)NativeMemory.Alloc((nuint)sizeof(FileSystem));
        *made = *system;
        made->SizeOfFile = Aligned(system->SizeOfFile) + sizeof(Map);
        made->Next = null;
        made->Name = (byte*)Marshal.StringToCoTaskMemUTF8("registry");
        made->Open = &Open;
        return made;
    }

    static int Aligned(int size) => (size + sizeof(long) - 1) / sizeof(long) * sizeof(long);

    static Map* MapOf(OpenFile* file) => (Map*)((byte*)file + Aligned(system->SizeOfFile));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(FileSystem* _, byte* name, OpenFile* file, int flags, int* flagsGiven)
    {
        var code = system->Open(system, name, file, flags, flagsGiven);
        if (code != raw.SQLITE_OK || (flags & MainDatabase) == 0 || !IsItsDescriptor(file, name) || !Wrap(file->Methods))
            return code;
        *MapOf(file) = default;
        file->Methods = wrapped;
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Close(OpenFile* file)
    {
        Unmap(MapOf(file));
        file->Methods = systems;
        return systems->Close(file);
    }

    // The pages of a long value are read past SQLite's own memory, into that of the value; they lie here too.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Read(OpenFile* file, void* into, int length, long offset)
    {
        var map = MapOf(file);
        if (map->First is null || offset + length > map->Length)
            return systems->Read(file, into, length, offset);
        Buffer.MemoryCopy(map->First + offset, into, length, length);
        return raw.SQLITE_OK;
    }

    // Null where the page does not lie in memory; it is then read.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Fetch(OpenFile* file, long offset, int length, void** page)
    {
        var map = MapOf(file);
        if (map->First is null && !map->IsRefused)
            MapWhole(file, map);
        *page = null;
        if (map->First is null || offset + length + BehindPage > map->Length)
            return raw.SQLITE_OK;
        *page = map->First + offset;
        map->Lent++;
        return raw.SQLITE_OK;
    }

    // No page: the file has changed, and is to be mapped anew.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Unfetch(OpenFile* file, long offset, void* page)
    {
        var map = MapOf(file);
        if (page is not null)
            map->Lent--;
        else if (map->Lent == 0)
            Unmap(map);
        return raw.SQLITE_OK;
    }

    static void MapWhole(OpenFile* file, Map* map)
    {
        long length;
        if (systems->FileSize(file, &length) != raw.SQLITE_OK || length <= 0)
            return;
        var first = MapMemory(0, (nuint)length, Readable, Shared, Descriptor(file), 0);
        map->IsRefused = first == -1;
        if (map->IsRefused)
            return;
        map->First = (byte*)first;
        map->Length = length;
    }

    static void Unmap(Map* map)
    {
        if (map->First is not null)
            _ = UnmapMemory((nint)map->First, (nuint)map->Length);
        *map = default;
    }

    static int Descriptor(OpenFile* file) => *(int*)((byte*)file + OffsetOfDescriptor);

    static bool IsItsDescriptor(OpenFile* file, byte* name)
    {
        try
        {
            return new FileInfo($"/proc/self/fd/{Descriptor(file)}").LinkTarget is { } target && target == Marshal.PtrToStringUTF8((nint)name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // All files of a system are locked alike; one that is not is left as it is.
    static bool Wrap(Methods* methods)
    {
        lock (gate)
        {
            if (methods is null || methods->Version < 3)
                return false;
            if (systems is null)
            {
                var made = (Methods*)NativeMemory.Alloc((nuint)sizeof(Methods));
                *made = *methods;
                made->Close = &Close;
                made->Read = &Read;
                made->Fetch = &Fetch;
                made->Unfetch = &Unfetch;
                systems = methods;
                wrapped = made;
            }
            return methods == systems;
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MapMemory(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapMemory(nint address, nuint length);

    // What of a file of ours stands behind the system's.
    struct Map
    {
        public byte* First;
        public long Length;
        public int Lent;
        public bool IsRefused;
    }

    // sqlite3_file.
    struct OpenFile
    {
        public Methods* Methods;
    }

#pragma warning disable CS0649, CS0169, IDE0044, IDE0051, CA1823 // Copied as a whole.
    // sqlite3_io_methods. https://www.sqlite.org/c3ref/io_methods.html
    struct Methods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> Close;
        public delegate* unmanaged[Cdecl]<OpenFile*, void*, int, long, int> Read;
        nint write;
        nint truncate;
        nint sync;
        public delegate* unmanaged[Cdecl]<OpenFile*, long*, int> FileSize;
        fixed long locksAndControl[6];
        fixed long sharedMemory[4];
        public delegate* unmanaged[Cdecl]<OpenFile*, long, int, void**, int> Fetch;
        public delegate* unmanaged[Cdecl]<OpenFile*, long, void*, int> Unfetch;
    }

    // sqlite3_vfs.
    struct FileSystem
    {
        public int Version;
        public int SizeOfFile;
        public int LongestPath;
        public FileSystem* Next;
        public byte* Name;
        nint data;
        public delegate* unmanaged[Cdecl]<FileSystem*, byte*, OpenFile*, int, int*, int> Open;
        fixed long others[11];
        fixed long calls[4];
    }
#pragma warning restore CS0649, CS0169, IDE0044, IDE0051, CA1823
}
