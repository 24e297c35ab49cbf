import { expect, it } from 'vitest'
import { imageFaults } from './imageFaults'
import { newContainer, paramsOf, valuesOf } from './values'

it('reports images that no container runtime accepts, with their path', () => {
  const images = ['nginx:1', 'shop/Web', '', 'my image', ' nginx']
  const faults = imageFaults(images.map((image) => ({ image })))
  expect(faults.map(({ path, rule }) => [path, rule])).toEqual([
    ['containers.1.image', 'imageReference'],
    ['containers.3.image', 'imageReference'],
  ])
  expect(imageFaults(undefined)).toEqual([])
})

it('removes blanks around an image from the request', () => {
  const container = { ...newContainer(), containerName: 'web', image: ' nginx:1 \t' }
  const { containers } = paramsOf({ ...valuesOf({}), containers: [container] })
  expect(containers).toEqual([{ containerName: 'web', image: 'nginx:1' }])
})
