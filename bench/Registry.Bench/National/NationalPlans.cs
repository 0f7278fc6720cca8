using Registry.Graph.Engine;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Bench.National;

/// <summary>The statements of the seven questions and how the database runs them.</summary>
internal static class NationalPlans
{
    private const string Explain = "explain query plan ";

    public static async Task<int> Run(string[] arguments)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + arguments[0]));
        using var engine = NationalServer.Engine(database);
        var questions = new NationalQuestions(arguments[1], arguments[0]);
        database.Prepared = text =>
        {
            if (text.StartsWith(Explain, StringComparison.Ordinal))
                return;
            Console.WriteLine(text);
            using var session = database.Read(CancellationToken.None);
            using var plan = session.Run(new SqlText().Add(Explain).Add(text));
            while (plan.Step())
                Console.WriteLine("    -- " + plan.Value(3).Text);
        };
        foreach (var question in arguments.Length > 2 ? arguments[2].Split(',') : NationalQuestions.Names)
        {
            Console.WriteLine($"\n-- {question}");
            foreach (var body in (await questions.Bodies(question, engine)).Take(3))
            {
                using var response = await engine.Execute(NationalEngine.Request(body));
            }
        }

        return 0;
    }
}
