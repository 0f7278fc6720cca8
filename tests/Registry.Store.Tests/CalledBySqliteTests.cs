using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Registry.Store.Tests;

/// <summary>
/// What SQLite calls of ours must not itself call a function that stays in the collector's mode: the compiler puts a look at the collector behind such
/// a call, even behind the return to SQLite's mode, after which the next call of SQLite's ends the process. It needs a collection at that very
/// moment, so it is looked for in the code.
/// </summary>
public sealed class CalledBySqliteTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xffff);

    private static readonly MethodBase[] Methods = [.. typeof(Database).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))];

    [Fact]
    public void No_method_that_sqlite_calls_has_a_call_inlined_that_stays_in_the_collectors_mode()
    {
        var called = Methods.Where(method => method.IsDefined(typeof(UnmanagedCallersOnlyAttribute))).ToList();
        Assert.True(called.Count > 10, $"Only {called.Count} methods are called by SQLite.");
        Assert.Equal([], called.Where(method => Reaches(method, [])).Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void A_call_that_stays_in_the_collectors_mode_is_seen()
    {
        var give = Methods.Single(method => method.Name == "Give" && method.GetParameters().Length == 3);
        Assert.True(give.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining));
        Assert.True(Reaches(give, []));
    }

    // A method that may be inlined counts as the one that calls it.
    private static bool Reaches(MethodBase method, HashSet<MethodBase> seen) =>
        seen.Add(method) && Calls(method).Any(call =>
            call.IsDefined(typeof(SuppressGCTransitionAttribute))
            || (call.Module == method.Module && !call.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining) && Reaches(call, seen)));

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xfe ? 0xfe00 | code[at + 1] : code[at];
            var operation = Codes[value];
            at += operation.Size;
            if (operation.OperandType == OperandType.InlineMethod)
            {
                var generic = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, at), generic, method.IsGenericMethod ? method.GetGenericArguments() : null)!;
            }

            at += operation.OperandType == OperandType.InlineSwitch ? 4 + (4 * BitConverter.ToInt32(code, at)) : SizeOf(operation.OperandType);
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
