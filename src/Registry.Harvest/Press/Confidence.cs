using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Promises;
using Registry.Harvest.Extract.Relations;

namespace Registry.Harvest.Press;

/// <summary>How sure a statement read from prose is, from 0 to 1. docs/press.md gives the table.</summary>
internal static class Confidence
{
    private const double Stated = 0.95;

    /// <summary>A body: surest where it is named by itself with a name that can only be one.</summary>
    public static double Of(Body body) =>
        body.Basis == "context" ? 0.65
        : body.Basis is not null ? 0.75
        : body.Mentions.Count == 0 && body.Shown is null ? 0.65
        : body is { Code: null, Name.Length: <= 2 } ? 0.5
        : Stated;

    /// <summary>A relation: as sure as its basis, and no surer than its ends.</summary>
    public static double Of(Relation relation)
    {
        double basis = relation.Predicate == "relatedTo" ? 0.5 : relation.Basis switch { "stated" => Stated, "implied_by_name" => 0.65, _ => 0.75 };
        return Math.Min(basis, Math.Min(Of(relation.Subject), relation.Object is null ? Stated : Of(relation.Object)));
    }

    /// <summary>A figure or a figure to be reached: less sure where the dictionary has no indicator for its words.</summary>
    public static double Of(Figure figure) =>
        Math.Min(figure.Indicator is null ? 0.55 : figure.IsTarget && figure.Deadline is null ? 0.85 : !figure.IsTarget && figure.Period is null ? 0.8 : Stated, Of(figure.Subject));

    /// <summary>An aim that is no number.</summary>
    public static double Of(Designation aim) => aim.Kind == "ASPIRATION" ? 0.7 : 0.85;

    /// <summary>A document: surest by its number; a plan that is only called by a word of its title is less sure.</summary>
    public static double Of(Policy policy) =>
        policy.DocumentNumber is not null ? Stated : policy.IsThis ? 0.8 : policy.Subtype == "MONITORING_MECHANISM" ? 0.65 : policy.IsBasis || policy.IsImplemented ? 0.9 : 0.75;

    /// <summary>A task of a plan, and who leads it.</summary>
    public static double OfTask => Stated;
}
