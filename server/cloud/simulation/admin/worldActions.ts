import * as z from 'zod/mini'
import { advance } from '../advance'
import { aheadOf, moveAhead } from '../world/clock'
import { seedWorld } from '../world/openWorld'
import { beijing } from '../world/time'
import { kinds } from '../world/world'
import { AdminRefusal, deed } from './action'

const day = 86_400
/** Seconds; a larger step would block other requests for too long. */
const longestLeap = 366 * day
/** Seconds; keeps years at four digits. */
const mostAhead = 100 * longestLeap

export const moveClock = deed(
  {
    path: '/clock',
    says: `the world's clock moves forward by so many seconds, ${longestLeap} at most (a year); all that is due until then happens`,
    example: { seconds: 3600 },
  },
  z.strictObject({ seconds: z.int().check(z.gte(1), z.lte(longestLeap)) }),
  ({ seconds }, { world, now, speed }) => {
    if (aheadOf(world) + seconds * 1000 > mostAhead * 1000) {
      throw new AdminRefusal(409, 'the world is as far ahead as it can be; reset it')
    }
    moveAhead(world, seconds * 1000)
    const then = now + seconds * 1000
    advance({ world, speed }, then)
    return { time: beijing(then), secondsAhead: aheadOf(world) / 1000 }
  },
)

/**
 * Kinds that survive a reset: requests seen before it must not be accepted again in the new world.
 */
const kept = ['nonce']

export const resetWorld = deed(
  {
    path: '/world/reset',
    says: 'the whole world is replaced by a new one, and its clock by the real one; "demo" has the same ids each time',
    example: { world: 'demo' },
  },
  z.strictObject({ world: z.enum(['demo', 'empty', 'large']) }),
  (params, { world, now, speed }) => {
    const real = now - aheadOf(world)
    for (const kind of kinds.filter((one) => !kept.includes(one))) {
      for (const { id } of world.all(kind)) world.remove(kind, id)
    }
    seedWorld(world, params.world, real, speed)
    return { world: params.world, time: beijing(real) }
  },
)
