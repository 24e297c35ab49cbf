import { describe, expect, it } from 'vitest'
import { locationOf, withLocation } from './location'

const accounts = [
  { name: 'shop', regions: ['gz', 'sh'] },
  { name: 'lab', regions: ['bj'] },
]
const of = (search: string, last = {}) => locationOf(new URLSearchParams(search), accounts, last)

describe('account and region of a URL', () => {
  it('are those in the URL', () => {
    expect(of('account=shop&region=sh')).toEqual({ account: 'shop', region: 'sh', isKnown: true })
  })

  it('default to the last ones, then to the first', () => {
    expect(of('', { account: 'shop', region: 'sh' })).toMatchObject({
      account: 'shop',
      region: 'sh',
    })
    expect(of('')).toMatchObject({ account: 'shop', region: 'gz', isKnown: true })
    expect(of('account=lab')).toMatchObject({ account: 'lab', region: 'bj' })
    expect(of('', { account: 'gone', region: 'sh' })).toMatchObject({
      account: 'shop',
      region: 'gz',
    })
  })

  it("are never replaced if they are outside the user's scope", () => {
    expect(of('account=bank&region=gz')).toEqual({ account: 'bank', region: 'gz', isKnown: false })
    expect(of('account=lab&region=gz')).toEqual({ account: 'lab', region: 'gz', isKnown: false })
  })

  it("are unknown without an account in the user's scope", () => {
    expect(locationOf(new URLSearchParams(), [], {})).toEqual({
      account: '',
      region: '',
      isKnown: false,
    })
  })

  it('are added to a link, whose other parts stay unchanged', () => {
    const target = { account: 'a b', region: 'gz' }
    expect(withLocation('/services?q=web&region=sh#top', target)).toBe(
      '/services?q=web&region=gz&account=a+b#top',
    )
    expect(withLocation('/clusters', target)).toBe('/clusters?account=a+b&region=gz')
  })
})
