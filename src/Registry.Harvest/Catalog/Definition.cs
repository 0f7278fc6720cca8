using System.Security.Cryptography;
using System.Text;

namespace Registry.Harvest.Catalog;

/// <summary>The hash of what decides how a list is read and mapped.</summary>
internal static class Definition
{
    /// <summary>Raised when the code maps the same file differently, so that unchanged bytes are mapped again.</summary>
    private const int MappingVersion = 2;

    // What is said about the source changes nothing of what a row says.
    private static readonly string[] About = ["title", "description", "publisher", "licence", "attribution", "address", "schedule", "zone", "after", "fetch", "authority", "editions"];

    /// <summary>The hash of a file; of prose, with the rules by which it is read.</summary>
    public static byte[] Of(Node.Mapping file, bool isProse)
    {
        StringBuilder text = new($"{MappingVersion}\n{(isProse ? Extract.Extractor.Rules : "")}");
        foreach ((Node.Scalar key, Node value) in file.Entries.Where(e => !About.Contains(e.Key.Text)).OrderBy(e => e.Key.Text, StringComparer.Ordinal))
        {
            Write(key, text);
            Write(value, text);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Write(Node node, StringBuilder text)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                text.Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
            case Node.Sequence list:
                text.Append('[');
                foreach (Node item in list.Items)
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            case Node.Mapping mapping:
                text.Append('{');
                foreach ((Node.Scalar key, Node value) in mapping.Entries)
                {
                    Write(key, text);
                    Write(value, text);
                }

                text.Append('}');
                break;
        }
    }
}
