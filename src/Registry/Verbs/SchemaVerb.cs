using System.CommandLine;
using Registry.Graph;

namespace Registry.Verbs;

/// <summary><c>registry schema</c>: the public contract as SDL.</summary>
internal static class SchemaVerb
{
    public static Command Build()
    {
        var command = new Command("schema", "Print the GraphQL schema (SDL).");
        command.SetAction(_ =>
        {
            Console.Out.Write(RegistryGraph.Sdl);
            return ExitCode.Done;
        });
        return command;
    }
}
