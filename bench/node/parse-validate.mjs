// Parses and validates one document again and again, as graphql-js does for each request that it does not know.
// Reads {"sdl", "query", "milliseconds"} from standard input; a line "go" asks for a round, the answer is microseconds of CPU a document.
import { createInterface } from 'node:readline';
import { buildSchema, parse, validate } from 'graphql';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { sdl, query, milliseconds } = JSON.parse((await lines.next()).value);
const schema = buildSchema(sdl);
const errors = validate(schema, parse(query));
if (errors.length > 0) throw errors[0];
console.log('ready');
for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let documents = 0;
  while (performance.now() - start < milliseconds) {
    validate(schema, parse(query));
    documents++;
  }
  const { user, system } = process.cpuUsage(cpu);
  console.log((user + system) / documents);
}
