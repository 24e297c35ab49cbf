import { describe, expect, it } from 'vitest'
import { diagnoseService } from './diagnose'
import { event, instance, serviceFacts, waiting } from './diagnosisTesting'

const pullFailed = '下载镜像失败'

const causeOf = (image: string, message: string, reason = 'Failed') => {
  const events = message === '' ? [] : [event(reason, message)]
  const [finding] = diagnoseService(serviceFacts(waiting(pullFailed, { image }), events))
  return finding?.code
}

const containerd = (image: string, answer: string) =>
  `Failed to pull image "${image}": failed to pull and unpack image "docker.io/${image}": failed to resolve reference "docker.io/${image}": ${answer}`

describe('an image that cannot be pulled', () => {
  it.each([
    [
      'imageRegistryUnreachable',
      'failed to do request: Head "https://127.0.0.1:1/v2/none/manifests/1": dial tcp 127.0.0.1:1: connect: connection refused',
    ],
    [
      'imageRegistryUnreachable',
      'failed to authorize: failed to fetch anonymous token: Get "https://auth.docker.io/token": dial tcp: lookup auth.docker.io: no such host',
    ],
    [
      'imageRegistryUntrusted',
      'failed to do request: Head "https://r/v2/a/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ],
    [
      'imageDenied',
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    ['imageCredentials', 'unexpected status from HEAD request: 401 Unauthorized'],
    ['imageCredentials', 'failed to authorize: failed to fetch oauth token: 403 Forbidden'],
    ['imageRateLimited', 'unexpected status: 429 Too Many Requests - toomanyrequests'],
    ['imageRegistryFailing', 'unexpected status from HEAD request: 503 Service Unavailable'],
    ['imagePlatform', 'no match for platform in manifest: not found'],
    ['imageTagMissing', 'reading manifest 9 in docker.io/shop/web: manifest unknown'],
    ['imageRepositoryMissing', 'name unknown: repository name not known to registry'],
    ['imageNotFound', 'docker.io/shop/web:9: not found'],
    ['imageDiskFull', 'failed to extract layer: write /var/lib: no space left on device'],
  ])('has the cause %s in Kubernetes’ words: %s', (code, answer) => {
    expect(causeOf('shop/web:9', containerd('shop/web:9', answer))).toBe(code)
  })

  it.each([
    ['imageNotFound', 'image not found'],
    ['imageTagMissing', 'manifest for shop/web:9 not found: manifest unknown'],
    ['imageRepositoryMissing', 'repository for shop/web:9 not found: name unknown'],
  ])('has the cause %s in the simulation’s words: %s', (code, answer) => {
    expect(causeOf('shop/web:9', `Failed to pull image "shop/web:9": ${answer}`)).toBe(code)
  })

  it('is missing on the node if the node may not pull it', () => {
    const message = 'Container image "shop/web:9" is not present with pull policy of Never'
    expect(causeOf('shop/web:9', message, 'ErrImageNeverPull')).toBe('imageNotOnNode')
  })

  it('has no cause beyond the failed pull if no event tells one', () => {
    expect(causeOf('shop/web:9', '')).toBe('imagePullFailed')
    expect(causeOf('shop/web:9', 'Failed to pull image "shop/web:9": it is odd')).toBe(
      'imagePullFailed',
    )
  })

  it('is not judged by the words and numbers in its own name', () => {
    const image = 'denied/unauthorized:401'
    expect(causeOf(image, containerd(image, `docker.io/${image}: not found`))).toBe('imageNotFound')
  })

  it('has the cause of the latest event', () => {
    const image = 'shop/web:9'
    const events = [
      event('Failed', containerd(image, 'dial tcp: connect: connection refused'), {
        lastSeen: '2026-11-29 12:03:00',
      }),
      event('Failed', containerd(image, 'manifest unknown'), { firstSeen: '2026-11-29 12:04:00' }),
    ]
    const [finding] = diagnoseService(serviceFacts(waiting(pullFailed, { image }), events))
    expect(finding).toMatchObject({
      code: 'imageTagMissing',
      values: { image, repository: 'shop/web', tag: '9' },
      objects: ['web-2-a'],
      since: Date.UTC(2026, 10, 29, 4, 0, 10),
      evidence: [
        { kind: 'event', reason: 'Failed' },
        { kind: 'field', object: 'web-2-a/web' },
      ],
    })
  })

  it('may be that of an init container', () => {
    const blocked = waiting(pullFailed, {
      initContainer: { name: 'migrate', image: 'shop/migrate:3' },
    })
    const events = [event('Failed', 'Failed to pull image "shop/migrate:3": manifest unknown')]
    expect(diagnoseService(serviceFacts(blocked, events))[0]).toMatchObject({
      code: 'imageTagMissing',
      values: { container: 'migrate', image: 'shop/migrate:3' },
    })
  })
})

it.each([
  [
    'the simulation',
    '镜像名称无效',
    'Failed to apply default image tag "shop/Web:1": couldn\'t parse image reference "shop/Web:1": invalid reference format',
  ],
  [
    'Kubernetes',
    'InvalidImageName',
    'Failed to apply default image tag "shop/Web:1": couldn\'t parse image name "shop/Web:1": invalid reference format: repository name (shop/Web) must be lowercase',
  ],
])('an image name that is none is found in the words of %s', (_backend, reason, message) => {
  const facts = serviceFacts(waiting(reason, { image: 'shop/Web:1' }), [
    event('InspectFailed', message),
  ])
  expect(diagnoseService(facts)).toMatchObject([
    {
      code: 'imageInvalid',
      values: { image: 'shop/Web:1' },
      since: Date.UTC(2026, 10, 29, 4, 0, 10),
    },
  ])
})

it('an image that is being pulled is no finding', () => {
  for (const reason of ['正在下载镜像', '正在创建容器']) {
    expect(
      diagnoseService(
        serviceFacts(waiting(reason), [], {
          service: { ...serviceFacts(instance()).service, status: 'Waiting' },
        }),
      ),
    ).toEqual([])
  }
})
