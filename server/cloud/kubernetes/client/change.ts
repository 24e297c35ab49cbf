import type { Client, Write } from './client'
import { refusalFor } from './refusals'
import { StatusError } from './status'

/** Sends a write for a handler; rejects with the API's refusal. */
export async function change(client: Client, write: Write): Promise<unknown> {
  try {
    return await client.write(write)
  } catch (error) {
    throw refusalFor(error, true)
  }
}

/** Sends a write; throws `takenError` if the name is already taken. */
export async function changeUnlessTaken(
  client: Client,
  write: Write,
  takenError: () => Error,
): Promise<unknown> {
  try {
    return await client.write(write)
  } catch (error) {
    const isTaken = error instanceof StatusError && error.reason === 'AlreadyExists'
    throw isTaken ? takenError() : refusalFor(error, true)
  }
}
