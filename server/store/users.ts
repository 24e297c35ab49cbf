import type { Db } from './open'
import type { UserTable } from './tables'

export interface User {
  name: string
  passwordHash: string
  role: UserTable['role']
  createdAt: number
}

const user = (row: UserTable): User => ({
  name: row.name,
  passwordHash: row.password_hash,
  role: row.role,
  createdAt: row.created_at,
})

export const createUsers = (db: Db) => ({
  async find(name: string): Promise<User | undefined> {
    const row = await db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst()
    return row && user(row)
  },

  /** All users by name. */
  async list(): Promise<User[]> {
    return (await db.selectFrom('users').selectAll().orderBy('name').execute()).map(user)
  },

  /** False when there is a user of that name already. */
  async add({ name, passwordHash, role, createdAt }: User): Promise<boolean> {
    const row = { name, password_hash: passwordHash, role, created_at: createdAt }
    const result = await db
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst()
    return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
  },

  async change(name: string, to: Partial<Pick<User, 'passwordHash' | 'role'>>): Promise<void> {
    await db
      .updateTable('users')
      .set({
        ...(to.passwordHash !== undefined && { password_hash: to.passwordHash }),
        ...(to.role !== undefined && { role: to.role }),
      })
      .where('name', '=', name)
      .execute()
  },

  async remove(name: string): Promise<void> {
    await db.deleteFrom('users').where('name', '=', name).execute()
  },
})
