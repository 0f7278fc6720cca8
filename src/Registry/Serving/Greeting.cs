namespace Registry.Serving;

/// <summary>Says where the program answers, with a question to paste.</summary>
internal static class Greeting
{
    /// <summary>The question; the README shows it with its answer.</summary>
    public const string Question = """{ incubators(place: "500153") { nodes { name level recognisedAs { nodes { state evidence { quote locator } } } } } }""";

    public static void Print(string url, TextWriter output)
    {
        output.WriteLine($"Registry answers on {url}/graphql");
        output.WriteLine();
        output.WriteLine($"  curl -s {url}/graphql -H 'content-type: application/json' \\");
        output.WriteLine($"    -d '{{\"query\": \"{Question.Replace("\"", "\\\"", StringComparison.Ordinal)}\"}}'");
        output.WriteLine();
        output.Flush();
    }
}
