using Registry.Graph.Engine;
using Registry.Store;
using SQLitePCL;

namespace Registry.Bench.National;

/// <summary>The statements of the seven questions and how the database runs them.</summary>
internal static class NationalPlans
{
    public static async Task<int> Run(string[] arguments)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + arguments[0]));
        using var engine = NationalServer.Engine(database);
        using var handle = new Handle(arguments[0]);
        var questions = new NationalQuestions(arguments[1], arguments[0]);
        database.Prepared = text =>
        {
            Console.WriteLine(text);
            handle.Each("explain query plan " + text, row => Console.WriteLine("    -- " + raw.sqlite3_column_text(row, 3).utf8_to_string()));
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
