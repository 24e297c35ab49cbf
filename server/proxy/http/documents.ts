import { readContract, readOpenApi } from '../../../src/contract/console/contract'
import { contractDocument } from '../../../src/contract/document/contractDocument'
import { openApiDocument } from '../../../src/contract/document/openApi'
import type { Sessions } from '../auth/session/sessions'
import { ProxyResponse } from './messages'
import type { Handlers } from './routes'

const json = (body: string) => new ProxyResponse(200, body, { 'Content-Type': 'application/json' })

/** The contract of the API and the console's OpenAPI document, each generated on first request. */
export function createDocumentRoutes(sessions: Sessions) {
  let contract: string | undefined
  let openApi: string | undefined
  return {
    [readContract.id]: async () => {
      contract ??= JSON.stringify({ data: contractDocument() })
      return json(contract)
    },
    [readOpenApi.id]: async ({ request, peer }) => {
      await sessions.principal(request, peer)
      openApi ??= JSON.stringify(openApiDocument())
      return json(openApi)
    },
  } satisfies Partial<Handlers>
}
