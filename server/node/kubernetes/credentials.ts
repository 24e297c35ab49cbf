/** Credentials for requests to an API server. */
export interface Credentials {
  headers: Readonly<Record<string, string>>
  tls: {
    ca: string | undefined
    cert: string | undefined
    key: string | undefined
    servername: string | undefined
    rejectUnauthorized: boolean
  }
  /** URL of the HTTP proxy that leads to the server; absent for a direct connection. */
  proxy?: string | undefined
}
