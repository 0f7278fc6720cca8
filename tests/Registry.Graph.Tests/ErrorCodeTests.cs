using System.Reflection;
using System.Runtime.CompilerServices;
using Registry.Graph.Engine;

namespace Registry.Graph.Tests;

public sealed class ErrorCodeTests
{
    public static TheoryData<string> Codes => [.. from assembly in new[] { typeof(ErrorCodes).Assembly, typeof(GraphCodes).Assembly }
        from type in assembly.GetTypes()
        where type.Name is "ErrorCodes" or "GraphCodes" or "HttpErrorCodes"
        from code in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        select (string)code.GetRawConstantValue()!];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_stands_in_the_documentation_for_front_end_teams(string code) =>
        Assert.Contains($"`{code}`", Documentation(), StringComparison.Ordinal);

    private static string Documentation([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "graphql.md"));
}
