using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>An extension extends a type that is defined, and of its own kind. <see href="https://spec.graphql.org/September2025/#sec-Type-Extensions"/></summary>
internal sealed class PossibleTypeExtensions : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var extension in context.Types.Where(type => type.IsExtension))
        {
            Check(context, extension);
        }
    }

    private static void Check(TypeSystemContext context, TypeDefinitionNode extension)
    {
        var definition = context.Types.Find(type => !type.IsExtension && type.Name.Value == extension.Name.Value);
        var extended = context.Extended?.Types.Find(extension.Name.Value);
        if (definition is null && extended is null)
        {
            context.Error($"Cannot extend the type `{extension.Name}` because it is not defined.", extension.Name.Start);
        }
        else if (definition is not null && definition.GetType() != extension.GetType())
        {
            context.Error(OtherKind(extension), definition.Start, extension.Start);
        }
        else if (definition is null && KindOf(extension) != extended!.Kind)
        {
            context.Error(OtherKind(extension), extension.Start);
        }
    }

    private static string OtherKind(TypeDefinitionNode extension) => $"Cannot extend `{extension.Name}` as {KindOf(extension) switch
    {
        TypeKind.Scalar => "a scalar",
        TypeKind.Object => "an object type",
        TypeKind.Interface => "an interface",
        TypeKind.Union => "a union",
        TypeKind.Enum => "an enum",
        _ => "an input object",
    }}: it is of another kind.";

    private static TypeKind KindOf(TypeDefinitionNode type) => type switch
    {
        ScalarTypeDefinitionNode => TypeKind.Scalar,
        ObjectTypeDefinitionNode => TypeKind.Object,
        InterfaceTypeDefinitionNode => TypeKind.Interface,
        UnionTypeDefinitionNode => TypeKind.Union,
        EnumTypeDefinitionNode => TypeKind.Enum,
        _ => TypeKind.InputObject,
    };
}
