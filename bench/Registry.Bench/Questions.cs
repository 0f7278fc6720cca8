namespace Registry.Bench;

/// <summary>The documents that are measured, over the product's own schema.</summary>
internal static class Questions
{
    /// <summary>About a kilobyte, with variables, fragments, filters, nested pages and evidence.</summary>
    public const string OneKilobyte = """
        query Carriers($place: ID!, $levels: [Level!], $first: Int = 5, $after: String, $withEvidence: Boolean = true) {
          zones(first: $first, after: $after, place: $place, where: { level: { in: $levels }, name: { contains: "高新" } }, order: [{ nameSort: ASC }]) {
            totalCount
            pageInfo { hasNextPage endCursor }
            edges { cursor node { ...Body ...Carriers } }
          }
        }
        fragment Body on Entity {
          __typename
          id
          name
          level
          levelRaw
          status
          place { name code }
          names { value kind }
          identifiers { scheme value valid }
        }
        fragment Carriers on Zone {
          subtype
          approvedOn
          incubators(first: 5, where: { level: { neq: null } }, order: [{ level: ASC }, { name: ASC }]) {
            totalCount
            nodes {
              ...Body
              recognisedAs(first: 3) {
                nodes {
                  scheme
                  state
                  validTo
                  evidence @include(if: $withEvidence) { quote locator seenAt source { title publisher } }
                }
              }
            }
          }
        }
        """;

    /// <summary>The smallest question: what a request costs that asks for nothing.</summary>
    public const string TypeName = "{ __typename }";

    /// <summary>What a schema browser asks at its start.</summary>
    public const string Introspection = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
        }
        """;
}
