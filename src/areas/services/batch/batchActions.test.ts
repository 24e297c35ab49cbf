import { expect, it } from 'vitest'
import { withTag } from './batchActions'

it('replaces only the tag of an image', () => {
  expect(withTag('nginx', '2')).toBe('nginx:2')
  expect(withTag('nginx:1.25', '2')).toBe('nginx:2')
  expect(withTag('localhost:5000/shop/web', '2')).toBe('localhost:5000/shop/web:2')
  expect(withTag(`ccr.example.com/shop/web:1@sha256:${'a'.repeat(64)}`, '2')).toBe(
    'ccr.example.com/shop/web:2',
  )
})

it('gives an invalid image no tag', () => {
  expect(withTag('shop/Web:1', '2')).toBeUndefined()
})
