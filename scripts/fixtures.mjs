// node scripts/fixtures.mjs <version> [checkout]: writes the data of this version to
// server/test/fixtures/<version>. The checkout, by default this one, must have been built.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { libsqlDatabase, postgresDatabase } from './fixtures/places.mjs'
import { scenario } from './fixtures/scenario.mjs'
import { inRoot } from './lib/paths.mjs'

const [version = '', checkout = inRoot('.')] = process.argv.slice(2)
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  process.stderr.write('Usage: node scripts/fixtures.mjs <version> [checkout]\n')
  process.exit(1)
}

const target = inRoot('server', 'test', 'fixtures', version)
fs.rmSync(target, { recursive: true, force: true })
fs.mkdirSync(target, { recursive: true })
const main = path.join(checkout, 'dist', 'server', 'main.js')
const contents = {}

for (const [name, testDatabase] of Object.entries({
  libsql: libsqlDatabase(),
  postgres: await postgresDatabase('gantry_fixture'),
})) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-fixture-'))
  await scenario({ main, data, env: testDatabase.env })
  // Makes the row of sam equal to one that a sign-in through an identity provider creates.
  await testDatabase.query(
    data,
    `update users set source = 'sso', "passwordHash" = '' where name = 'sam'`,
  )
  contents[name] = await contentsOf((text) => testDatabase.query(data, text))
  await testDatabase.save(data, target)
  fs.rmSync(data, { recursive: true })
}
fs.writeFileSync(path.join(target, 'contents.json'), `${JSON.stringify(contents, null, 2)}\n`)
process.stdout.write(`${target}\n`)

/** Reads the contents that the test expects. */
async function contentsOf(query) {
  const ids = async (text) => (await query(text)).map((row) => Object.values(row).join(' '))
  return {
    users: await ids('select name, role, source from users order by name'),
    sessions: await ids('select "idHash" from sessions order by "idHash"'),
    audit: await ids('select id, action, outcome from audit order by id'),
    revisions: await ids('select id, action, outcome from revisions order by id'),
    tasks: await ids('select id, state from tasks order by id'),
    boards: await ids('select id from boards order by id'),
    drafts: await ids('select "user", name from drafts order by name'),
    switches: await ids('select name from switches order by name'),
    idempotencyKeys: await ids('select "user", key from repeats order by key'),
    // 0.1.0 has no access tokens.
    accessTokens: await ids('select id, "user" from "accessTokens" order by id').catch(() => []),
  }
}
