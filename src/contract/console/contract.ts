import * as z from 'zod/mini'
import { route } from './declare/route'

/** Version of the console and of its own API; equal to package.json's. */
export const consoleVersion = '0.2.0'

const schema = z.record(z.string(), z.unknown())

export const readContract = route('GET /api/contract', {
  summary: 'Every action of the API with its facts, request and response as JSON Schema.',
  access: 'public',
  response: z.readonly(
    z.array(
      z.looseObject({
        name: z.string(),
        area: z.string(),
        host: z.string(),
        mutates: z.boolean(),
        destructive: z.boolean(),
        request: schema,
        response: schema,
      }),
    ),
  ),
})

export const readOpenApi = route('GET /api/openapi.json', {
  summary: 'This document.',
  access: 'viewer',
  media: 'application/json',
})
