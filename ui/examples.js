const queries = import.meta.glob('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob('./examples/*.json', { query: '?raw', import: 'default', eager: true });

/** The questions that the page opens with, each in a tab of its name. */
export const examples = Object.entries(queries).map(([file, query]) => ({
  query: query.trim(),
  variables: variables[file.replace('.graphql', '.json')].trim(),
}));
