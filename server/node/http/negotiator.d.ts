/** The part of negotiator that the server uses; the published types lack `preferred`. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { headers: Readonly<Record<string, string | undefined>> })
    /**
     * Returns the acceptable item of `available` with the highest quality; `preferred` decides
     * between equal qualities. Undefined if none is acceptable.
     */
    encoding(
      available: readonly string[],
      options: { preferred: readonly string[] },
    ): string | undefined
  }
}
