import fs from 'node:fs'
import path from 'node:path'

interface Administered {
  /** Origin of the simulation's administration. */
  admin: string
  /** The data folder, which has the token. */
  data: string
}

export const adminTokenOf = ({ data }: Pick<Administered, 'data'>): string =>
  fs.readFileSync(path.join(data, 'cloud-admin-token'), 'utf8').trim()

/** Reads from the simulation's administration, or changes its world by `body`. */
export async function administer({ admin, data }: Administered, pathname: string, body?: object) {
  const answer = await fetch(`${admin}${pathname}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      Authorization: `Bearer ${adminTokenOf({ data })}`,
      ...(body && { 'Content-Type': 'application/json', 'X-Gantry': '1' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, says: await answer.json() }
}
