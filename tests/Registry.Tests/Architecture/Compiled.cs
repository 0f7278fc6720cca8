using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Registry.Tests.Architecture;

/// <summary>What a compiled assembly of ours names: other assemblies, their types, and the texts in its code.</summary>
internal sealed class Compiled : IDisposable
{
    private readonly PEReader file;
    private readonly MetadataReader metadata;

    public Compiled(string assembly)
    {
        file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        metadata = file.GetMetadataReader();
    }

    public IEnumerable<string> Assemblies => metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));

    /// <summary>Types of other assemblies, with their namespaces.</summary>
    public IEnumerable<string> Types => metadata.TypeReferences
        .Select(metadata.GetTypeReference)
        .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");

    /// <summary>The texts that its code loads, interpolated ones in pieces.</summary>
    public IEnumerable<string> Texts
    {
        get
        {
            for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
                yield return metadata.GetUserString(handle);
        }
    }

    public void Dispose() => file.Dispose();
}
