// Prints the introspection query that GraphiQL sends, with all that the edition of September 2025 knows.
import { getIntrospectionQuery } from 'graphql';

console.log(getIntrospectionQuery({
  descriptions: true,
  inputValueDeprecation: true,
  oneOf: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
}));
