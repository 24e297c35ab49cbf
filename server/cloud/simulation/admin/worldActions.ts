import * as z from 'zod/mini'
import { beijingTime } from '../../beijingTime'
import { advance } from '../advance'
import { advanceClock, clockOffset } from '../world/clock'
import { seedWorld } from '../world/openWorld'
import { kinds } from '../world/world'
import { AdminRefusal, adminAction } from './action'

const day = 86_400
/** In seconds. A larger step would block other requests for too long. */
const maxStep = 366 * day
/** In seconds. Keeps years at four digits. */
const maxOffset = 100 * maxStep

export const moveClock = adminAction(
  {
    path: '/clock',
    description: `moves the world's clock forward by up to ${maxStep} seconds (a year) and runs every pending step`,
    example: { seconds: 3600 },
  },
  z.strictObject({ seconds: z.int().check(z.gte(1), z.lte(maxStep)) }),
  ({ seconds }, { world, now, speed }) => {
    if (clockOffset(world) + seconds * 1000 > maxOffset * 1000) {
      throw new AdminRefusal(409, "the world's clock cannot move further ahead; reset the world")
    }
    advanceClock(world, seconds * 1000)
    const newTime = now + seconds * 1000
    advance({ world, speed }, newTime)
    return { time: beijingTime(newTime), secondsAhead: clockOffset(world) / 1000 }
  },
)

/**
 * Kinds of resources that a reset keeps: the used nonces, so that earlier requests cannot be
 * replayed in the new world.
 */
const keptKinds = ['nonce']

export const resetWorld = adminAction(
  {
    path: '/world/reset',
    description:
      'replaces the world by a new one and resets its clock to the real time; "demo" has the same IDs each time',
    example: { world: 'demo' },
  },
  z.strictObject({ world: z.enum(['demo', 'empty', 'large']) }),
  (params, { world, now, speed }) => {
    const systemTime = now - clockOffset(world)
    for (const kind of kinds.filter((candidate) => !keptKinds.includes(candidate))) {
      for (const { id } of world.all(kind)) world.remove(kind, id)
    }
    seedWorld(world, params.world, systemTime, speed)
    return { world: params.world, time: beijingTime(systemTime) }
  },
)
