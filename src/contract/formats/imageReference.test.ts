import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatImageReference, parseImageReference, shortImage } from './imageReference'
import { parseImageName, parseOwnImage } from './registryNames'

const sha = `sha256:${'a1'.repeat(32)}`

describe('parseImageReference', () => {
  it.each([
    ['nginx', undefined, 'nginx', undefined, undefined],
    ['nginx:1.25', undefined, 'nginx', '1.25', undefined],
    ['shop/web:V1.0-rc_1', undefined, 'shop/web', 'V1.0-rc_1', undefined],
    ['a/b/c/d', undefined, 'a/b/c/d', undefined, undefined],
    ['registry:5000', undefined, 'registry', '5000', undefined],
    ['registry:5000/web', 'registry:5000', 'web', undefined, undefined],
    ['registry.example.com:5000/shop/x:1.0', 'registry.example.com:5000', 'shop/x', '1.0'],
    ['localhost/web', 'localhost', 'web'],
    ['Registry/web', 'Registry', 'web'],
    ['[2001:db8::1]:5000/shop/web:1', '[2001:db8::1]:5000', 'shop/web', '1'],
    ['10.0.0.1/shop/web', '10.0.0.1', 'shop/web'],
    [`nginx@${sha}`, undefined, 'nginx', undefined, sha],
    [`r.io:443/a/b:2.1@${sha}`, 'r.io:443', 'a/b', '2.1', sha],
    [`a@sha512:${'0'.repeat(128)}`, undefined, 'a', undefined, `sha512:${'0'.repeat(128)}`],
    ['a__b/c---d.e', undefined, 'a__b/c---d.e'],
    [`a:${'t'.repeat(128)}`, undefined, 'a', 't'.repeat(128)],
    [`r.io/${'a'.repeat(255)}`, 'r.io', 'a'.repeat(255)],
  ])(
    'parses and formats %s',
    (image, registry, repository, tag = undefined, digest = undefined) => {
      expect(parseImageReference(image)).toEqual({ registry, repository, tag, digest })
      expect(
        formatImageReference({ registry, repository, tag, digest } as Parameters<
          typeof formatImageReference
        >[0]),
      ).toBe(image)
    },
  )

  it.each(
    [
      [
        '',
        ' nginx',
        'nginx ',
        'nginx\n',
        'my image',
        'shop/Web',
        'nginx:',
        ':1',
        'nginx@',
        '@',
        '/',
      ],
      [
        'nginx:a b',
        'nginx:-1',
        'nginx:.1',
        `nginx:${'t'.repeat(129)}`,
        'nginx:版本',
        '镜像',
        'nginx:1:2',
      ],
      [
        'a//b',
        '/a',
        'a/',
        'a..b',
        'a___b',
        '-a',
        'a-',
        '.a/b',
        'r.io/',
        'r.io:/a',
        'r.io:x/a',
        '-r.io/a',
      ],
      [
        'https://r.io/a',
        'a@sha256:12',
        `a@${sha}0`,
        `a@${sha.toUpperCase()}`,
        `a@md5:${'0'.repeat(32)}`,
      ],
      [
        `a@${sha}@${sha}`,
        `a@${sha}:1`,
        '0'.repeat(64),
        `r.io/${'a'.repeat(256)}`,
        '[::1/a',
        'a\u0000',
      ],
      ['a;rm -rf', '$(x)', 'a?b', 'a*', 'ａ', 'a@__proto__:00', `a@constructor:${'0'.repeat(64)}`],
    ].flat(),
  )('refuses %j', (image) => {
    expect(parseImageReference(image)).toBeUndefined()
  })

  it('accepts every formatted text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a1A./:@-_ []') }), (text) => {
        const parsed = parseImageReference(text)
        if (parsed) expect(formatImageReference(parsed)).toBe(text)
      }),
    )
  })
})

describe('ownImage', () => {
  const ownRepository = { namespace: 'shop', reponame: 'shop/web' }
  it.each([
    ['ccr.ccs.tencentyun.com/shop/web', { ...ownRepository, tag: 'latest', digest: undefined }],
    ['ccr.ccs.tencentyun.com/shop/web:2.1', { ...ownRepository, tag: '2.1', digest: undefined }],
    [`ccr.ccs.tencentyun.com/shop/web@${sha}`, { ...ownRepository, tag: undefined, digest: sha }],
    [`ccr.ccs.tencentyun.com/shop/web:2.1@${sha}`, { ...ownRepository, tag: '2.1', digest: sha }],
    [
      'ccr.ccs.tencentyun.com:443/shop/web:2.1',
      { ...ownRepository, tag: '2.1', digest: undefined },
    ],
    ['CCR.ccs.Tencentyun.com/shop/web:2.1', { ...ownRepository, tag: '2.1', digest: undefined }],
    [' ccr.ccs.tencentyun.com/shop/web:2.1 ', { ...ownRepository, tag: '2.1', digest: undefined }],
  ])('takes %s', (image, name) => {
    expect(parseOwnImage(image)).toEqual(name)
  })

  it.each([
    'shop/web:2.1',
    'registry.example.com:5000/shop/web:2.1',
    'ccr.ccs.tencentyun.com:5000/shop/web:2.1',
    'ccr.ccs.tencentyun.com.example.com/shop/web:2.1',
    'ccr.ccs.tencentyun.com/web',
    'ccr.ccs.tencentyun.com/shop/team/web',
    'ccr.ccs.tencentyun.com/shop/We b',
  ])('leaves %s to another registry', (image) => {
    expect(parseOwnImage(image)).toBeUndefined()
  })
})

it('parseImage takes a namespace that looks like a host', () => {
  expect(parseImageName('shop.io/web:1')).toMatchObject({ namespace: 'shop.io', tag: '1' })
  expect(parseImageName('r.io/shop/web:1')).toBeUndefined()
})

describe('shortImage', () => {
  it.each([
    ['ccr.ccs.tencentyun.com/shop/web:2.1', 'web:2.1'],
    ['registry:5000/web', 'web'],
    [`shop/web:2.1@${sha}`, 'web:2.1@sha256:a1a1a1a1a1a1'],
    ['shop/Web', 'shop/Web'],
  ])('shortens %s to %s', (image, short) => {
    expect(shortImage(image)).toBe(short)
  })
})
