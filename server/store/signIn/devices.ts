import type { Device } from '../../proxy/auth/ports'
import type { Db } from '../schema'

/** Maximum number of devices per user; the least recently used device is forgotten first. */
const maxDevices = 20

/** Browsers in which users have signed in. */
export function createDevices(db: Db) {
  return {
    /** Finds the user's device among these hashes. */
    find: (user: string, idHashes: readonly string[]): Promise<Device | undefined> =>
      db
        .selectFrom('devices')
        .selectAll()
        .where('idHash', 'in', idHashes)
        .where('user', '=', user)
        .executeTakeFirst(),

    /** Finds a device of any user among these hashes. */
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
