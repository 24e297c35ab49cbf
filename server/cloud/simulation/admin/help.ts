import { adminActions } from './actions'

const exampleOf = (origin: string, path: string, body: unknown) =>
  [
    `  curl ${origin}${path} -H "Authorization: Bearer $TOKEN" -H 'X-Gantry: 1' \\`,
    `    -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`,
  ].join('\n')

/**
 * The help page lists every action with an example. It contains no data of the simulated world,
 * because it is served without a token.
 */
export const adminHelp = (origin: string): string =>
  `Administration of Gantry's simulation: faults, pushes and time, for which the API has no action.

The token is in the file cloud-admin-token in the folder GANTRY_DATA:

  TOKEN=$(cat data/cloud-admin-token)

View the world, or one of its clusters with its nodes and instances:

  curl ${origin}/world -H "Authorization: Bearer $TOKEN"
  curl ${origin}/world/cls-… -H "Authorization: Bearer $TOKEN"

${adminActions.map(({ path, description, example }) => `${path}: ${description}\n\n${exampleOf(origin, path, example)}\n`).join('\n')}
An action is stored before it is answered. Errors are 4xx with {"error":{"message","fields"}} and change nothing.
`
