import { cleanup, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, describe, expect, it } from 'vitest'
import { pathTo, repositoryPath, servicePath, usePathNames, withQuery } from './paths'

afterEach(cleanup)

function Names() {
  return <output>{JSON.stringify(usePathNames())}</output>
}

const routes = [
  '/triggers/:triggerName/edit',
  '/clusters/:clusterId/services/:namespace/:serviceName',
  '/registry/:namespace/:repo',
].map((path) => ({ path, element: <Names /> }))

function namesAt(path: string): unknown {
  render(<RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />)
  const names: unknown = JSON.parse(screen.getByRole('status').textContent ?? '')
  cleanup()
  return names
}

describe('names in paths', () => {
  it.each([
    'a/b',
    'a%2Fb',
    'a%2fb',
    'a%252Fb',
    '100%',
    '%',
    '%25',
    'a b',
    'a+b',
    'a?b',
    'a#b',
    '张三',
    'a&b=c',
  ])('round-trip: %j', (triggerName) => {
    expect(namesAt(`${pathTo('triggers', triggerName)}/edit`)).toEqual({ triggerName })
  })

  it('round-trip unchanged for arbitrary names', () => {
    const name = fc
      .string({ minLength: 1, unit: fc.constantFrom(...'a/%2F5services?#.é ') })
      .filter((value) => value !== '.' && value !== '..')
    fc.assert(
      fc.property(name, name, name, (clusterId, namespace, serviceName) => {
        const serviceParams = { clusterId, namespace, serviceName }
        expect(namesAt(servicePath(serviceParams))).toEqual(serviceParams)
      }),
      { numRuns: 60 },
    )
  })

  it('leave a malformed path unchanged', () => {
    expect(namesAt('/triggers/100%/edit')).toEqual({ triggerName: '100%' })
  })
})

it('a repository has a segment for its namespace and one for its name', () => {
  expect(repositoryPath('shop/web')).toBe('/registry/shop/web')
  expect(namesAt(repositoryPath('shop/team/web'))).toEqual({ namespace: 'shop', repo: 'team/web' })
})

it('a query is encoded once', () => {
  expect(withQuery('/triggers/new', { repo: 'a/b&c%2F' })).toBe('/triggers/new?repo=a%2Fb%26c%252F')
})
