using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>What every schema has without saying so, and what it may use without defining it, as texts of the schema language.</summary>
internal static class BuiltIns
{
    /// <summary>The scalars and directives of the specification and the types of introspection.</summary>
    public static DocumentNode Specification { get; } = Parser.Parse(
        """"
        "A whole number of 32 bits with a sign."
        scalar Int

        "A finite number of double precision by IEEE 754."
        scalar Float

        "Text, as a sequence of Unicode characters."
        scalar String

        "True or false."
        scalar Boolean

        "An opaque id: it is written as text and is not meant to be read by people."
        scalar ID

        "Leaves the field or fragment out when the argument is true."
        directive @skip("Whether to leave it out." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Takes the field or fragment in only when the argument is true."
        directive @include("Whether to take it in." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks an element of the schema that is no longer supported."
        directive @deprecated(
          "Why it is deprecated, most often with a hint at what to use instead, in Markdown."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Names the document that specifies the format of a custom scalar."
        directive @specifiedBy("The address of the specification." url: String!) on SCALAR

        "Marks an input object of which exactly one field must be given."
        directive @oneOf on INPUT_OBJECT

        "The capabilities of a server: its types, its directives and where each kind of operation starts."
        type __Schema {
          "A description of the schema."
          description: String
          "All types of this server."
          types: [__Type!]!
          "The type that queries start from."
          queryType: __Type!
          "The type that mutations start from, if there are mutations."
          mutationType: __Type
          "The type that subscriptions start from, if there are subscriptions."
          subscriptionType: __Type
          "All directives of this server."
          directives: [__Directive!]!
        }

        "A type: a scalar, an enum, an object type, an interface, a union, an input object, or a list or non-null type of another."
        type __Type {
          "Which kind of type it is."
          kind: __TypeKind!
          "The name; lists and non-null types have none."
          name: String
          "A description in Markdown."
          description: String
          "The document that specifies the format of a custom scalar."
          specifiedByURL: String
          "The fields of an object type or an interface."
          fields(
            "Whether deprecated fields are listed too."
            includeDeprecated: Boolean! = false
          ): [__Field!]
          "The interfaces that an object type or an interface implements."
          interfaces: [__Type!]
          "The object types that may stand behind an interface or a union."
          possibleTypes: [__Type!]
          "The values of an enum."
          enumValues(
            "Whether deprecated values are listed too."
            includeDeprecated: Boolean! = false
          ): [__EnumValue!]
          "The fields of an input object."
          inputFields(
            "Whether deprecated fields are listed too."
            includeDeprecated: Boolean! = false
          ): [__InputValue!]
          "The type that a list or a non-null type wraps."
          ofType: __Type
          "Whether exactly one field of an input object must be given."
          isOneOf: Boolean
        }

        "The kinds of types."
        enum __TypeKind {
          "A scalar."
          SCALAR
          "An object type: `fields` and `interfaces` are given."
          OBJECT
          "An interface: `fields`, `interfaces` and `possibleTypes` are given."
          INTERFACE
          "A union: `possibleTypes` is given."
          UNION
          "An enum: `enumValues` is given."
          ENUM
          "An input object: `inputFields` is given."
          INPUT_OBJECT
          "A list: `ofType` is given."
          LIST
          "A type without null: `ofType` is given."
          NON_NULL
        }

        "A field of an object type or an interface."
        type __Field {
          "The name."
          name: String!
          "A description in Markdown."
          description: String
          "The arguments."
          args(
            "Whether deprecated arguments are listed too."
            includeDeprecated: Boolean! = false
          ): [__InputValue!]!
          "The type of its values."
          type: __Type!
          "Whether it is deprecated."
          isDeprecated: Boolean!
          "Why it is deprecated."
          deprecationReason: String
        }

        "An argument of a field or a directive, or a field of an input object."
        type __InputValue {
          "The name."
          name: String!
          "A description in Markdown."
          description: String
          "The type of its values."
          type: __Type!
          "The value that stands when none is given, as it is written in GraphQL."
          defaultValue: String
          "Whether it is deprecated."
          isDeprecated: Boolean!
          "Why it is deprecated."
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          "The name."
          name: String!
          "A description in Markdown."
          description: String
          "Whether it is deprecated."
          isDeprecated: Boolean!
          "Why it is deprecated."
          deprecationReason: String
        }

        "A directive: how the execution of a document, or the schema, may be annotated."
        type __Directive {
          "The name without the at sign."
          name: String!
          "A description in Markdown."
          description: String
          "Whether it may stand more than once at a location."
          isRepeatable: Boolean!
          "Where it may stand."
          locations: [__DirectiveLocation!]!
          "The arguments."
          args(
            "Whether deprecated arguments are listed too."
            includeDeprecated: Boolean! = false
          ): [__InputValue!]!
        }

        "Where directives may stand."
        enum __DirectiveLocation {
          "A query."
          QUERY
          "A mutation."
          MUTATION
          "A subscription."
          SUBSCRIPTION
          "A field."
          FIELD
          "A fragment."
          FRAGMENT_DEFINITION
          "A fragment's use."
          FRAGMENT_SPREAD
          "An inline fragment."
          INLINE_FRAGMENT
          "The declaration of a variable."
          VARIABLE_DEFINITION
          "A schema."
          SCHEMA
          "A scalar."
          SCALAR
          "An object type."
          OBJECT
          "The definition of a field."
          FIELD_DEFINITION
          "The definition of an argument."
          ARGUMENT_DEFINITION
          "An interface."
          INTERFACE
          "A union."
          UNION
          "An enum."
          ENUM
          "A value of an enum."
          ENUM_VALUE
          "An input object."
          INPUT_OBJECT
          "A field of an input object."
          INPUT_FIELD_DEFINITION
        }

        "The meta-fields: `__typename` of every type with selections, the others of the root of queries."
        type __MetaFields {
          "The name of the object type."
          __typename: String!
          "The schema of this server."
          __schema: __Schema!
          "A type of this server by its name."
          __type("The name of the type." name: String!): __Type
        }
        """",
        ParserOptions.Trusted);

    /// <summary>The directives by which a schema states its costs, for schemas that apply them without a definition of their own.</summary>
    public static DocumentNode CostDirectives { get; } = Parser.Parse(
        """
        "Says how expensive an element of the schema is to answer."
        directive @cost(
          "The weight, as a decimal number in text."
          weight: String!
        ) on SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM | INPUT_FIELD_DEFINITION

        "Says how long the lists of a field are."
        directive @listSize(
          "The size to count with where no slicing argument is given."
          assumedSize: Int
          "The arguments that bound the size."
          slicingArguments: [String!]
          "The size to count with where a slicing argument is left out."
          slicingArgumentDefaultValue: Int
          "The fields below this one that return the list."
          sizedFields: [String!]
          "Whether exactly one slicing argument must be given."
          requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION
        """,
        ParserOptions.Trusted);
}
