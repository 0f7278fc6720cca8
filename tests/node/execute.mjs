// Executes documents with graphql-js over a tree of JSON: a field is the property of its name (JsonGraph in the tests of the engine says the
// same). Reads a file with { sdl, data, requests: [{ query, variables }] }; writes for each request { data, paths } as a line.
import { readFileSync } from 'node:fs';
import { buildSchema, execute, parse, validate } from 'graphql';

const { sdl, data, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const schema = buildSchema(sdl);

function meaning(value, args) {
  if (Array.isArray(value)) return value.map((item) => meaning(item, args));
  if (value === null || typeof value !== 'object') return value;
  if (value.$error) return new Error(value.$error);
  if (value.$arg) return args[value.$arg];
  return value.$ref ? data.$shared[value.$ref] : value;
}

for (const { query, variables } of requests) {
  const document = parse(query);
  const errors = validate(schema, document);
  const result = errors.length > 0 ? { errors } : await execute({
    schema,
    document,
    rootValue: data,
    variableValues: variables,
    fieldResolver: (source, args, _, info) => meaning(source[info.fieldName], args),
    typeResolver: (value) => value.__typename,
  });
  const invalid = result.data === undefined ? result.errors.map((error) => error.message) : undefined;
  console.log(JSON.stringify({ data: result.data, invalid, paths: (result.errors ?? []).map((error) => error.path) }));
}
