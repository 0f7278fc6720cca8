using System.Globalization;
using Registry.Harvest.Clean;
using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Promises;
using Registry.Harvest.Extract.Sections;
using Registry.Store;
using Registry.Store.Text;
using Task = Registry.Harvest.Extract.Promises.Task;

namespace Registry.Harvest.Press;

/// <summary>The policies that a document names or is, and the tasks of a plan with who leads them and which targets they serve.</summary>
internal sealed class PolicyStatements(Extraction read, NamedBodies bodies, FigureStatements figures)
{
    private const string Scheme = "DOCUMENT_NUMBER";

    public IEnumerable<Statement> All() =>
    [
        .. read.Policies.Select(Named), .. Safeguards(), .. Standing(), .. read.Tasks.Select(Given), .. read.Tasks.SelectMany(Units), .. Aims(),
    ];

    private Statement Named(Policy policy)
    {
        List<StagedMention> mentions = [Of(policy)];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Type) { Value = "Policy" }, new(0, ClaimPredicate.Name("LEGAL")) { Value = policy.Title }];
        if (NumberOf(policy) is { } number)
        {
            claims.Add(new(0, ClaimPredicate.Identifier(Scheme)) { Value = number });
        }

        if (policy.Issuer is { } issuer)
        {
            claims.Add(new(0, ClaimPredicate.Property("issuer")) { Value = issuer });
            claims.Add(new(0, ClaimPredicate.Relation("issuedBy")) { Object = mentions.Count, Basis = RelationBasis.Implied });
            mentions.Add(bodies.Of(issuer, "GovernmentBody"));
        }

        if (policy.Year is { } year)
        {
            claims.Add(new(0, ClaimPredicate.Property("year")) { Value = year.ToString(CultureInfo.InvariantCulture) });
        }

        claims.Add(new(0, ClaimPredicate.Property("policyKind")) { Value = policy.Subtype ?? KindOf(policy.Title) });
        return Said("policy", policy.Title, Confidence.Of(policy), policy.Span, mentions, claims);
    }

    private IEnumerable<Statement> Safeguards()
    {
        if (read.Plan is not { } plan)
        {
            yield break;
        }

        foreach (Section section in TaskReader.Safeguards(read.Document))
        {
            StagedMention safeguard = bodies.Own("Policy", $"{Of(plan).Key}|{section.Title}", section.Title, null);
            yield return Said("policy", section.Title, Confidence.OfTask, section.Heading, [safeguard, Of(plan)],
            [
                new(0, ClaimPredicate.Type) { Value = "Policy" },
                new(0, ClaimPredicate.Property("policyKind")) { Value = "SAFEGUARD" },
                new(0, ClaimPredicate.Relation("partOf")) { Object = 1 },
            ]);
        }
    }

    // 根据《…》 of a plan, 贯彻落实《…》 of whoever the text is about.
    private IEnumerable<Statement> Standing()
    {
        foreach (Policy policy in read.Policies)
        {
            if (policy.IsBasis && read.Plan is { } plan && plan != policy)
            {
                yield return Linked(Of(plan), "basedOn", Of(policy), policy.Span);
            }
            else if (policy.IsImplemented && read.Bodies.Subject is { } subject && !read.Document.IsPlan)
            {
                yield return Linked(bodies.Of(subject), "implements", Of(policy), policy.Span);
            }
        }
    }

    private Statement Given(Task task)
    {
        List<StagedMention> mentions = [Of(task)];
        List<StagedClaim> claims =
        [
            new(0, ClaimPredicate.Type) { Value = "Task" },
            new(0, ClaimPredicate.Name("LEGAL")) { Value = task.Title },
            new(0, ClaimPredicate.Property("number")) { Value = task.Number.ToString(CultureInfo.InvariantCulture) },
        ];
        if (task.Section.Length > 0)
        {
            claims.Add(new(0, ClaimPredicate.Property("section")) { Value = task.Section });
        }

        if (read.Plan is { } plan)
        {
            claims.Add(new(0, ClaimPredicate.Relation("partOf")) { Object = mentions.Count });
            mentions.Add(Of(plan));
        }

        return Said("task", $"{task.Number} {task.Title}", Confidence.OfTask, task.Heading, mentions, claims);
    }

    private IEnumerable<Statement> Units(Task task) =>
        task.Lead.Select(unit => Assigned(task, "leadUnit", unit)).Concat(task.Responsible.Select(unit => Assigned(task, "responsibleUnit", unit)));

    private Statement Assigned(Task task, string predicate, Unit unit)
    {
        StagedMention body = bodies.Of(unit.Name, IsTown(unit.Name) ? "AdministrativeDivision" : "GovernmentBody");
        List<StagedClaim> claims = [new(0, ClaimPredicate.Relation(predicate)) { Object = 1 }];
        if (body.Identifiers.Count == 0)
        {
            claims.Add(new(1, ClaimPredicate.Type) { Value = body.Type });
            claims.Add(new(1, ClaimPredicate.Name(NameKinds.Of(body.Type!, unit.Name))) { Value = unit.Name });
        }

        return Said("relation", $"{task.Title} {predicate} {unit.Name}", Confidence.OfTask, task.Assignment, [Of(task), body], claims);
    }

    private static bool IsTown(string name) => name.EndsWith("街道", StringComparison.Ordinal) || name.EndsWith('镇') || name.EndsWith('乡');

    // A target in a task's text is the task's; one of the plan is served by the tasks whose title names what it counts.
    private IEnumerable<Statement> Aims()
    {
        foreach ((StagedMention target, string label, Span span) in figures.Aims())
        {
            if (read.Plan is { } plan)
            {
                yield return Linked(target, "setBy", Of(plan), span);
            }

            foreach (Task task in read.Tasks)
            {
                bool isIn = task.Text.Holds(span.Start);
                if (isIn || (!read.Tasks.Exists(other => other.Text.Holds(span.Start)) && Subjects.Share(task.Title, label)))
                {
                    yield return Linked(Of(task), "serves", target, isIn ? span : task.Heading, isIn ? null : RelationBasis.Implied);
                }
            }
        }
    }

    private Statement Linked(StagedMention subject, string predicate, StagedMention other, Span span, RelationBasis? basis = null) =>
        Said("relation", $"{subject.Name} {predicate} {other.Name}", basis is null ? Confidence.OfTask : 0.75, span, [subject, other], [new(0, ClaimPredicate.Relation(predicate)) { Object = 1, Basis = basis }]);

    private Statement Said(string kind, string text, double score, Span span, IReadOnlyList<StagedMention> mentions, IReadOnlyList<StagedClaim> claims) =>
        new(kind, text, score, Passage.Of(read.Document.Clean, span), mentions, claims);

    private StagedMention Of(Policy policy)
    {
        if (NumberOf(policy) is { } number)
        {
            return new("Policy", $"{Scheme}:{number}", policy.Title, FoldedName.Of(policy.Title)) { Identifiers = [new(Scheme, number)] };
        }

        int? place = policy.IsThis ? bodies.Place : null;
        return bodies.Named("Policy", policy.Title, place, mayFound: true);
    }

    private StagedMention Of(Task task) => bodies.Own("Task", $"{(read.Plan is { } plan ? Of(plan).Key : "")}|{task.Number}|{task.Title}", task.Title, bodies.Place);

    private static string? NumberOf(Policy policy) => policy.DocumentNumber is { } written && DocumentNumber.Read(written) is { IsClean: true } number ? number.Value.ToString() : null;

    private static string KindOf(string title) =>
        title.Contains("规划", StringComparison.Ordinal) ? "PLAN"
        : title.Contains("方案", StringComparison.Ordinal) ? "WORK_PLAN"
        : title.Contains("行动", StringComparison.Ordinal) || title.Contains("计划", StringComparison.Ordinal) ? "ACTION_PLAN"
        : title.Contains("措施", StringComparison.Ordinal) || title.Contains("办法", StringComparison.Ordinal) ? "MEASURES"
        : title.Contains("意见", StringComparison.Ordinal) ? "OPINION"
        : title.Contains("通知", StringComparison.Ordinal) ? "NOTICE"
        : title.Contains("条例", StringComparison.Ordinal) || title.Contains("规定", StringComparison.Ordinal) ? "REGULATION"
        : "OTHER";
}
