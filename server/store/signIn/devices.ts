import type { Device } from '../../proxy/auth/ports'
import type { Db } from '../schema'

/** Devices of a user beyond this number are forgotten, the least recently used first. */
const maxDevices = 20

/** Browsers that users have signed in from. */
export function createDevices(db: Db) {
  return {
    /** The device of the user among these. */
    find: (user: string, idHashes: readonly string[]): Promise<Device | undefined> =>
      db
        .selectFrom('devices')
        .selectAll()
        .where('idHash', 'in', idHashes)
        .where('user', '=', user)
        .executeTakeFirst(),

    /** One of these devices, of any user. */
    findAny: (idHashes: readonly string[]): Promise<Device | undefined> =>
      db.selectFrom('devices').selectAll().where('idHash', 'in', idHashes).executeTakeFirst(),

    /** Adds a device, or updates its last use. */
    async keep(device: Device): Promise<void> {
      await db
        .insertInto('devices')
        .values(device)
        .onConflict((conflict) => conflict.column('idHash').doUpdateSet({ usedAt: device.usedAt }))
        .execute()
      const latest = db
        .selectFrom('devices')
        .select('idHash')
        .where('user', '=', device.user)
        .orderBy('usedAt', 'desc')
        .orderBy('idHash')
        .limit(maxDevices)
      await db
        .deleteFrom('devices')
        .where('user', '=', device.user)
        .where('idHash', 'not in', latest)
        .execute()
    },

    async forgetBefore(at: number): Promise<void> {
      await db.deleteFrom('devices').where('usedAt', '<', at).execute()
    },
  }
}
