// Reads a file with { sdl, introspection } and says whether a client's schema made of the introspection is the schema of the text, once both
// are sorted and printed; else the first lines that differ.
import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, lexicographicSortSchema, printSchema } from 'graphql';

const { sdl, introspection } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const [ours, theirs] = [buildClientSchema(introspection), buildSchema(sdl)].map((schema) => printSchema(lexicographicSortSchema(schema)).split('\n'));
const at = ours.findIndex((line, i) => line !== theirs[i]);
console.log(at < 0 && ours.length === theirs.length ? 'equal' : `line ${at}: ${ours[at]} | ${theirs[at]}`);
