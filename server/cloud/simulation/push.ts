import { ApiError } from '../apiError'
import { pushTag } from './areas/registry/push'
import type { Engine } from './engine'
import { atOneMoment } from './oneMoment'

/** Result of a push: its effects, or the refusal in the format of the API. */
export type PushEnd =
  | { deleted: string[]; fired: number; refusal?: undefined }
  | { refusal: { code: number; codeDesc: string; message: string } }

/**
 * Pushes a tag and stores the changes before the promise resolves; rejects if they cannot be
 * stored.
 */
export async function pushInto(
  engine: Engine,
  pushed: { reponame: string; tag: string },
): Promise<PushEnd> {
  try {
    return await engine.inTurn(() =>
      atOneMoment(engine, (context) => {
        const { deleted, fired } = pushTag(context, pushed)
        return { deleted, fired: fired.length }
      }),
    )
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { code, codeDesc, message } = error
    return { refusal: { code, codeDesc, message } }
  }
}
