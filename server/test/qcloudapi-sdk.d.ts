declare module 'qcloudapi-sdk' {
  /** The part of the vendor's SDK that the tests use; the package has no types. */
  export default class QcloudApi {
    constructor(defaults: Record<string, unknown>)
    /** The parameters flattened, signed and URL encoded. */
    generateQueryString(data: Record<string, unknown>, opts?: Record<string, unknown>): string
    request<T>(
      data: Record<string, unknown>,
      opts: Record<string, unknown>,
      callback: (error: Error | null, body: T) => void,
    ): void
  }
}
