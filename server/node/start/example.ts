import type { Keys } from '../config/cloudKeys'

/** A shell expression that reads the credentials from their file, so that no key is printed. */
const readKeys = (file: string | undefined): string =>
  file === undefined
    ? 'const { GANTRY_CLOUD_SECRET_ID: secretId, GANTRY_CLOUD_SECRET_KEY: secretKey } = process.env'
    : `const { secretId, secretKey } = JSON.parse(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`

/** Returns a shell command that calls the API with the vendor's Node client. */
export function exampleCommand(endpoint: string, { file }: Keys & { file?: string }): string {
  const { protocol, host } = new URL(endpoint)
  return `Try it with the vendor's client (npm install qcloudapi-sdk):

node <<'END'
const QcloudApi = require('qcloudapi-sdk')
${readKeys(file)}
const client = new QcloudApi({ SecretId: secretId, SecretKey: secretKey, Region: 'gz', serviceType: 'ccs', protocol: '${protocol.slice(0, -1)}' })
client.request({ Action: 'DescribeCluster' }, { host: '${host}' }, (error, answer) => {
  console.log(error ?? JSON.stringify(answer, null, 2))
})
END
`
}
