declare module 'qcloudapi-sdk' {
  /** The part of the vendor's SDK that the tests use; the package brings no types. */
  export default class QcloudApi {
    constructor(defaults: Record<string, unknown>)
    request<T>(
      data: Record<string, unknown>,
      opts: Record<string, unknown>,
      callback: (error: Error | null, body: T) => void,
    ): void
  }
}
