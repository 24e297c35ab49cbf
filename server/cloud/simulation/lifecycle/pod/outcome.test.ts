import { describe, expect, it } from 'vitest'
import { isSlow, outcomeOf, tagOf } from './outcome'

describe('tagOf', () => {
  it.each([
    ['nginx', 'latest'],
    ['nginx:1.10', '1.10'],
    ['registry:5000/team/web', 'latest'],
    ['registry:5000/team/web:v2', 'v2'],
  ])('%s has the tag %s', (image, tag) => {
    expect(tagOf(image)).toBe(tag)
  })
})

describe('outcomeOf', () => {
  it.each([
    ['nginx:pull-fail', 'pullFails'],
    ['nginx:missing', 'run'],
    ['nginx:crash', 'crashes'],
    ['nginx:never-ready', 'neverReady'],
    ['nginx:constructor', 'run'],
    ['shop/worker:1.6.0-crash', 'crashes'],
    ['shop/worker:nocrash', 'run'],
    ['crash', 'run'],
    ['registry.example.com:5000/shop/web:crash', 'crashes'],
    [`nginx:crash@sha256:${'a'.repeat(64)}`, 'crashes'],
    ['shop/Web:1', 'invalidImage'],
    ['my image', 'invalidImage'],
  ])('%s: %s', (image, outcome) => {
    expect(outcomeOf(image)).toBe(outcome)
  })

  it.each([
    ['/bin/false', 'crashes'],
    ['false', 'crashes'],
    ['/bin/falsehood', 'run'],
    ['', 'run'],
  ])('a container with the command "%s": %s', (command, outcome) => {
    expect(outcomeOf('nginx:1.16', command)).toBe(outcome)
  })

  it('lets images with the tag slow run', () => {
    expect(outcomeOf('nginx:slow')).toBe('run')
    expect(isSlow('nginx:slow')).toBe(true)
    expect(isSlow('slow')).toBe(false)
  })
})
