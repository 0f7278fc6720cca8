using Registry.Harvest.Extract.Figures;
using Registry.Store;

namespace Registry.Harvest.Catalog;

/// <summary>Reads <c>map</c>: the subjects of a record and what is said of them, against the words of the vocabulary.</summary>
internal sealed class MapSyntax(ValueSyntax values, Vocabulary vocabulary, Faults faults)
{
    private readonly string[] types = [.. vocabulary.Types.Select(t => t.Name)];
    private readonly string[] kinds = [.. vocabulary.NameKinds.Select(k => k.Name)];
    private readonly string[] predicates = [.. vocabulary.Predicates.SelectMany(p => new[] { p.Name, p.Inverse }).Distinct()];
    private readonly string[] statuses = [.. vocabulary.RelationStatuses.Select(s => s.Name)];
    private readonly string[] bases = [.. vocabulary.RelationBases.Select(b => b.Name)];

    public IReadOnlyList<Subject> Read(Section? map)
    {
        if (map is null)
        {
            return [];
        }

        (Node.Scalar Key, Node Value)[] entries = [.. map.Entries()];
        if (entries.Length == 0)
        {
            faults.At(map.Node, "\"map\" is empty; the subject that a row is about would be right");
        }

        HashSet<string> keys = [.. entries.Select(e => e.Key.Text)];
        List<Subject> subjects = [];
        foreach ((Node.Scalar key, Node value) in entries)
        {
            if (key.Text == RelationRule.ThePlace)
            {
                faults.At(key, "a subject cannot be called \"place\", which stands for a subject's own place; another name would be right");
            }

            if (Section.Of(value, $"subject \"{key.Text}\"", faults) is { } section && ReadSubject(section, key.Text, keys, entries[0].Key.Text) is { } subject)
            {
                subjects.Add(subject);
            }
        }

        return subjects;
    }

    private Subject? ReadSubject(Section section, string key, HashSet<string> keys, string first)
    {
        Node? typeNode = section.Required("type");
        Value? type = values.ReadWord(typeNode, "\"type\"", types);
        Value? name = values.Read(section.Required("name"), "\"name\"");
        Value? place = values.Read(section.Optional("place"), "\"place\"");
        Value? nameKind = values.ReadWord(section.Optional("nameKind"), "\"nameKind\"", kinds) ?? Value.Constant("LEGAL");
        EntityType[] possible = [.. PossibleTypes(type)];
        Subject subject = new()
        {
            Key = key,
            Type = type ?? Value.Constant(""),
            Name = name ?? Value.Constant(""),
            NameKind = nameKind,
            Place = place,
            Names = [.. section.OptionalSections("names").Select(ReadName).OfType<NameRule>()],
            Identifiers = [.. section.OptionalSections("identifiers").Select(ReadIdentifier).OfType<IdentifierRule>()],
            Properties = [.. ReadProperties(section.OptionalSection("properties"), possible)],
            Relations = [.. section.OptionalSections("relations").Select(r => ReadRelation(r, keys, place is not null)).OfType<RelationRule>()],
            Recognitions = [.. section.OptionalSections("recognitions").Select(ReadRecognition)],
            Observations = [.. section.OptionalSections("observations").Select(o => ReadObservation(o, place is not null)).OfType<ObservationRule>()],
            When = values.ReadCondition(section.Optional("when"), "\"when\""),
            Each = section.OptionalText("each"),
            LinkOnly = section.OptionalFlag("linkOnly"),
        };
        section.Close();
        if (subject.Each is not null && key == first)
        {
            faults.At(section.Optional("each")!, $"\"{key}\" is what a row is about and cannot stand for each element of an array; put another subject first");
        }

        return type is null || name is null ? null : subject;
    }

    // The types that a subject may have, as far as the file tells: then its properties can be held against them.
    private IEnumerable<EntityType> PossibleTypes(Value? type)
    {
        IEnumerable<string> names = type?.Functions is [.., Function.LookUp { Table: var table }] ? table.Words.Values.Distinct()
            : type?.AsConstant is { } constant ? [constant]
            : [];
        return names.Select(vocabulary.Type).OfType<EntityType>();
    }

    private NameRule? ReadName(Section section)
    {
        Value? value = values.Read(section.Required("value"), "\"value\"");
        Value? kind = values.ReadWord(section.Required("kind"), "\"kind\"", kinds);
        Condition? when = values.ReadCondition(section.Optional("when"), "\"when\"");
        string? each = section.OptionalText("each");
        section.Close();
        return value is null || kind is null ? null : new(value, kind, when, each);
    }

    private IdentifierRule? ReadIdentifier(Section section)
    {
        Value? scheme = values.ReadWord(section.Required("scheme"), "\"scheme\"", [.. values.Schemes]);
        Value? value = values.Read(section.Required("value"), "\"value\"");
        Condition? when = values.ReadCondition(section.Optional("when"), "\"when\"");
        string? each = section.OptionalText("each");
        section.Close();
        return value is null || scheme is null ? null : new(scheme, value, when, each);
    }

    private IEnumerable<PropertyRule> ReadProperties(Section? section, IReadOnlyList<EntityType> possible)
    {
        foreach ((Node.Scalar key, Node node) in section?.Entries() ?? [])
        {
            (Value? value, Condition? when) = ReadPropertyValue(node, key.Text);
            CheckProperty(key, node, possible, value, when);

            if (value is not null)
            {
                yield return new(key.Text, value, when);
            }
        }
    }

    private (Value?, Condition?) ReadPropertyValue(Node node, string name)
    {
        if (node is not Node.Mapping mapping || !mapping.Entries.Any(e => e.Key.Text == "value"))
        {
            return (values.Read(node, $"\"{name}\""), null);
        }

        Section section = Section.Of(node, $"property \"{name}\"", faults)!;
        Value? value = values.Read(section.Required("value"), "\"value\"");
        Condition? when = values.ReadCondition(section.Optional("when"), "\"when\"");
        section.Close();
        return (value, when);
    }

    private void CheckProperty(Node.Scalar key, Node node, IReadOnlyList<EntityType> possible, Value? value, Condition? when)
    {
        List<EntityAttribute> attributes = [];
        foreach (EntityType type in possible)
        {
            if (vocabulary.Attribute(type, key.Text) is { } attribute)
            {
                attributes.Add(attribute);
            }
            else if (when is null)
            {
                faults.At(key, $"{type.Name} has no property \"{key.Text}\"; {Section.Nearest(key.Text, type.Properties.Concat(vocabulary.CommonProperties).Where(a => a.Identifier is null).Select(a => a.Name))}");
            }
        }

        if (attributes.Find(a => a.Identifier is not null)?.Identifier is { } scheme)
        {
            faults.At(key, $"property \"{key.Text}\" is filled from identifiers; {{scheme: {scheme}, value: …}} under identifiers would be right");
        }
        else if (value is not null && attributes.Count > 0)
        {
            CheckData(key, node, attributes, value);
        }
    }

    // Where a lookup gives the type, a word must be one of some type's: which row has which is not known here.
    private void CheckData(Node.Scalar key, Node node, List<EntityAttribute> attributes, Value value)
    {
        EntityAttribute attribute = attributes[0];
        if (attributes.TrueForAll(a => a.Data == AttributeData.Word))
        {
            values.CheckWords(node, value, $"\"{key.Text}\"", [.. attributes.SelectMany(a => a.Words!).Distinct()]);
        }

        Function? last = value.Functions.Count == 0 ? null : value.Functions[^1];
        string? right = attribute.Data switch
        {
            _ when value.AsConstant is not null => null,
            AttributeData.Word when last is null => "a lookup",
            AttributeData.Date when last is not Function.Date => "the function date",
            AttributeData.Integer or AttributeData.Decimal when last is not Function.Number => "the function number",
            AttributeData.Boolean when last is not Function.LookUp => "a lookup that gives true or false",
            _ => null,
        };
        if (right is not null)
        {
            faults.At(node, $"property \"{key.Text}\" is {Article(attribute.Data)}; a value that ends with {right} would be right");
        }
    }

    private static string Article(AttributeData data) => data switch
    {
        AttributeData.Word => "one of a few words",
        AttributeData.Date => "a date",
        AttributeData.Boolean => "true or false",
        _ => "a number",
    };

    private RelationRule? ReadRelation(Section section, HashSet<string> keys, bool hasPlace)
    {
        Value? predicate = values.ReadWord(section.Required("predicate"), "\"predicate\"", predicates);
        Node? toNode = section.Required("to");
        string? to = Section.Text(toNode, "\"to\"", faults);
        if (to is not null && to != RelationRule.ThePlace && !keys.Contains(to))
        {
            faults.At(toNode!, $"\"to\" is \"{to}\"; {Section.Nearest(to, keys.Append(RelationRule.ThePlace))}");
        }

        if (to == RelationRule.ThePlace && !hasPlace)
        {
            faults.At(toNode!, "\"to\" is place, but the subject has no \"place\"; write one beside its name");
        }

        RelationRule? rule = predicate is null || to is null ? null : new(
            predicate,
            to,
            values.ReadWord(section.Optional("status"), "\"status\"", statuses),
            ReadDay(section, "validFrom"),
            ReadDay(section, "validTo"),
            values.ReadWord(section.Optional("basis"), "\"basis\"", bases),
            values.ReadCondition(section.Optional("when"), "\"when\""));
        foreach (string key in (string[])["status", "validFrom", "validTo", "basis", "when"])
        {
            section.Optional(key);
        }

        section.Close();
        return rule;
    }

    private Value? ReadDay(Section section, string key)
    {
        Node? node = section.Optional(key);
        Value? value = values.Read(node, $"\"{key}\"");
        if (value is not null && value.AsConstant is null && value.Functions is not [.., Function.Date])
        {
            faults.At(node!, $"\"{key}\" is a date; a value that ends with the function date would be right");
        }

        return value;
    }

    private ObservationRule? ReadObservation(Section section, bool hasPlace)
    {
        EntityType type = vocabulary.Type("Observation")!;
        Node? indicatorNode = section.Required("indicator");
        Value? indicator = values.Read(indicatorNode, "\"indicator\"");
        foreach (string code in indicator is null ? [] : Codes(indicator).Where(static code => !Indicators.ByCode.ContainsKey(code)))
        {
            faults.At(indicatorNode!, $"there is no indicator \"{code}\"; {Section.Nearest(code, Indicators.ByCode.Keys)}");
        }

        Value? value = values.Read(section.Required("value"), "\"value\"");
        Node? about = section.Optional("about");
        if (about is not null and not Node.Scalar { Text: RelationRule.ThePlace })
        {
            faults.At(about, "\"about\" is the subject where it is missing; only place would be right");
        }
        else if (about is not null && !hasPlace)
        {
            faults.At(about, "\"about\" is place, but the subject has no \"place\"; write one beside its name");
        }

        ObservationRule? rule = indicator is null || value is null ? null : new(indicator, value, values.ReadCondition(section.Optional("when"), "\"when\""))
        {
            Unit = values.Read(section.Optional("unit"), "\"unit\""),
            Period = ReadDay(section, "period"),
            Definition = ReadWordOf(section, type, "definition"),
            Qualifier = ReadWordOf(section, type, "qualifier"),
            Dimension = values.Read(section.Optional("dimension"), "\"dimension\""),
            IsOfPlace = about is not null,
        };
        foreach (string key in (string[])["when", "unit", "period", "definition", "qualifier", "dimension"])
        {
            section.Optional(key);
        }

        section.Close();
        return rule;
    }

    private static IEnumerable<string> Codes(Value indicator) =>
        indicator.AsConstant is { } code ? [code] : indicator.Functions is [.., Function.LookUp look] ? look.Table.Words.Values.Distinct() : [];

    private Value? ReadWordOf(Section section, EntityType type, string key)
    {
        Node? node = section.Optional(key);
        return values.ReadWord(node, $"\"{key}\"", [.. vocabulary.Attribute(type, key)!.Words!]);
    }

    private RecognitionRule ReadRecognition(Section section)
    {
        EntityType type = vocabulary.Type("Recognition")!;
        section.Required("scheme");
        Condition? when = values.ReadCondition(section.Optional("when"), "\"when\"");
        List<PropertyRule> properties = [];
        foreach ((Node.Scalar key, Node node) in section.Entries().Where(e => e.Key.Text != "when"))
        {
            Value? value = values.Read(node, $"\"{key.Text}\"");
            CheckProperty(key, node, [type], value, null);
            if (value is not null)
            {
                properties.Add(new(key.Text, value, null));
            }
        }

        return new(properties, when);
    }
}
