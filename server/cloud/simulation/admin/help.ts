import { deeds } from './actions'

const say = (origin: string, path: string, body: unknown) =>
  [
    `  curl ${origin}${path} -H "Authorization: Bearer $TOKEN" -H 'X-Gantry: 1' \\`,
    `    -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`,
  ].join('\n')

/** The help page: every action with an example; contains no data of the world. */
export const help = (origin: string): string =>
  `Administration of Gantry's simulation: what people and tests do to its world that the API has no action for.

TOKEN is in the file cloud-admin-token of the folder GANTRY_DATA:

  TOKEN=$(cat data/cloud-admin-token)

Look at the world, and at one of its clusters with its nodes and instances:

  curl ${origin}/world -H "Authorization: Bearer $TOKEN"
  curl ${origin}/world/cls-… -H "Authorization: Bearer $TOKEN"

${deeds.map(({ path, says, example }) => `${path}: ${says}\n\n${say(origin, path, example)}\n`).join('\n')}
A deed that was answered is kept. Refusals are 4xx with {"error":{"message","fields"}}, and change nothing.
`
