using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// What an operation costs with the variables really given: a variable costs what the same value written out would. The weights and sizes
/// are those of the directives @cost and @listSize, multiplied down the lists, as the IBM cost specification has it
/// (<see href="https://ibm.github.io/graphql-specs/cost-spec.html"/>).
/// </summary>
/// <param name="Fields">The cost of resolving fields.</param>
/// <param name="Types">The cost of the objects answered.</param>
internal readonly record struct OperationCost(double Fields, double Types)
{
    private const int MostKept = 1_024;

    // A walk is done before its thread does anything else, so the next one may have its table.
    [ThreadStatic]
    private static Dictionary<(SubSelections, NamedType, int), OperationCost>? t_known;

    // Whether the walk that is under way has met a field whose cost another request could change.
    [ThreadStatic]
    private static bool t_varies;

    public static OperationCost Of(Request request)
    {
        if (request.Plan.KnownCost(request.Flags) is { } fixedCost)
        {
            return fixedCost;
        }

        t_varies = false;
        var cost = Walked(request);
        if (!t_varies)
        {
            request.Plan.RememberCost(request.Flags, cost);
        }

        return cost;
    }

    private static OperationCost Walked(Request request)
    {
        var known = t_known ?? [];
        t_known = null;
        var root = new Walk(request, known).Below(request.Plan.Root, [], 1);
        known.Clear();
        t_known = known.Capacity <= MostKept ? known : null;
        return new OperationCost(root.Fields, root.Types + 1);
    }

    /// <summary>The error of an operation that costs too much; null where it does not.</summary>
    public GraphQLError? Exceeds(EngineOptions options)
    {
        if (Fields > options.MaxFieldCost)
        {
            return Exceeded("field", Fields, options.MaxFieldCost);
        }

        return Types > options.MaxTypeCost ? Exceeded("type", Types, options.MaxTypeCost) : null;
    }

    public static OperationCost operator +(OperationCost left, OperationCost right) =>
        new(left.Fields + right.Fields, left.Types + right.Types);

    public static OperationCost operator *(OperationCost cost, double times) => new(cost.Fields * times, cost.Types * times);

    private static GraphQLError Exceeded(string kind, double cost, double most) => new($"The maximum allowed {kind} cost was exceeded.")
    {
        Code = ErrorCodes.CostExceeded,
        Extensions = [new($"{kind}Cost", cost), new(kind == "field" ? "maxFieldCost" : "maxTypeCost", most)],
    };

    // Types that share a selection share what it costs.
    private readonly struct Walk(Request request, Dictionary<(SubSelections, NamedType, int), OperationCost> known)
    {
        public OperationCost Below(SelectionSetPlan plan, string[] sizedFields, int size)
        {
            var cost = default(OperationCost);
            foreach (var field in plan.Included(request.Flags))
            {
                var isSized = Array.IndexOf(sizedFields, field.Definition.Name) >= 0;
                cost += Of(field, isSized ? size : null);
            }

            return cost;
        }

        private OperationCost Of(PlannedField field, int? sizeFromAbove)
        {
            t_varies |= field.CostVaries;
            if (field.Resolver is null || request.Coerce(field) is not { Error: null } coerced)
            {
                t_varies |= field.HasVariables;
                return default;
            }

            var own = field.Cost;
            var slice = own.Size(new Arguments(coerced.Values));
            var count = own.IsList && own.SizedFields.Length == 0 ? sizeFromAbove ?? slice : 1;
            var cost = new OperationCost(own.Weight + FieldCost.OfValues(field.Definition.Arguments, coerced.Values), own.TypeWeight * count);
            return field.Children is null ? cost : cost + (DearestBelow(field, slice) * count);
        }

        // Of an interface or a union, the type whose fields cost most.
        private OperationCost DearestBelow(PlannedField field, int slice)
        {
            var key = (field.Children!, field.Definition.Type.Named, slice);
            if (known.TryGetValue(key, out var cost))
            {
                return cost;
            }

            var dearest = default(OperationCost);
            var types = field.Definition.Type.Named.PossibleTypes;
            for (var i = 0; i < types.Count; i++)
            {
                var one = Below(field.Children!.For(types[i]), field.Cost.SizedFields, slice);
                dearest = new OperationCost(Math.Max(dearest.Fields, one.Fields), Math.Max(dearest.Types, one.Types));
            }

            return known[key] = dearest;
        }
    }
}
