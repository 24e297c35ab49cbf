import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles } from './staticFiles'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-static-'))
const web = path.join(root, 'web')
const script = `console.log(${JSON.stringify('x'.repeat(4000))})`
let files: ReturnType<typeof createStaticFiles>

beforeAll(() => {
  fs.mkdirSync(path.join(web, 'assets'), { recursive: true })
  fs.writeFileSync(path.join(root, 'secret.txt'), 'secret')
  fs.writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>Gantry</title>')
  fs.writeFileSync(path.join(web, 'assets', 'app-1a2b.js'), script)
  fs.writeFileSync(path.join(web, 'assets', 'app-1a2b.js.br'), 'brotli')
  files = createStaticFiles(web)
})
afterAll(() => fs.rmSync(root, { recursive: true }))

const get = (url: string, headers: Record<string, string> = {}) =>
  files(new Request(`http://h${url}`, { headers }))

describe('static files', () => {
  it('are served with their type, and cached forever if their name has a hash', async () => {
    const answer = get('/assets/app-1a2b.js')
    expect(await answer?.text()).toBe(script)
    expect(answer?.headers.get('Content-Type')).toMatch(/^text\/javascript/)
    expect(answer?.headers.get('Cache-Control')).toMatch(/immutable/)
  })

  it('are served in an encoding that the browser accepts, precompressed if available', async () => {
    const brotli = get('/assets/app-1a2b.js', { 'Accept-Encoding': 'gzip, deflate, br' })
    expect(brotli?.headers.get('Content-Encoding')).toBe('br')
    expect(await brotli?.text()).toBe('brotli')
    const gzip = get('/assets/app-1a2b.js', { 'Accept-Encoding': 'gzip' })
    expect(gzip?.headers.get('Content-Encoding')).toBe('gzip')
    expect(
      gunzipSync(new Uint8Array((await gzip?.arrayBuffer()) ?? new ArrayBuffer(0))).toString(),
    ).toBe(script)
  })

  it('are answered with 304 if unchanged', () => {
    const first = get('/')
    expect(first?.headers.get('Cache-Control')).toBe('no-cache')
    const notModified = get('/', { 'If-None-Match': first?.headers.get('ETag') ?? '' })
    expect(notModified?.status).toBe(304)
  })

  it.each([
    ['a list', (tag: string) => `"other", ${tag}`],
    ['the strong form', (tag: string) => tag.replace('W/', '')],
    ['an asterisk', () => '*'],
  ])('are answered with 304 if If-None-Match is %s that matches', (_, headerFor) => {
    const tag = get('/')?.headers.get('ETag') ?? ''
    expect(get('/', { 'If-None-Match': headerFor(tag) })?.status).toBe(304)
    expect(get('/', { 'If-None-Match': '"other", W/"third"' })?.status).toBe(200)
  })

  it.each([
    ['gzip;q=0', null],
    ['gzip; q=0.000, br;q=0', null],
    ['identity', null],
    ['', null],
    ['*', 'br'],
    ['*;q=0', null],
    ['br;q=0, *', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['gzip;q=0.3, identity', null],
    ['x-brotli', null],
  ])('are sent for Accept-Encoding %j with the content coding %j', (accepted, coding) => {
    const answer = get('/assets/app-1a2b.js', { 'Accept-Encoding': accepted })
    expect(answer?.headers.get('Content-Encoding')).toBe(coding)
    expect(answer?.headers.get('Vary')).toBe('Accept-Encoding')
  })
})

describe('pages of the application', () => {
  it.each(['/', '/clusters', '/clusters/cls-1/services/default/web/events', '/login?next=%2F'])(
    '%s serves index.html',
    async (url) => {
      expect(await get(url)?.text()).toContain('<title>Gantry')
    },
  )

  it('may have a dot in their path, like the names of repositories', () => {
    expect(get('/registry/ns/my.repo', { Accept: 'text/html,*/*' })?.status).toBe(200)
    expect(get('/registry/ns/my.repo', { Accept: '*/*' })).toBeUndefined()
  })
})

describe('other requests', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/none.js',
    '/favicon.ico',
    '/%zz.txt',
    '/assets/',
  ])('%s serves nothing', async (url) => {
    const answer = get(url)
    expect((await answer?.text()) ?? '').not.toContain('secret')
    if (answer) expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/)
  })

  it('with a method other than GET and HEAD serve nothing', () => {
    expect(files(new Request('http://h/', { method: 'POST' }))).toBeUndefined()
  })

  it('with a missing folder serve nothing', () => {
    expect(createStaticFiles(path.join(root, 'none'))(new Request('http://h/'))).toBeUndefined()
  })
})
