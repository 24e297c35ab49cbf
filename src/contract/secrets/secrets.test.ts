import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksSecret } from './content'
import { isMask, maskText, parseMask, replaceMasks } from './mask'
import { isSecretName, isSecretPair } from './names'
import { replaceSecrets } from './settings'
import { withoutSecretsInLine } from './text'

describe('names of secrets', () => {
  it.each([
    ...['DB_PASSWORD', 'dbPassword', 'PASSWD', 'MYSQL_PWD', 'DB_PASS', 'DBPASS', 'ROOT_PASSWORD_1'],
    ...['API_TOKEN', 'apitoken', 'TOKEN2', 'SECRETKEYBASE', 'client-secret', 'jwt.signing.key'],
    ...['API_KEY', 'apiKey', 'ACCESS_KEY_ID', 'SSH_PRIVATE_KEY', 'KEY', 'ENCRYPTION_KEY'],
    ...[
      'GOOGLE_APPLICATION_CREDENTIALS',
      'SENTRY_DSN',
      'BASIC_AUTH',
      'SLACK_WEBHOOK',
      '数据库密码',
    ],
  ])('%s is secret', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  it.each([
    ...['PORT', 'TZ', 'LOG_LEVEL', 'MONKEY', 'AUTHOR', 'COMPASS', 'PASSENGERS', 'KEYBOARD'],
    ...['PUBLIC_KEY', 'JAVA_OPTS', 'PATH', 'REDIS_HOST', 'SECRETARY', 'TOKENIZER', 'SKU'],
  ])('%s is not secret', (name) => {
    expect(isSecretName(name)).toBe(false)
  })

  it.each([
    ['TOKEN', ''],
    ['AUTH_ENABLED', 'true'],
    ['PASSWORD', '$DB_PASSWORD'],
    ['PASSWORD', '$(DB_PASSWORD)'],
    ['PASSWORD_FILE', '/run/secrets/password'],
  ])('%s=%s reveals nothing', (name, value) => {
    expect(isSecretPair(name, value)).toBe(false)
  })
})

describe('contents of secrets', () => {
  it.each([
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEow',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'glpat-20chars-of-token-x',
    'AKIAIOSFODNN7EXAMPLE',
    'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    'xoxb-17653672481-19874698323',
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
    'https://hooks.slack.com/services/T000/B000/XXXX',
    'postgres://app:hunter2@db:5432/shop',
    'https://0123abcd@o1.ingest.sentry.io/1',
    'amqp://guest:p/w#x@mq',
    'app:hunter2@tcp(db:3306)/shop',
    'host=db user=app password=hunter2',
    'Server=db;Uid=app;Pwd=hunter2;',
    'jdbc:mysql://db/shop?user=app&password=hunter2',
    '{"auths":{"r":{"auth":"YTpi"}}}',
    'Bearer abcdef123456',
    '$2b$10$N9qo8uLOickgx2ZMRZoMye',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'kJhGfDsAqWeRtYuIoPzXcVbN',
  ])('%j is secret', (value) => {
    expect(looksSecret(value)).toBe(true)
  })

  it.each([
    ...['', '8080', 'info', 'true', 'Asia/Shanghai', 'redis.default.svc.cluster.local:6379'],
    ...['http://shop.example.com:8080/path?page=1', '/usr/local/sbin:/usr/local/bin:/usr/bin'],
    ...['application-production-eu-west-1', 'com.example.shop.OrderServiceImplementation'],
    ...[
      '-Xmx512m -XX:MaxRAMPercentage=75.0 -XX:+UseG1GC',
      'ccr.ccs.tencentyun.com/shop/web:1.25.3',
    ],
    ...['10.0.0.0/8,172.16.0.0/12', '2026-11-29T16:29:10Z', 'en_US.UTF-8', 'a@example.com'],
    ...['host=db port=5432 dbname=shop', '{"level":"info","port":8080}', '100000000000000000000'],
  ])('%j is not secret', (value) => {
    expect(looksSecret(value)).toBe(false)
  })

  it.each(['a', 'aA1', '=a:', '://', 'password', '"', "'", '-', 'k='])(
    'are recognized in linear time in a repetition of %j',
    (part) => {
      const text = part.repeat(64_000 / part.length)
      const cpuBefore = process.cpuUsage()
      looksSecret(text)
      withoutSecretsInLine(text, () => '')
      // CPU time, because a busy machine stretches the elapsed time. Quadratic time takes minutes.
      expect(process.cpuUsage(cpuBefore).user).toBeLessThan(10_000_000)
    },
  )
})

const place = { account: 'a/b', region: 'gz', clusterId: 'cls-1', namespace: 'default' }
const source = { ...place, serviceName: 'web' }
const mask = maskText({ source, digest: 'x1' })

describe('a mask', () => {
  it('names its source and reveals nothing of the value', () => {
    expect(mask).toBe('<masked:a%2Fb/gz/cls-1/default/web/x1>')
    expect(parseMask(mask)).toEqual({ source, digest: 'x1' })
    const draft = { source: { draft: 'edit a/b' }, digest: 'x2' }
    expect(parseMask(maskText(draft))).toEqual(draft)
  })

  it('is distinct from any other text', () => {
    for (const text of [
      '',
      '<masked:>',
      `${mask} `,
      `x${mask}`,
      '<masked:a/b>',
      '<masked:%/a/b>',
    ]) {
      expect(isMask(text)).toBe(false)
    }
  })
})

/** Returns the texts with masks, and the secret of each mask. */
function masked(value: unknown) {
  const textsByMask = new Map<string, string>()
  const names: string[] = []
  const result = replaceSecrets(value, ({ name, value: secret }) => {
    names.push(name)
    const newMask = maskText({ source, digest: `d${textsByMask.size}` })
    textsByMask.set(newMask, secret)
    return newMask
  })
  return { all: textsByMask, names, result, values: [...textsByMask.values()] }
}

describe('masking settings', () => {
  it.each<[unknown, string[]]>([
    [{ envs: [{ name: 'DB_PASSWORD', value: 'a b' }] }, ['a b']],
    [
      {
        envs: [
          { name: 'URL', value: 'redis://:pw@r' },
          { name: 'PORT', value: '1' },
        ],
      },
      ['redis://:pw@r'],
    ],
    [{ env: { TOKEN: 'x', LEVEL: 'info' } }, ['x']],
    [{ arguments: ['--password', 'hunter2', '--port', '1'] }, ['hunter2']],
    [{ arguments: ['--password=hunter2', 'API_KEY=k', '-Dapi.token=t'] }, ['hunter2', 'k', 't']],
    [{ args: ['--dsn', 'x', '--verbose', 'y'] }, ['x']],
    [{ args: ['Authorization: Bearer abc'] }, ['Bearer abc']],
    [{ args: ['-c', 'PGPASSWORD="a b" psql -h db && echo ok'] }, ['a b']],
    [{ command: 'redis-server --requirepass hunter2 --port 1' }, ['hunter2']],
    [{ command: ['sh', '-c', 'mysql -psecret1 -h db'] }, ['secret1']],
    [{ healthCheck: [{ cmd: 'curl -u ann:pw http://127.0.0.1' }] }, ['ann:pw']],
    [{ methodCmd: { cmd: `sh -c 'curl -H "X-Token: abc" http://h'` } }, ['abc']],
    [{ command: 'mysqladmin ping -p$MYSQL_ROOT_PASSWORD' }, []],
    [{ command: 'connect password = hunter2' }, ['connect password = hunter2']],
    [{ form: JSON.stringify({ envs: [{ name: 'KEY', value: 'k1' }] }) }, ['k1']],
    [{ name: 'DB_PASSWORD', value: 'not a variable', labels: { token: 'x' } }, []],
  ])('in %j masks the values %j', (settings, secrets) => {
    expect(masked(settings).values).toEqual(secrets)
  })

  const texts = fc.oneof(
    fc.string(),
    fc.constantFrom('--password', 'x', 'TOKEN=1', '-u', 'a:b', "'", '"--key=a b"', 'PASSWORD = x'),
    fc
      .array(fc.constantFrom('--token', 'TOKEN="x y"', '-psecret', '"', "'", ' ', 'a:b@c', mask))
      .map((all) => all.join(' ')),
  )
  const settings = fc.record({
    envs: fc.array(fc.record({ name: fc.constantFrom('DB_PASSWORD', 'PORT', 'X'), value: texts })),
    arguments: fc.array(texts),
    command: texts,
  })

  it('can be undone, and changes nothing the second time', () => {
    fc.assert(
      fc.property(settings, (value) => {
        const { all, result } = masked(value)
        const unmask = (text: string) => replaceMasks(text, (one) => all.get(one) ?? one)
        const undone = JSON.parse(JSON.stringify(result), (_key, child) =>
          typeof child === 'string' ? unmask(child) : child,
        )
        expect(undone).toEqual(value)
        expect(masked(result).result).toEqual(result)
      }),
    )
  })
})
