namespace Registry.Graph.Engine.Execution;

/// <summary>
/// Gives the values of a field for all parents of a level at once. Fields of one request never resolve at the same time, so their
/// resolvers may share a connection. <see href="https://spec.graphql.org/September2025/#ResolveFieldValue()"/>
/// </summary>
public abstract class Resolver
{
    /// <summary>The values of the field.</summary>
    /// <param name="context">The parents, the arguments and what is selected below.</param>
    /// <returns>A column of <see cref="FieldContext.Count"/> values in the order of the parents.</returns>
    /// <exception cref="FieldException">The field cannot be answered for any parent, for a reason that the client should read.</exception>
    public abstract ValueTask<Column> Resolve(FieldContext context);

    /// <summary>A resolver that answers at once.</summary>
    public static Resolver Of(Func<FieldContext, Column> resolve) => new Immediate(resolve);

    /// <summary>A resolver that may wait.</summary>
    public static Resolver Async(Func<FieldContext, ValueTask<Column>> resolve) => new Awaited(resolve);

    /// <summary>A resolver of a field that the parents' rows already hold as a column, a value for each row.</summary>
    /// <typeparam name="TRows">The kind of the parents.</typeparam>
    /// <param name="column">The column, as long as the rows are many.</param>
    public static Resolver Held<TRows>(Func<TRows, Column> column) where TRows : Rows =>
        new Immediate(context => context.Pick(column(context.Parents<TRows>())));

    private sealed class Immediate(Func<FieldContext, Column> resolve) : Resolver
    {
        public override ValueTask<Column> Resolve(FieldContext context) => new(resolve(context));
    }

    private sealed class Awaited(Func<FieldContext, ValueTask<Column>> resolve) : Resolver
    {
        public override ValueTask<Column> Resolve(FieldContext context) => resolve(context);
    }
}
