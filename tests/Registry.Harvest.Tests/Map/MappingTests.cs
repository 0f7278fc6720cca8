using Registry.Harvest.Catalog;
using Registry.Harvest.Map;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;
using Registry.Store;
using Record = Registry.Harvest.Read.Record;

namespace Registry.Harvest.Tests.Map;

/// <summary>What records become: each claim as <c>mention predicate value-or-object @cell</c>.</summary>
public sealed class MappingTests
{
    private const string Carriers = """
        read: {form: csv, blanks: [—]}
        map:
          carrier:
            type: [类型, {lookup: kinds}]
            name: 名称
            place: [所在地, place]
            identifiers:
              - {scheme: USCC, value: 代码}
            properties:
              level: [级别, level]
            relations:
              - {predicate: locatedIn, to: place}
              - {predicate: operates, to: partner, status: {constant: ENDED}, validFrom: [起, date]}
            recognitions:
              - {scheme: {constant: 科技企业孵化器}, level: [级别, level], state: [状态, {lookup: states}]}
          partner:
            type: University
            name: [合作高校, {split: 、}]
            linkOnly: true
        lookups:
          kinds: {reason: The words of the list., words: {孵化器: Incubator, 众创空间: MakerSpace}}
          states: {reason: The words of the list., words: {待审批: PENDING}}
        patches:
          - {column: 名称, from: 新芒孵化器, to: 新苎孵化器, reason: 芒 is a slip for 苎}
          - {column: 名称, from: 无此名, to: 有此名, reason: never}
        ignore: [序号]
        expect: {records: {min: 1}}
        """;

    private const string Header = "序号,名称,类型,级别,状态,所在地,代码,合作高校,起,备注\n";

    [Fact]
    public void A_row_becomes_mentions_and_claims_each_with_its_cell()
    {
        (string[] claims, string[] issues) = Map(Carriers, Header + "1, 新芒孵化器 ,孵化器,市级,待审批,重庆市荣昌区,91350100M000100Y43,重庆大学、西南大学,2019年5月,\n");
        Assert.Equal(
            [
                "USCC:91350100M000100Y43 type Incubator @3",
                "USCC:91350100M000100Y43 name:LEGAL 新苎孵化器 @2 Patched «新芒孵化器» is read as «新苎孵化器»: 芒 is a slip for 苎",
                "USCC:91350100M000100Y43 identifier:USCC 91350100M000100Y43 @7",
                "USCC:91350100M000100Y43 prop:level PROVINCIAL @4",
                "USCC:91350100M000100Y43 prop:levelRaw 市级 @4",
                "重庆大学| type University",
                "重庆大学| name:LEGAL 重庆大学 @8",
                "西南大学| type University",
                "西南大学| name:LEGAL 西南大学 @8",
                "USCC:91350100M000100Y43 rel:locatedIn GB2260:500153 @6",
                "重庆大学| rel:operatedBy USCC:91350100M000100Y43 @8 ENDED from 2019-05",
                "西南大学| rel:operatedBy USCC:91350100M000100Y43 @8 ENDED from 2019-05",
                "科技企业孵化器|USCC:91350100M000100Y43| type Recognition",
                "科技企业孵化器|USCC:91350100M000100Y43| prop:scheme 科技企业孵化器",
                "科技企业孵化器|USCC:91350100M000100Y43| prop:level PROVINCIAL @4",
                "科技企业孵化器|USCC:91350100M000100Y43| prop:levelRaw 市级 @4",
                "科技企业孵化器|USCC:91350100M000100Y43| prop:state PENDING @5",
                "USCC:91350100M000100Y43 rel:recognisedAs 科技企业孵化器|USCC:91350100M000100Y43|",
            ],
            claims);
        Assert.Equal(["PATCH_WITHOUT_EFFECT no cell of column 名称 is «无此名» any more; the patch can go"], issues);
    }

    [Fact]
    public void A_row_without_a_name_is_reported_and_skipped()
    {
        (string[] claims, string[] issues) = Map(Carriers, Header + "1,—,孵化器,,,,,重庆大学,,\n");
        Assert.Empty(claims);
        Assert.Equal("ROW_WITHOUT_NAME row 2: «carrier» has no name; the row was skipped", issues[0]);
    }

    [Fact]
    public void A_word_that_no_lookup_knows_is_reported_and_kept_as_written()
    {
        (string[] claims, string[] issues) = Map(Carriers, Header + "1,甲,孵化器,大区级,审核,重庆市,,,,\n");
        Assert.Contains("科技企业孵化器|甲|500000| prop:state 审核 @5 UnknownWord lookup states does not know «审核»; 待审批 would be right", claims);
        Assert.Contains("UNKNOWN_WORD row 2 col 5: lookup states does not know «审核»; 待审批 would be right", issues);
        Assert.Contains(claims, c => c.StartsWith("甲|500000 prop:level 大区级 @4 UnknownWord", StringComparison.Ordinal));
        Assert.Contains("甲|500000 prop:levelRaw 大区级 @4", claims);
    }

    [Fact]
    public void A_type_that_is_not_known_leaves_the_row_out_and_says_so()
    {
        (string[] claims, string[] issues) = Map(Carriers, Header + "1,甲,加速器,,,,,,,\n");
        Assert.Empty(claims);
        Assert.Equal("UNKNOWN_WORD row 2 col 3: lookup kinds does not know «加速器»; 孵化器 or 众创空间 would be right", issues[0]);
    }

    [Fact]
    public void An_identifier_that_its_rule_refuses_is_kept_flagged_and_no_key()
    {
        (string[] claims, string[] issues) = Map(Carriers, Header + "1,甲,孵化器,,,,91350100M000100Y4Z,,,\n");
        string claim = Assert.Single(claims, c => c.Contains("identifier:USCC", StringComparison.Ordinal));
        Assert.StartsWith("甲| identifier:USCC 91350100M000100Y4Z @7 InvalidIdentifier", claim, StringComparison.Ordinal);
        Assert.StartsWith("INVALID_IDENTIFIER row 2 col 7: ", issues[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_is_not_known_is_reported_and_founds_no_relation()
    {
        (string[] claims, string[] issues) = Map(Carriers, Header + "1,甲,孵化器,,,亚特兰蒂斯,,,,\n");
        Assert.DoesNotContain(claims, c => c.Contains("rel:locatedIn", StringComparison.Ordinal));
        Assert.StartsWith("UNKNOWN_PLACE row 2 col 6: place «亚特兰蒂斯»: ", issues[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_neither_mapped_nor_ignored_is_reported_once_with_its_first_text()
    {
        (_, string[] issues) = Map(Carriers, Header + "1,甲,孵化器,,,,,,,\n2,乙,孵化器,,,,,,,新\n3,丙,孵化器,,,,,,,旧\n");
        Assert.Equal("UNMAPPED_COLUMN row 3 col 10: column 备注 is neither mapped nor ignored and holds text in 2 records", issues[0]);
    }

    [Fact]
    public void A_mapped_column_that_the_header_lacks_stops_the_run()
    {
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Map(Carriers, "序号,名 称,类别\n1,甲,孵化器\n"));
        Assert.StartsWith("edition.csv: the header of the table has no column 类型, 所在地, 代码, 级别, ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; it has 序号, 名称, 类别; map the columns that are there, or name the new ones under patches: {header: …, to: …}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_for_each_element_of_an_array_and_its_relation_keep_their_places()
    {
        const string Source = """
            read: {form: json, items: /items}
            map:
              body:
                type: Organization
                name: name
                names: [{value: 'aliases/*', kind: ALIAS}]
                identifiers: [{scheme: ROR, value: id}]
                relations: [{predicate: partOf, to: parent}]
              parent:
                each: parents
                type: Organization
                name: label
                identifiers: [{scheme: ROR, value: id}]
            ignore: ['links/*']
            expect: {records: 1}
            """;
        (string[] claims, string[] issues) = Map(Source, """{"items":[{"id":"https://ror.org/0426zh255","name":"甲","aliases":["乙","丙"],"links":["x"],"extra":{"deep":[1]},"parents":[{"id":"https://ror.org/03cve4549","label":"丁"},{"label":"戊"}]}]}""", "json");
        Assert.Equal(
            [
                "ROR:https://ror.org/0426zh255 type Organization",
                "ROR:https://ror.org/0426zh255 name:LEGAL 甲 @name",
                "ROR:https://ror.org/0426zh255 name:ALIAS 乙 @aliases/0",
                "ROR:https://ror.org/0426zh255 name:ALIAS 丙 @aliases/1",
                "ROR:https://ror.org/0426zh255 identifier:ROR https://ror.org/0426zh255 @id",
                "ROR:https://ror.org/03cve4549 type Organization",
                "ROR:https://ror.org/03cve4549 name:LEGAL 丁 @parents/0/label",
                "ROR:https://ror.org/03cve4549 identifier:ROR https://ror.org/03cve4549 @parents/0/id",
                "戊| type Organization",
                "戊| name:LEGAL 戊 @parents/1/label",
                "ROR:https://ror.org/0426zh255 rel:partOf ROR:https://ror.org/03cve4549 @parents/0/label",
                "ROR:https://ror.org/0426zh255 rel:partOf 戊| @parents/1/label",
            ],
            claims);
        Assert.Equal(["UNMAPPED_COLUMN /items/0/extra/deep/0: column extra/deep/* is neither mapped nor ignored and holds text in 1 records"], issues);
    }

    [Fact]
    public void A_pattern_that_runs_wild_is_stopped_and_reported()
    {
        const string Source = """
            read: {form: csv}
            map: {body: {type: Organization, name: 名称, names: [{value: [备注, {match: '^(a+)+$'}], kind: ALIAS}]}}
            expect: {records: 1}
            """;
        (_, string[] issues) = Map(Source, $"名称,备注\n甲,{new string('a', 40)}!\n");
        Assert.StartsWith("PATTERN_TIMEOUT row 2 col 2: ^(a+)+$ took longer than 500 ms on 41 characters", issues[0], StringComparison.Ordinal);
    }

    private static (string[] Claims, string[] Issues) Map(string source, string edition, string extension = "csv")
    {
        using SourceFolder folder = new(source, edition, extension);
        SourceDefinition definition = folder.Load();
        Issues issues = new();
        Mapper mapper = new(definition, Bundled.Places, issues);
        List<string> claims = [];
        foreach (Record record in RecordReader.For(definition.Read).Read(new Content($"edition.{extension}", File.ReadAllBytes(folder.EditionPath)), new Findings(), CancellationToken.None))
        {
            if (mapper.Map(record, 0, $"edition.{extension}") is { } mapped)
            {
                claims.AddRange(mapped.Claims.Select(claim => Told(claim, mapped, record, extension == "json")));
            }
        }

        mapper.Close();
        return ([.. claims], [.. issues.Take().Select(i => $"{i.Code} {i.Message}")]);
    }

    private static string Told(StagedClaim claim, StagedRecord mapped, Record record, bool byName) => string.Join(' ', new[]
    {
        mapped.Mentions[claim.Mention].Key,
        claim.Predicate,
        claim.Object is { } to ? mapped.Mentions[to].Key : claim.Value,
        claim.Cell is { } cell ? $"@{(byName ? record.Layout.Columns[cell].Name : (cell + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))}" : null,
        claim.Status?.ToString().ToUpperInvariant(),
        claim.ValidFrom is { } from ? $"from {from}" : null,
        claim.Flags == ClaimFlags.None ? null : claim.Flags.ToString(),
        claim.Note,
    }.OfType<string>());
}
