using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A type that declares to implement an interface does so. <see href="https://spec.graphql.org/September2025/#IsValidImplementation()"/></summary>
internal sealed class InterfaceImplementations : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var type in context.ComplexTypes)
        {
            foreach (var group in type.Interfaces.GroupBy(one => one).Where(group => group.Skip(1).Any()))
            {
                context.Error($"The type `{type}` can implement `{group.Key}` only once.", type.Position);
            }

            foreach (var implemented in type.Interfaces.Distinct())
            {
                Check(context, type, implemented);
            }
        }
    }

    private static void Check(SchemaContext context, ComplexType type, InterfaceType implemented)
    {
        if (ReferenceEquals(type, implemented) || implemented.Interfaces.Contains(type))
        {
            context.Error($"The interface `{type}` cannot implement itself, nor an interface that implements it.", type.Position);
            return;
        }

        foreach (var inherited in implemented.Interfaces.Where(inherited => !type.Implements(inherited)))
        {
            context.Error($"The type `{type}` must implement `{inherited}` because `{implemented}` does.", type.Position);
        }

        foreach (var expected in implemented.Fields)
        {
            if (type.Fields.TryGet(expected.Name, out var field))
            {
                Check(context, field, expected);
            }
            else
            {
                context.Error($"The type `{type}` lacks the field `{expected}`.", type.Position);
            }
        }
    }

    private static void Check(SchemaContext context, FieldDefinition field, FieldDefinition expected)
    {
        if (!field.Type.IsSubtypeOf(expected.Type))
        {
            context.Error($"The type of `{field}` is `{field.Type}`; `{expected}` asks for `{expected.Type}`.", field.Position);
        }

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            context.Error($"`{field}` is deprecated and `{expected}` is not.", field.Position);
        }

        foreach (var argument in expected.Arguments)
        {
            CheckArgument(context, field, argument);
        }

        foreach (var argument in field.Arguments.Where(argument => argument.IsRequired && !expected.Arguments.Contains(argument.Name)))
        {
            context.Error($"`{argument}` must not be required because `{expected}` does not have it.", argument.Position);
        }
    }

    private static void CheckArgument(SchemaContext context, FieldDefinition field, InputValueDefinition expected)
    {
        if (!field.Arguments.TryGet(expected.Name, out var argument))
        {
            context.Error($"`{field}` lacks the argument `{expected}`.", field.Position);
        }
        else if (!ReferenceEquals(argument.Type, expected.Type))
        {
            context.Error($"The type of `{argument}` is `{argument.Type}`; `{expected}` asks for `{expected.Type}`.", argument.Position);
        }
    }
}
