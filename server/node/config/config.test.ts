import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config'
import { ConfigError } from './configError'

const provider = {
  GANTRY_OIDC_ISSUER: 'https://id.example',
  GANTRY_OIDC_CLIENT_ID: 'gantry',
  GANTRY_OIDC_VIEWERS: '*',
}

describe('readConfig', () => {
  it('has a default for every setting', () => {
    expect(readConfig({})).toEqual({
      revealRoles: ['admin'],
      host: '127.0.0.1',
      port: 8080,
      publicUrl: undefined,
      tls: undefined,
      trustedProxies: [],
      rates: { session: 100, user: 200, account: 1000, region: 500, inventory: 5 },
      audit: { days: undefined, exports: path.resolve('data/audit') },
      sessionLimits: { idle: 43_200_000, lifetime: 604_800_000, perUser: 20 },
      data: path.resolve('data'),
      databaseUrl: undefined,
      adminPassword: undefined,
      accounts: undefined,
      kubeconfig: undefined,
      oidc: undefined,
      cloud: {
        host: '127.0.0.1',
        port: 8081,
        adminPort: 8082,
        tls: undefined,
        secretId: undefined,
        secretKey: undefined,
        world: 'demo',
        speed: 1,
      },
    })
  })

  it('treats an empty variable as unset', () => {
    const env = { GANTRY_HOST: '', GANTRY_PORT: '', GANTRY_CLOUD_SPEED: '', GANTRY_ACCOUNTS: '' }
    expect(readConfig(env)).toEqual(readConfig({}))
  })

  it('reads every setting', () => {
    const config = readConfig({
      GANTRY_HOST: '0.0.0.0',
      GANTRY_ALLOW_PLAIN_HTTP: '1',
      GANTRY_PORT: '0',
      GANTRY_PUBLIC_URL: 'https://gantry.example',
      GANTRY_DATA: '/var/lib/gantry',
      GANTRY_DATABASE_URL: 'postgresql://gantry@db/gantry',
      GANTRY_ADMIN_PASSWORD: 'pw',
      GANTRY_ACCOUNTS: 'accounts.json',
      GANTRY_CLOUD_PORT: '0',
      GANTRY_CLOUD_SECRET_ID: 'AKID1',
      GANTRY_CLOUD_SECRET_KEY: 'key',
      GANTRY_CLOUD_WORLD: 'large',
      GANTRY_CLOUD_SPEED: '0.5',
    })
    expect(config).toMatchObject({ host: '0.0.0.0', port: 0, data: '/var/lib/gantry' })
    expect(config.cloud).toMatchObject({ port: 0, world: 'large', speed: 0.5 })
  })

  it('needs only issuer, client and the groups of a role for an identity provider', () => {
    const env = { ...provider, GANTRY_OIDC_ADMINS: '', GANTRY_OIDC_CLIENT_SECRET: '' }
    expect(readConfig(env).oidc).toEqual({
      issuer: new URL('https://id.example'),
      clientId: 'gantry',
      clientSecret: undefined,
      scope: 'openid profile email groups',
      userClaim: 'preferred_username',
      rolesClaim: 'groups',
      newUserScope: { accounts: [] },
      revalidateAfter: 3_600_000,
      roles: { admin: [], operator: [], viewer: ['*'] },
    })
    expect(readConfig({ GANTRY_OIDC_ADMINS: '', GANTRY_OIDC_SCOPE: '' }).oidc).toBeUndefined()
  })

  it('reads every setting of an identity provider', () => {
    const folder = fs.mkdtempSync('/tmp/gantry-config-')
    fs.writeFileSync(`${folder}/secret`, 'of a file\n')
    const env = {
      ...provider,
      GANTRY_OIDC_SCOPE: 'profile openid',
      GANTRY_OIDC_USER_CLAIM: 'upn',
      GANTRY_OIDC_ROLES_CLAIM: 'roles',
      GANTRY_OIDC_DEFAULT_SCOPE: '{"regions":["sh"]}',
      GANTRY_OIDC_REVALIDATE_MINUTES: '0',
      GANTRY_OIDC_ADMINS: 'root',
      GANTRY_OIDC_OPERATORS: 'ops, night  shift,',
      GANTRY_OIDC_VIEWERS: '["all, really", " x"]',
    }
    expect(readConfig({ ...env, GANTRY_OIDC_CLIENT_SECRET: 'secret' }).oidc).toEqual({
      issuer: new URL('https://id.example'),
      clientId: 'gantry',
      clientSecret: 'secret',
      scope: 'profile openid',
      userClaim: 'upn',
      rolesClaim: 'roles',
      newUserScope: { regions: ['sh'] },
      revalidateAfter: 0,
      roles: { admin: ['root'], operator: ['ops', 'night  shift'], viewer: ['all, really', ' x'] },
    })
    const { oidc } = readConfig({ ...env, GANTRY_OIDC_CLIENT_SECRET_FILE: `${folder}/secret` })
    expect(oidc?.clientSecret).toBe('of a file')
    fs.rmSync(folder, { recursive: true })
  })

  it.each([
    ['{}', {}],
    ['{"accounts":["dev"],"namespaces":[]}', { accounts: ['dev'], namespaces: [] }],
  ])('reads the scope of new users from %s', (GANTRY_OIDC_DEFAULT_SCOPE, expected) => {
    const { oidc } = readConfig({ ...provider, GANTRY_OIDC_DEFAULT_SCOPE })
    expect(oidc?.newUserScope).toEqual(expected)
  })

  it.each(['{', '[]', '{"region":["sh"]}', '{"regions":"sh"}', '{"regions":[""]}', 'null'])(
    'refuses %s as the scope of new users',
    (GANTRY_OIDC_DEFAULT_SCOPE) => {
      expect(() => readConfig({ ...provider, GANTRY_OIDC_DEFAULT_SCOPE })).toThrow(
        /GANTRY_OIDC_DEFAULT_SCOPE is .* set it to the JSON of a scope/,
      )
    },
  )

  it.each(['http://localhost:8090', 'http://127.0.0.1/realm', 'http://[::1]:8090'])(
    'accepts a provider without TLS on this machine: %s',
    (issuer) => {
      const { oidc } = readConfig({ ...provider, GANTRY_OIDC_ISSUER: issuer })
      expect(oidc?.issuer).toEqual(new URL(issuer))
    },
  )

  it.each([
    'http://localhost.evil.example',
    'http://evil-localhost',
    'http://id.127.0.0.1.example',
    'http://127.evil.example',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'id.example',
  ])('refuses a provider at %s', (issuer) => {
    expect(() => readConfig({ ...provider, GANTRY_OIDC_ISSUER: issuer })).toThrow(
      `GANTRY_OIDC_ISSUER is "${issuer}"; set it to the https:// address`,
    )
  })

  it.each([
    [{ GANTRY_PORT: '80a' }, /GANTRY_PORT is "80a"; set it to/],
    [{ GANTRY_PORT: '65536' }, /GANTRY_PORT/],
    [{ GANTRY_PORT: '-1' }, /GANTRY_PORT/],
    [{ GANTRY_CLOUD_PORT: '8081.5' }, /GANTRY_CLOUD_PORT/],
    [{ GANTRY_HOST: '0.0.0.0' }, /GANTRY_HOST.*plain HTTP.*GANTRY_ALLOW_PLAIN_HTTP=1/],
    [{ GANTRY_HOST: '0.0.0.0', GANTRY_ALLOW_PLAIN_HTTP: '0' }, /plain HTTP/],
    // A public URL names the proxy's address, but does not show that all traffic passes through it.
    [{ GANTRY_HOST: '0.0.0.0', GANTRY_PUBLIC_URL: 'https://gantry.example' }, /plain HTTP/],
    [{ GANTRY_HOST: 'console.example' }, /GANTRY_HOST/],
    [{ GANTRY_HOST: 'http://127.0.0.1' }, /GANTRY_HOST.*without port/],
    [{ GANTRY_PUBLIC_URL: 'gantry.example' }, /GANTRY_PUBLIC_URL.*such as https/],
    [{ GANTRY_PUBLIC_URL: 'https://gantry.example/console' }, /without a path/],
    [{ GANTRY_DATABASE_URL: 'mysql://x:secret@y' }, /GANTRY_DATABASE_URL must be/],
    [{ GANTRY_CLOUD_SECRET_ID: 'AKID1' }, /go together/],
    [{ GANTRY_CLOUD_WORLD: 'huge' }, /GANTRY_CLOUD_WORLD is "huge"; set it to one of demo, empty/],
    [{ GANTRY_CLOUD_SPEED: '0' }, /GANTRY_CLOUD_SPEED/],
    [{ GANTRY_CLOUD_SPEED: 'fast' }, /GANTRY_CLOUD_SPEED/],
    [{ GANTRY_CLOUD_SPEED: 'Infinity' }, /GANTRY_CLOUD_SPEED/],
    [{ GANTRY_ADMIN_PASSWORD: 'x'.repeat(300) }, /at most 256 characters/],
    [{ GANTRY_HOST: '127.0.0.1:80' }, /without port/],
    [{ GANTRY_TLS_CERT: 'cert.pem' }, /go together/],
    [{ ...provider, GANTRY_OIDC_ADMINS: '["a"' }, /GANTRY_OIDC_ADMINS is .*JSON list of texts/],
    [{ ...provider, GANTRY_OIDC_ADMINS: '["a", 1]' }, /GANTRY_OIDC_ADMINS is .*JSON list of texts/],
    [{ GANTRY_OIDC_ISSUER: 'https://id.example' }, /GANTRY_OIDC_CLIENT_ID go together/],
    [{ GANTRY_OIDC_CLIENT_ID: 'g' }, /GANTRY_OIDC_CLIENT_ID go together/],
    [
      { GANTRY_OIDC_ISSUER: 'https://id.example', GANTRY_OIDC_CLIENT_ID: 'g' },
      /no user would have a role/,
    ],
    [
      {
        GANTRY_OIDC_ISSUER: 'http://id.example',
        GANTRY_OIDC_CLIENT_ID: 'g',
        GANTRY_OIDC_VIEWERS: '*',
      },
      /GANTRY_OIDC_ISSUER is "http:.*set it to the https/,
    ],
    [
      {
        GANTRY_OIDC_ISSUER: 'https://id.example',
        GANTRY_OIDC_CLIENT_ID: 'g',
        GANTRY_OIDC_VIEWERS: '*',
        GANTRY_OIDC_CLIENT_SECRET_FILE: '/nowhere/secret',
      },
      /SECRET_FILE names \/nowhere\/secret, which cannot be read; put the secret there/,
    ],
    [{ GANTRY_CLOUD_TLS_CERT: 'cert.pem' }, /GANTRY_CLOUD_TLS_KEY go together/],
    [{ GANTRY_CLOUD_SPEED: '10001' }, /at most 10000/],
    [
      { GANTRY_SESSION_IDLE_MINUTES: '0' },
      /GANTRY_SESSION_IDLE_MINUTES is "0"; set it to minutes from 1 to 43200/,
    ],
    [{ GANTRY_SESSION_LIFETIME_HOURS: 'day' }, /hours from 1 to 8760/],
    [{ GANTRY_SESSIONS_PER_USER: '0' }, /sessions from 1 to 1000/],
    [{ GANTRY_SESSION_RATE: '1000001' }, /from 1 to 1000000/],
    [{ GANTRY_PUBLIC_URL: 'ftp://gantry.example' }, /such as https/],
    [{ GANTRY_PUBLIC_URL: 'https://gantry.example/?a=1' }, /without a path/],
    [{ GANTRY_TRUSTED_PROXIES: 'proxy.example' }, /GANTRY_TRUSTED_PROXIES is "proxy.example"/],
    [{ GANTRY_TRUSTED_PROXIES: '10.0.0.0/33' }, /such as 10.0.0.5/],
    [{ GANTRY_TRUSTED_PROXIES: ' , ' }, /GANTRY_TRUSTED_PROXIES is " , "; set it to/],
    [{ GANTRY_HOST: '0.0.0.0', GANTRY_TRUSTED_PROXIES: ' ' }, /GANTRY_TRUSTED_PROXIES is " "/],
    [
      { GANTRY_TRUSTED_PROXIES: '10.0.0.5 ::/0' },
      /contains ::\/0, which is every address; set it to/,
    ],
    [{ GANTRY_TRUSTED_PROXIES: '0.0.0.0/0' }, /contains 0\.0\.0\.0\/0/],
    [{ GANTRY_TRUSTED_PROXIES: '0.0.0.0/00' }, /contains 0\.0\.0\.0\/00/],
    [{ GANTRY_ALLOW_PLAIN_HTTP: 'yes' }, /GANTRY_ALLOW_PLAIN_HTTP is "yes"; set it to 1, or/],
    [{ GANTRY_PUBLIC_URL: 'https://gantry.example/#x' }, /GANTRY_PUBLIC_URL must be/],
    [{ GANTRY_PUBLIC_URL: 'https://u:secret@gantry.example' }, /GANTRY_PUBLIC_URL must be/],
    [{ GANTRY_OIDC_ADMINS: 'ops' }, /GANTRY_OIDC_ADMINS is set without an identity provider; set/],
    [
      { GANTRY_OIDC_CLIENT_SECRET: 'secret@' },
      /GANTRY_OIDC_CLIENT_SECRET is set without an identity/,
    ],
    [
      { ...provider, GANTRY_OIDC_CLIENT_SECRET: 'secret@', GANTRY_OIDC_CLIENT_SECRET_FILE: 'f' },
      /GANTRY_OIDC_CLIENT_SECRET and GANTRY_OIDC_CLIENT_SECRET_FILE.*set one/,
    ],
    [
      { ...provider, GANTRY_OIDC_CLIENT_SECRET_FILE: '/dev/null' },
      /GANTRY_OIDC_CLIENT_SECRET_FILE names \/dev\/null, which is empty; put/,
    ],
    [{ ...provider, GANTRY_OIDC_SCOPE: 'profile' }, /GANTRY_OIDC_SCOPE is "profile"; add openid/],
    [{ ...provider, GANTRY_OIDC_SCOPE: 'openid2' }, /GANTRY_OIDC_SCOPE is "openid2"; add openid/],
    [{ GANTRY_SESSION_RATE: '0' }, /GANTRY_SESSION_RATE is "0"; set it to requests per second/],
    [{ GANTRY_ACCOUNT_RATE: 'many' }, /GANTRY_ACCOUNT_RATE/],
    [{ GANTRY_USER_RATE: '0' }, /GANTRY_USER_RATE is "0"; set it to requests per second/],
    [{ GANTRY_REGION_RATE: '-1' }, /GANTRY_REGION_RATE/],
    [{ GANTRY_AUDIT_DAYS: '0' }, /GANTRY_AUDIT_DAYS is "0"; set it to a whole number of days/],
    [{ GANTRY_AUDIT_DAYS: '1.5' }, /GANTRY_AUDIT_DAYS/],
  ])('refuses %j with an explanation', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(message)
    expect(() => readConfig(env)).not.toThrow(/secret@/)
  })
})

it('readConfig reports every fault at once', () => {
  const read = () => readConfig({ GANTRY_PORT: 'x', GANTRY_CLOUD_WORLD: 'huge' })
  expect(read).toThrow(/GANTRY_PORT is "x".*\nGANTRY_CLOUD_WORLD is "huge"/)
})
