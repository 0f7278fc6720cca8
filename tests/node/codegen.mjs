// Generates the TypeScript types of the operations of operations/codegen with graphql-codegen. Arguments: the schema's file and a folder to
// work in. Writes each operation that has types as a line { name, text }, the text with the fragments that it uses.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { parse, print, separateOperations } from 'graphql';

const [schema, folder] = process.argv.slice(2);
const file = fileURLToPath(new URL('operations/codegen/Overview.graphql', import.meta.url));
const types = join(folder, 'types.ts');
const [{ content }] = await generate({
  schema,
  documents: file,
  silent: true,
  generates: {
    [types]: {
      plugins: ['typescript', 'typescript-operations'],
      config: { scalars: { PartialDate: 'string', DateTime: 'string' }, strictScalars: true },
    },
  },
}, false);
writeFileSync(types, content);

for (const [name, document] of Object.entries(separateOperations(parse(readFileSync(file, 'utf8'))))) {
  if (!content.includes(`export type ${name}Query = {`)) throw new Error(`${name} has no type.`);
  console.log(JSON.stringify({ name, text: print(document) }));
}
