using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Registry.Harvest.Catalog;

/// <summary>A node of a YAML text with its place, from 1.</summary>
internal abstract record Node(int Line, int Column)
{
    public sealed record Scalar(int Line, int Column, string Text, bool Plain) : Node(Line, Column);

    public sealed record Sequence(int Line, int Column, IReadOnlyList<Node> Items) : Node(Line, Column);

    public sealed record Mapping(int Line, int Column, IReadOnlyList<(Scalar Key, Node Value)> Entries) : Node(Line, Column);

    /// <summary>What it is, for messages.</summary>
    public string Kind => this switch
    {
        Scalar { Text.Length: 0 } => "nothing",
        Scalar scalar => $"\"{scalar.Text}\"",
        Sequence => "a list",
        _ => "a mapping",
    };
}

/// <summary>Reads YAML into nodes that know their places. One document, texts as keys, no aliases: a source needs no more, and aliases unfold without bound.</summary>
internal static class Yaml
{
    private const int DeepestNesting = 32;

    /// <summary>The document's node; null where it is not YAML, which is then a fault.</summary>
    public static Node? Read(string text, Action<int, int, string> fault)
    {
        try
        {
            Parser parser = new(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                fault(1, 1, "the file is empty; a source has at least title, publisher, licence, editions, read and map");
                return null;
            }

            return Compose(parser, fault, 0);
        }
        catch (YamlException broken)
        {
            fault((int)broken.Start.Line, (int)broken.Start.Column, $"this is not YAML: {broken.Message}");
            return null;
        }
    }

    private static Node Compose(Parser parser, Action<int, int, string> fault, int depth)
    {
        ParsingEvent at = parser.Current!;
        if (depth > DeepestNesting)
        {
            throw new YamlException(at.Start, at.End, $"nested deeper than {DeepestNesting}");
        }

        (int line, int column) = ((int)at.Start.Line, (int)at.Start.Column);
        if (at is Scalar scalar)
        {
            parser.MoveNext();
            return new Node.Scalar(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            List<Node> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Compose(parser, fault, depth + 1));
            }

            return new Node.Sequence(line, column, items);
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            return ComposeMapping(parser, fault, depth, line, column);
        }

        throw new YamlException(at.Start, at.End, "aliases (*name) are not read in a source; write the value out");
    }

    private static Node.Mapping ComposeMapping(Parser parser, Action<int, int, string> fault, int depth, int line, int column)
    {
        List<(Node.Scalar, Node)> entries = [];
        HashSet<string> met = new(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Node key = Compose(parser, fault, depth + 1);
            Node value = Compose(parser, fault, depth + 1);
            if (key is not Node.Scalar name)
            {
                fault(key.Line, key.Column, $"found {key.Kind} as a key; a text would be right");
            }
            else if (!met.Add(name.Text))
            {
                fault(key.Line, key.Column, $"key \"{name.Text}\" stands twice; once would be right");
            }
            else
            {
                entries.Add((name, value));
            }
        }

        return new(line, column, entries);
    }
}
