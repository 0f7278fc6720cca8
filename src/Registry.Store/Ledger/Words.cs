namespace Registry.Store;

/// <summary>How enumerations are written in the store: the words of DOMAIN, in capitals.</summary>
static class StoredWords
{
    public static string Of(Coverage coverage) => coverage == Store.Coverage.Full ? "FULL" : "FLOW";

    public static Coverage Coverage(string word) => word == "FULL" ? Store.Coverage.Full : Store.Coverage.Flow;

    public static string Of(RunKind kind) => kind.ToString().ToUpperInvariant();

    public static RunKind RunKind(string word) => Enum.Parse<RunKind>(word, ignoreCase: true);

    public static string Of(RunState state) => state.ToString().ToUpperInvariant();

    public static RunState RunState(string word) => Enum.Parse<RunState>(word, ignoreCase: true);

    public static SourceHealth Health(string word) => Enum.Parse<SourceHealth>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    public static string Of(Severity severity) => severity.ToString().ToUpperInvariant();

    public static string Of(Verdict verdict) => verdict == Store.Verdict.NotSame ? "NOT_SAME" : verdict.ToString().ToUpperInvariant();

    public static Verdict Verdict(string word) => word switch
    {
        "SAME" => Store.Verdict.Same,
        "NOT_SAME" => Store.Verdict.NotSame,
        _ => Store.Verdict.Unsure,
    };
}
