import type { Difference } from './difference'

const differences = 'server/cloud/endpoint/differences.test.ts'
const badInput = 'server/cloud/endpoint/badInput.test.ts'
const foreign = 'server/cloud/endpoint/foreignClients.test.ts'

/** Differences in how requests are addressed, signed and parsed. */
export const protocol: readonly Difference[] = [
  {
    about: 'Host names',
    document: 'Each module has a host name of its own.',
    ours: 'One port answers the actions of all hosts. If a host name of the API is used, the action must belong to it: 6100 otherwise, 4000 for an unknown host name.',
    why: 'A client needs one address, and a wrong host name still fails as it did.',
    test: 'server/cloud/endpoint/hosts.test.ts',
  },
  {
    about: 'Protocol',
    document: 'HTTPS only.',
    ours: 'HTTP on this machine, HTTPS with a certificate. 4600 is never answered.',
    why: 'The embedded endpoint listens on 127.0.0.1.',
    test: 'server/cloud/endpoint/vendorClient.test.ts',
  },
  {
    about: '`Region`',
    document: 'A public parameter of every call; only GetTagList repeats that it is required.',
    ours: 'Optional for the registry, except GetTagList, and for account. `GET /api/contract` says it for each action as `needsRegion`.',
    why: 'The registry belongs to the account, and clients leave it out.',
    test: 'server/cloud/endpoint/effects.test.ts',
  },
  {
    about: '`Token`',
    document: 'Temporary credentials send a token.',
    ours: 'Ignored: the endpoint has permanent keys only, and never answers 4105.',
    why: 'No component issues temporary credentials.',
    test: differences,
  },
  {
    about: '`Version`',
    document: 'Not described.',
    ours: 'With 2017-03-12, DescribeZones is answered in the newer dialect, and other actions of cvm, vpc, cbs and dfw are refused with 6100. Other hosts ignore it.',
    why: 'The newer dialect has other names for these actions. An answer in the old one would be misread.',
    test: 'server/cloud/endpoint/versions.test.ts',
  },
  {
    about: 'Repeated requests',
    document: 'A Nonce must not be repeated.',
    ours: 'A request with the same Timestamp, Nonce and signature is refused with 4500. The memory is bounded: 4400 when it is full.',
    why: 'Some clients draw weak Nonces, so that different requests of one second share one.',
    test: 'server/cloud/endpoint/replay.test.ts',
  },
  {
    about: '`Nonce`',
    document: 'A positive integer.',
    ours: 'A decimal number is accepted too.',
    why: 'Clients send the result of their random function unrounded.',
    test: 'server/cloud/endpoint/effects.test.ts',
  },
  {
    about: 'Wrong signature',
    document: '4100.',
    ours: '4100, and the message has the string that was verified, without secrets.',
    why: 'It shows what a client signed differently.',
    test: 'server/cloud/endpoint/hosts.test.ts',
  },
  {
    about: 'A value that begins with `@`',
    document: 'Not described.',
    ours: 'Accepted whether or not it was signed.',
    why: 'Every vendor SDK takes it for a file and leaves it out of the signature by POST.',
    test: 'server/test/vendor/vendor.test.ts',
  },
  {
    about: 'Missing parameter, wrong type, out of range, repeated parameter',
    document: '4000; no module codes of CCS are published.',
    ours: '4000 with the module codes of the general table: 10010, 10360, 10350, 10330.',
    why: 'The public table is the closest source (api-facts.md 1.2).',
    test: badInput,
  },
  {
    about: 'Lists',
    document: '`clusterIds.n`, numbered from 0.',
    ours: 'Indexes with a gap, or `.n` literally, are refused with 4000 (10380) and the right spelling.',
    why: 'A part of the list would be lost silently.',
    test: badInput,
  },
  {
    about: 'Empty values',
    document: 'Not described.',
    ours: 'An empty value of an optional parameter counts as not sent. A required list that is absent is refused; `labels=` empties it.',
    why: 'SDKs send undefined values as empty ones.',
    test: 'server/wire/decode.test.ts',
  },
  {
    about: 'Parameters that don’t count, such as `period` of an hourly machine',
    document: 'Not described.',
    ours: 'Ignored, whatever their value.',
    why: 'Clients send fixed sets of parameters.',
    test: foreign,
  },
  {
    about: 'Names in quotes, unpadded times',
    document: 'Samples have both.',
    ours: 'Read without the quotes; `2026-11-29 9:5:0` is accepted.',
    why: 'Scripts were copied from the samples.',
    test: 'server/cloud/endpoint/values.test.ts',
  },
  {
    about: 'Raw blanks or UTF-8 in the address',
    document: 'Parameters are URL-encoded.',
    ours: 'HTTP 200 with the JSON error 4000 (10420).',
    why: 'The answer says what is wrong where other servers send an empty body.',
    test: 'server/node/http/foreignClients.test.ts',
  },
  {
    about: 'Size of a request',
    document: '1 MB by POST.',
    ours: 'The same: 4000 (10420) above it. Another method is answered with HTTP 405, another path with 404.',
    why: 'The limit keeps memory bounded.',
    test: badInput,
  },
  {
    about: 'Rate limits',
    document: '4400, without numbers.',
    ours: 'None by action. The console limits its own calls.',
    why: 'The vendor’s numbers are unknown.',
  },
]
