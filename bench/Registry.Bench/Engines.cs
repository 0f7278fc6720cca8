using Registry.Graph;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Subscribing;

namespace Registry.Bench;

/// <summary>The engines that are measured.</summary>
internal static class Engines
{
    /// <summary>The product's schema and bindings. Nothing that is measured over it reads a store.</summary>
    public static GraphQLEngine OfTheProduct(EngineOptions options)
    {
        var schema = RegistryGraph.Parse();
        return new GraphQLEngine(schema, RegistryGraph.Bind(schema, GraphLimits.Default, new StoreWatch(_ => throw new InvalidOperationException("No store is read here.")), TimeProvider.System), options);
    }

    /// <summary>One list of as many rows as are asked for, each about a hundred bytes of JSON.</summary>
    public static GraphQLEngine OfRows()
    {
        var schema = Schema.Parse("type Query { rows(first: Int!): [Row!]! } type Row { id: ID! name: String! level: String area: Float }");
        var bindings = new Bindings()
            .Field("Query", "rows", Resolver.Of(context => ListColumn.One(ObjectColumn.Each(Rows(context.Memory, context.Arguments.Get<int>("first"))))))
            .Field("Row", "id", Resolver.Held<RowBatch>(rows => rows.Ids))
            .Field("Row", "name", Resolver.Held<RowBatch>(rows => rows.Names))
            .Field("Row", "level", Resolver.Held<RowBatch>(rows => rows.Levels))
            .Field("Row", "area", Resolver.Held<RowBatch>(rows => rows.Areas));
        return new GraphQLEngine(schema, bindings, EngineOptions.Default with { MaxFieldCost = double.MaxValue, MaxTypeCost = double.MaxValue });
    }

    private static RowBatch Rows(RequestMemory memory, int count)
    {
        var ids = new ValueColumnBuilder<long>(memory, count);
        var names = new Utf8ColumnBuilder(memory, count);
        var levels = new Utf8ColumnBuilder(memory, count);
        var areas = new ValueColumnBuilder<double>(memory, count);
        for (var row = 0; row < count; row++)
        {
            ids.Append(row);
            names.Append("重庆市荣昌高新技术产业开发区"u8);
            levels.Append("NATIONAL"u8);
            areas.Append(12.5 * row);
        }

        return new RowBatch(count) { Ids = ids.Build(), Names = names.Build(), Levels = levels.Build(), Areas = areas.Build() };
    }

    private sealed class RowBatch(int count) : Rows(count)
    {
        public required Column Ids { get; init; }

        public required Column Names { get; init; }

        public required Column Levels { get; init; }

        public required Column Areas { get; init; }
    }
}
