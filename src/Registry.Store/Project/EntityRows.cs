using System.Collections.Frozen;

namespace Registry.Store;

/// <summary>A body as the ledger founded it.</summary>
readonly record struct Body(long Id, string PublicId, EntityType Type, string FoundingName, long? MergedInto);

/// <summary>Writes a body's rows of the read model.</summary>
sealed class EntityRows(Writer writer, Postings postings, NameBlocks blocks) : IDisposable
{
    const int DivisionsInMemory = 500_000;

    // New rows, of which many are written at once, and rows in the place of those there were.
    const string InsertDirectory = """
        insert into directory (entity_id, id, type, name, name_key, name_sort, level, level_raw, status, place, in_zone, at_incubator, first_recognition)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    const string ReplaceDirectory = """
        insert or replace into directory (entity_id, id, type, name, name_key, name_sort, level, level_raw, status, place, in_zone, at_incubator, first_recognition)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    const string InsertRelation = """
        insert into relation (entity_id, predicate, other_type, other_id, fact_id, status, basis, valid_from, valid_to)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """;

    const string ReplaceRelation = """
        insert or replace into relation (entity_id, predicate, other_type, other_id, fact_id, status, basis, valid_from, valid_to)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    static readonly int incubatedAt = Vocabulary.Current.Relation("incubatedAt")!.Value.Number;
    static readonly int incubator = Vocabulary.Current.Type("Incubator")!.Number;
    static readonly int recognisedAs = Vocabulary.Current.Relation("recognisedAs")!.Value.Number;
    static readonly int recognition = Vocabulary.Current.Type("Recognition")!.Number;
    static readonly FrozenDictionary<int, string> inserts = Vocabulary.Current.Types.ToFrozenDictionary(type => type.Number, type => InsertOrReplace(type).Replace(" or replace", "", StringComparison.Ordinal));
    static readonly FrozenDictionary<int, string> replacements = Vocabulary.Current.Types.ToFrozenDictionary(type => type.Number, InsertOrReplace);
    static readonly FrozenDictionary<int, string> deletes = Vocabulary.Current.Types.ToFrozenDictionary(type => type.Number, type => $"delete from {type.Table} where entity_id = ?");
    static readonly string[] statuses = [.. Vocabulary.Current.RelationStatuses.Select(word => word.Name)];
    static readonly string[] bases = [.. Vocabulary.Current.RelationBases.Select(word => word.Name)];

    // By code, type and body: the bodies of a list lie anywhere.
    readonly OrderedPairs<long> divisions = new(DivisionsInMemory);

    /// <summary>
    /// Writes the rows of bodies that have none yet: a table after the other, so that neighbours are written together. The divisions
    /// in which they lie wait for <see cref="Flush"/>.
    /// </summary>
    public void Insert(List<Projected> bodies)
    {
        foreach (var (body, facts, where) in bodies)
            WriteDirectory(InsertDirectory, body, facts!, where!);
        foreach (var (body, facts, where) in bodies)
            WriteTyped(inserts[body.Type.Number], body, facts!, where!);
        foreach (var (body, facts, _) in bodies)
            WriteFacts(body, facts!);
        foreach (var (body, facts, _) in bodies)
        {
            // A symmetric one may stand already, written from its other end by the same claims.
            foreach (var relation in facts!.Relations)
                Write(InsertRelation, body, relation);
        }
        foreach (var (body, facts, where) in bodies)
        {
            foreach (var code in where!.Divisions)
                divisions.Add(code, TypeAndBody.Of(body.Type.Number, body.Id));
            WriteAncestors(body, facts!, where);
        }
    }

    /// <summary>Takes the divisions of bodies that are there to those that wait, as <see cref="Postings.TakeIn"/> does.</summary>
    public void TakeInDivisions()
    {
        var rows = writer.Prepare("select code, type, entity_id from within_division");
        while (rows.Step())
            divisions.Add(rows.Long(0), TypeAndBody.Of(rows.Int(1), rows.Long(2)));
        writer.Execute("delete from within_division");
    }

    /// <summary>Writes what waits, in its order.</summary>
    public void Flush()
    {
        foreach (var (code, both) in divisions.Take())
        {
            writer.Breathe();
            WriteDivision(code, TypeAndBody.Type(both), TypeAndBody.Body(both));
        }
    }

    public void Dispose() => divisions.Dispose();

    /// <summary>Brings a body's rows up to date; true when it now lies elsewhere.</summary>
    public bool Replace(in Body body, Facts facts, Whereabouts where)
    {
        var names = OldNames(body.Id);
        RemoveFacts(body.Id);
        WriteDirectory(ReplaceDirectory, body, facts, where);
        WriteTyped(replacements[body.Type.Number], body, facts, where);
        WriteFacts(body, facts);
        ReplaceRelations(body, facts);
        var before = OldWhere(body.Id);
        var moved = !before.Matches(where);
        if (moved || !before.Tells(facts))
        {
            RemoveWithin(body, before);
            WriteWithin(body, facts, where);
        }
        postings.Replace(body.Type.Number, body.Id, names, facts.AllNames);
        return moved;
    }

    /// <summary>Removes the rows of a body that another answers for, and says who does.</summary>
    public void Remove(in Body body, string survivor, long survivorId)
    {
        var names = OldNames(body.Id);
        RemoveFacts(body.Id);
        foreach (var (predicate, otherType, other) in OldRelations(body.Id))
            RemoveRelation(body, predicate, otherType, other);
        RemoveWithin(body, OldWhere(body.Id));
        postings.Replace(body.Type.Number, body.Id, names, []);
        writer.Prepare(deletes[body.Type.Number]).Bind(1, body.Id).Run();
        writer.Prepare("delete from directory where entity_id = ?").Bind(1, body.Id).Run();
        WriteFormerId(survivor, survivorId);
    }

    /// <summary>Says that a body answers for an id that it was not given.</summary>
    public void WriteFormerId(string id, long survivor) =>
        writer.Prepare("insert or replace into former_id (id, entity_id) values (?, ?)").Bind(1, id).Bind(2, survivor).Run();

    void WriteDirectory(string sql, in Body body, Facts facts, Whereabouts where) => BindNearest(11, facts, where, writer.Prepare(sql)
        .Bind(1, body.Id).Bind(2, body.PublicId).Bind(3, body.Type.Number).Bind(4, facts.Name)
        .Bind(5, facts.NameKey).BindBlob(6, facts.NameSort)
        .Bind(7, facts.Chosen("level")).Bind(8, facts.Chosen("levelRaw")).Bind(9, facts.Status).Bind(10, where.Division)).Run();

    void WriteTyped(string sql, in Body body, Facts facts, Whereabouts where)
    {
        var row = writer.Prepare(sql)
            .Bind(1, body.Id).Bind(2, body.PublicId).Bind(3, facts.Name)
            .Bind(4, facts.NameKey).BindBlob(5, facts.NameSort)
            .Bind(6, facts.Chosen("level")).Bind(7, facts.Chosen("levelRaw")).Bind(8, facts.Status).Bind(9, where.Division);
        BindNearest(10, facts, where, row);
        var parameter = 13;
        foreach (var attribute in body.Type.Properties)
            Bind(row, parameter++, facts.Column(attribute));
        row.Run();
    }

    static Statement BindNearest(int parameter, Facts facts, Whereabouts where, Statement row) => row
        .Bind(parameter, where.Zone).Bind(parameter + 1, facts.First(incubatedAt, incubator)).Bind(parameter + 2, facts.First(recognisedAs, recognition));

    static void Bind(Statement row, int parameter, object? value) => _ = value switch
    {
        long number => row.Bind(parameter, number),
        double number => row.Bind(parameter, number),
        string text => row.Bind(parameter, text),
        _ => row.BindNull(parameter),
    };

    void WriteFacts(in Body body, Facts facts)
    {
        foreach (var name in facts.Names)
            Write(body, name, isPrincipal: name.Value == facts.Name);
        foreach (var identifier in facts.Identifiers)
        {
            writer.Prepare("insert into identifier (fact_id, entity_id, scheme, value, valid) values (?, ?, ?, ?, ?)")
                .Bind(1, identifier.Fact.Id).Bind(2, body.Id).Bind(3, identifier.Scheme).Bind(4, identifier.Value).Bind(5, identifier.IsValid ? 1 : 0).Run();
            WriteFurther(identifier.Fact);
        }
        foreach (var property in facts.Properties)
        {
            writer.Prepare("insert into property (fact_id, entity_id, attribute, value, chosen, rule) values (?, ?, ?, ?, ?, ?)")
                .Bind(1, property.Fact.Id).Bind(2, body.Id).Bind(3, property.Attribute).Bind(4, property.Value).Bind(5, property.IsChosen ? 1 : 0).Bind(6, property.Rule).Run();
            WriteFurther(property.Fact);
        }
        foreach (var nature in facts.Natures)
        {
            writer.Prepare("insert into nature (fact_id, entity_id, type) values (?, ?, ?)")
                .Bind(1, nature.Fact.Id).Bind(2, body.Id).Bind(3, nature.Type).Run();
            WriteFurther(nature.Fact);
        }
    }

    void Write(in Body body, in NameFact name, bool isPrincipal)
    {
        writer.Prepare("insert into name (fact_id, entity_id, kind, value, name_key, principal, valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, name.Fact.Id).Bind(2, body.Id).Bind(3, name.Kind).Bind(4, name.Value).Bind(5, name.Key)
            .Bind(6, isPrincipal ? 1 : 0).Bind(7, name.Fact.Best.ValidFrom).Bind(8, name.Fact.Best.ValidTo).Run();
        WriteFurther(name.Fact);
    }

    void WriteFurther(Fact fact)
    {
        if (fact.Claims.Count == 1)
            return;
        var id = fact.Id;
        foreach (var claim in fact.Claims)
        {
            if (claim.Id != id)
                writer.Prepare("insert into fact_claim (fact_id, claim_id) values (?, ?) on conflict do nothing").Bind(1, id).Bind(2, claim.Id).Run();
        }
    }

    void Write(string sql, in Body body, in RelationFact relation)
    {
        var number = relation.Predicate.Number;
        WriteRelation(sql, body.Id, number, relation.OtherType, relation.Other, relation);
        WriteRelation(sql, relation.Other, relation.Predicate.Symmetric ? number : -number, body.Type.Number, body.Id, relation);
        WriteFurther(relation.Fact);
    }

    void WriteRelation(string sql, long entity, int predicate, int otherType, long other, in RelationFact relation) => writer.Prepare(sql)
        .Bind(1, entity).Bind(2, predicate).Bind(3, otherType).Bind(4, other).Bind(5, relation.Fact.Id)
        .Bind(6, statuses[(int)relation.Status]).Bind(7, bases[(int)relation.Basis])
        .Bind(8, relation.Fact.Best.ValidFrom).Bind(9, relation.Fact.Best.ValidTo).Run();

    void ReplaceRelations(in Body body, Facts facts)
    {
        var kept = facts.Relations.Select(relation => (relation.Predicate.Number, relation.OtherType, relation.Other)).ToHashSet();
        foreach (var (predicate, otherType, other) in OldRelations(body.Id))
        {
            if (!kept.Contains((predicate, otherType, other)))
                RemoveRelation(body, predicate, otherType, other);
        }
        foreach (var relation in facts.Relations)
            Write(ReplaceRelation, body, relation);
    }

    void RemoveRelation(in Body body, int predicate, int otherType, long other)
    {
        var symmetric = Vocabulary.Current.Predicates.First(known => known.Number == predicate).Symmetric;
        var remove = writer.Prepare("delete from relation where entity_id = ? and predicate = ? and other_type = ? and other_id = ?");
        remove.Bind(1, body.Id).Bind(2, predicate).Bind(3, otherType).Bind(4, other).Run();
        remove.Bind(1, other).Bind(2, symmetric ? predicate : -predicate).Bind(3, body.Type.Number).Bind(4, body.Id).Run();
    }

    List<(int Predicate, int OtherType, long Other)> OldRelations(long entity)
    {
        var rows = writer.Prepare("select predicate, other_type, other_id from relation where entity_id = ? and predicate > 0").Bind(1, entity);
        List<(int, int, long)> relations = [];
        while (rows.Step())
            relations.Add((rows.Int(0), rows.Int(1), rows.Long(2)));
        return relations;
    }

    void RemoveFacts(long entity)
    {
        writer.Prepare("""
            delete from fact_claim
            where fact_id in (
                select fact_id from name where entity_id = ?1
                union all
                select fact_id from identifier where entity_id = ?1
                union all
                select fact_id from property where entity_id = ?1
                union all
                select fact_id from nature where entity_id = ?1
                union all
                select fact_id from relation where entity_id = ?1 and predicate > 0)
            """).Bind(1, entity).Run();
        writer.Prepare("delete from name where entity_id = ?").Bind(1, entity).Run();
        writer.Prepare("delete from identifier where entity_id = ?").Bind(1, entity).Run();
        writer.Prepare("delete from property where entity_id = ?").Bind(1, entity).Run();
        writer.Prepare("delete from nature where entity_id = ?").Bind(1, entity).Run();
    }

    void WriteWithin(in Body body, Facts facts, Whereabouts where)
    {
        foreach (var code in where.Divisions)
            WriteDivision(code, body.Type.Number, body.Id);
        WriteAncestors(body, facts, where);
    }

    void WriteDivision(long code, int type, long body) =>
        writer.Prepare("insert into within_division (code, type, entity_id) values (?, ?, ?)").Bind(1, code).Bind(2, type).Bind(3, body).Run();

    void WriteAncestors(in Body body, Facts facts, Whereabouts where)
    {
        foreach (var (ancestor, steps) in where.Ancestors)
        {
            blocks.Touch(ancestor);
            writer.Prepare("insert into within_entity (ancestor_id, type, entity_id, steps, level, name) values (?, ?, ?, ?, ?, ?)")
                .Bind(1, ancestor).Bind(2, body.Type.Number).Bind(3, body.Id).Bind(4, steps).Bind(5, facts.Chosen("level")).Bind(6, facts.Name).Run();
        }
    }

    void RemoveWithin(in Body body, OldWhereabouts before)
    {
        foreach (var (ancestor, _) in before.Ancestors)
            blocks.Touch(ancestor);
        writer.Prepare("delete from within_division where entity_id = ?").Bind(1, body.Id).Run();
        writer.Prepare("delete from within_entity where entity_id = ?").Bind(1, body.Id).Run();
    }

    OldWhereabouts OldWhere(long entity)
    {
        List<int> codes = [];
        var divisions = writer.Prepare("select code from within_division where entity_id = ? order by code").Bind(1, entity);
        while (divisions.Step())
            codes.Add(divisions.Int(0));
        List<(long, int)> ancestors = [];
        (string? Level, string Name)? told = null;
        var rows = writer.Prepare("select ancestor_id, steps, level, name from within_entity where entity_id = ? order by ancestor_id").Bind(1, entity);
        while (rows.Step())
        {
            ancestors.Add((rows.Long(0), rows.Int(1)));
            told ??= (rows.TextOrNull(2), rows.Text(3));
        }
        return new OldWhereabouts(codes, ancestors, told);
    }

    List<string> OldNames(long entity)
    {
        var rows = writer.Prepare("""
            select value from name where entity_id = ?1
            union
            select name from directory where entity_id = ?1
            """).Bind(1, entity);
        List<string> names = [];
        while (rows.Step())
            names.Add(rows.Text(0));
        return names;
    }

    static string InsertOrReplace(EntityType type)
    {
        string[] columns = ["entity_id", "id", "name", "name_key", "name_sort", "level", "level_raw", "status", "place", "in_zone", "at_incubator", "first_recognition", .. type.Properties.Select(property => property.Column)];
        return $"insert or replace into {type.Table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})";
    }

    readonly record struct OldWhereabouts(List<int> Codes, List<(long Id, int Steps)> Ancestors, (string? Level, string Name)? Told)
    {
        /// <summary>Whether what stands with the places of the body is still true of it.</summary>
        public bool Tells(Facts facts) => Told is not { } told || (told.Level == facts.Chosen("level") && told.Name == facts.Name);

        public bool Matches(Whereabouts where) => Codes.SequenceEqual(where.Divisions) && Ancestors.SequenceEqual(where.Ancestors);
    }
}
