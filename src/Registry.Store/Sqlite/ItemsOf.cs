using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Registry.Store.Reading;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// <c>items_of(list)</c>, a table of our own: the items of a list as <see cref="ItemList"/> writes it, as <c>key</c> and <c>value</c>, in the order in
/// which they stand there; no row for null. Numbers are read where they lie, without a text between. And <c>one_of(number)</c>, a list of one, by which
/// an expression is worked out once for each row before the tables behind it.
/// <see href="https://www.sqlite.org/vtab.html#tabfunc2"/>
/// </summary>
static unsafe class ItemsOf
{
    const int Word = sizeof(long);
    const int HeadOfItem = 3 * Word;

    // SQLITE_INDEX_CONSTRAINT_EQ.
    const byte Equal = 2;

    // Columns, as declared.
    const int Key = 0;
    const int Value = 1;
    const int List = 2;

    // What SQLite calls, which lives as long as the process. None of it calls one of SQLite's functions that stay in the collector's mode itself, but
    // through a method that is not inlined: after such a call the compiler has the thread look whether it should wait for the collector, in a method
    // that SQLite called even where it has left the collector's mode already to return, and after waiting the thread is in it again.
    static readonly Module* module = NewModule();

    /// <summary>Makes the table known to a connection.</summary>
    /// <returns>The code of SQLite.</returns>
    public static int Register(sqlite3 database)
    {
        var code = Native.CreateModule(database.DangerousGetHandle(), "items_of", module, 0, 0);
        return code == raw.SQLITE_OK ? Native.CreateModule(database.DangerousGetHandle(), "one_of", module, 1, 0) : code;
    }

    static Module* NewModule()
    {
        var made = (Module*)NativeMemory.AllocZeroed((nuint)sizeof(Module));
        // No xCreate: the table is there without being created, under the name of its module.
        made->Connect = &Connect;
        made->BestIndex = &BestIndex;
        made->Disconnect = &Disconnect;
        made->Open = &Open;
        made->Close = &Close;
        made->Filter = &Filter;
        made->Next = &Next;
        made->Eof = &Eof;
        made->Column = &Column;
        made->Rowid = &Rowid;
        return made;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Connect(nint database, nint data, int count, nint arguments, Table** table, nint message)
    {
        var code = Native.DeclareTable(database, "create table items (key integer, value, list hidden)");
        if (code != raw.SQLITE_OK)
            return code;
        var made = (Table*)Allocate(sizeof(Table));
        if (made is null)
            return raw.SQLITE_NOMEM;
        *made = default;
        made->IsOfOne = data != 0;
        *table = made;
        return raw.SQLITE_OK;
    }

    // The list must be given. Its keys never descend, so that rows in their order need not be sorted.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int BestIndex(Table* table, Plan* plan)
    {
        var given = -1;
        for (var i = 0; i < plan->Constraints; i++)
        {
            ref readonly var constraint = ref plan->Constraint[i];
            if (constraint.Column != List || constraint.Operator != Equal)
                continue;
            // Its value depends on a table that would be read later.
            if (constraint.IsUsable == 0)
                return raw.SQLITE_CONSTRAINT;
            given = i;
        }
        if (given >= 0)
        {
            plan->Usage[given].Argument = 1;
            plan->Usage[given].IsProven = 1;
        }
        plan->IsInOrder = plan->Terms == 1 && plan->Term[0].Column == Key && plan->Term[0].IsDescending == 0 ? 1 : 0;
        plan->Cost = 1;
        plan->Rows = table->IsOfOne ? 1 : 25;
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Disconnect(Table* table)
    {
        Free(table);
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(Table* table, Cursor** cursor)
    {
        var made = (Cursor*)Allocate(sizeof(Cursor));
        if (made is null)
            return raw.SQLITE_NOMEM;
        *made = default;
        *cursor = made;
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Close(Cursor* cursor)
    {
        Free(cursor->Items);
        Free(cursor);
        return raw.SQLITE_OK;
    }

    // What is given is only there while this runs, so it is copied.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Filter(Cursor* cursor, int number, nint text, int count, nint* arguments) => Begin(cursor, count, arguments);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Begin(Cursor* cursor, int count, nint* arguments)
    {
        (cursor->At, cursor->End, cursor->Position) = (Word, 0, 0);
        if (count == 0)
            return Refuse(cursor->Table, "A list, or a number, must be given in brackets."u8);
        var type = Native.ValueType(arguments[0]);
        if (type == raw.SQLITE_NULL)
            return raw.SQLITE_OK;
        if (cursor->Table->IsOfOne)
        {
            var one = stackalloc long[] { (long)ItemListForm.Integers, Native.ValueLong(arguments[0]) };
            return type == raw.SQLITE_INTEGER ? Take(cursor, (byte*)one, 2 * Word) : Refuse(cursor->Table, "What one_of was given is no whole number."u8);
        }
        var list = Native.ValueBlob(arguments[0]);
        var length = Native.ValueBytes(arguments[0]);
        return type == raw.SQLITE_BLOB && IsList(new ReadOnlySpan<byte>(list, length))
            ? Take(cursor, list, length)
            : Refuse(cursor->Table, "What items_of was given is no list that Keys wrote."u8);
    }

    static int Take(Cursor* cursor, byte* list, int length)
    {
        if (cursor->Room < length)
        {
            Native.Free(cursor->Items);
            cursor->Items = (byte*)Native.Allocate((ulong)length);
            cursor->Room = cursor->Items is null ? 0 : length;
            if (cursor->Items is null)
                return raw.SQLITE_NOMEM;
        }
        Buffer.MemoryCopy(list, cursor->Items, cursor->Room, length);
        cursor->End = length;
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Next(Cursor* cursor)
    {
        cursor->At += cursor->Form == ItemListForm.Integers ? Word : SizeOf(cursor->Item);
        cursor->Position++;
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Eof(Cursor* cursor) => cursor->At >= cursor->End ? 1 : 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Column(Cursor* cursor, nint context, int column) => Give(cursor, context, column);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Give(Cursor* cursor, nint context, int column)
    {
        switch (column)
        {
            case Key:
                Native.ResultLong(context, cursor->Form == ItemListForm.Keyed ? cursor->Item[0] : cursor->Position);
                break;
            case Value when cursor->Form == ItemListForm.Integers:
                Native.ResultLong(context, cursor->Item[0]);
                break;
            case Value:
                Give(context, (SqlValueKind)cursor->Item[1], cursor->Item[2], cursor->Item + 3);
                break;
            default:
                Native.ResultNull(context);
                break;
        }
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Rowid(Cursor* cursor, long* row)
    {
        *row = cursor->Position;
        return raw.SQLITE_OK;
    }

    static void Give(nint context, SqlValueKind kind, long length, long* value)
    {
        switch (kind)
        {
            case SqlValueKind.Integer:
                Native.ResultLong(context, *value);
                break;
            case SqlValueKind.Real:
                Native.ResultDouble(context, BitConverter.Int64BitsToDouble(*value));
                break;
            case SqlValueKind.Text:
                Native.ResultText(context, (byte*)value, (int)length, Native.Transient);
                break;
            default:
                Native.ResultNull(context);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void* Allocate(int bytes) => Native.Allocate((ulong)bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Free(void* memory) => Native.Free(memory);

    static int SizeOf(long* item) => HeadOfItem + (((int)item[2] + Word - 1) / Word * Word);

    // Bytes of somebody else must not lead behind their end.
    static bool IsList(ReadOnlySpan<byte> list)
    {
        if (list.Length < Word || list.Length % Word != 0)
            return false;
        var words = MemoryMarshal.Cast<byte, long>(list);
        if (words[0] is not ((long)ItemListForm.Positions or (long)ItemListForm.Keyed))
            return words[0] == (long)ItemListForm.Integers;
        for (words = words[1..]; words.Length >= 3 && words[2] >= 0 && words[2] <= (words.Length - 3) * Word; words = words[(3 + (((int)words[2] + Word - 1) / Word))..])
        {
        }
        return words.IsEmpty;
    }

    // SQLite frees the message.
    static int Refuse(Table* table, ReadOnlySpan<byte> message)
    {
        Native.Free(table->Message);
        table->Message = (byte*)Native.Allocate((ulong)message.Length + 1);
        if (table->Message is null)
            return raw.SQLITE_NOMEM;
        message.CopyTo(new Span<byte>(table->Message, message.Length));
        table->Message[message.Length] = 0;
        return raw.SQLITE_ERROR;
    }

    // sqlite3_module up to xRowid, then what is not implemented. https://www.sqlite.org/c3ref/module.html
    struct Module
    {
#pragma warning disable CS0649, CS0169, IDE0044, IDE0051, CA1823 // SQLite reads what is left zero.
        int version;
        nint create;
        public delegate* unmanaged[Cdecl]<nint, nint, int, nint, Table**, nint, int> Connect;
        public delegate* unmanaged[Cdecl]<Table*, Plan*, int> BestIndex;
        public delegate* unmanaged[Cdecl]<Table*, int> Disconnect;
        nint destroy;
        public delegate* unmanaged[Cdecl]<Table*, Cursor**, int> Open;
        public delegate* unmanaged[Cdecl]<Cursor*, int> Close;
        public delegate* unmanaged[Cdecl]<Cursor*, int, nint, int, nint*, int> Filter;
        public delegate* unmanaged[Cdecl]<Cursor*, int> Next;
        public delegate* unmanaged[Cdecl]<Cursor*, int> Eof;
        public delegate* unmanaged[Cdecl]<Cursor*, nint, int, int> Column;
        public delegate* unmanaged[Cdecl]<Cursor*, long*, int> Rowid;
        fixed long rest[12];
    }

    // sqlite3_vtab.
    struct Table
    {
        nint module;
        int references;
        public byte* Message;
        public bool IsOfOne;
    }

    // sqlite3_vtab_cursor, then ours.
    struct Cursor
    {
        public Table* Table;
        public byte* Items;
        public int Room;
        public int At;
        public int End;
        public long Position;

        public readonly ItemListForm Form => (ItemListForm)(*(long*)Items);

        public readonly long* Item => (long*)(Items + At);
    }

    // sqlite3_index_info. https://www.sqlite.org/c3ref/index_info.html
    struct Plan
    {
        public int Constraints;
        public Constraint* Constraint;
        public int Terms;
        public Term* Term;
        public Usage* Usage;
        int number;
        nint text;
        int isTextToBeFreed;
        public int IsInOrder;
        public double Cost;
        public long Rows;
        int flags;
        ulong columns;
    }

    struct Constraint
    {
        public int Column;
        public byte Operator;
        public byte IsUsable;
        int offset;
    }

    struct Term
    {
        public int Column;
        public byte IsDescending;
    }

    struct Usage
    {
        public int Argument;
        public byte IsProven;
    }
#pragma warning restore CS0649, CS0169, IDE0044, IDE0051, CA1823
}
