import { expect, it } from 'vitest'
import { createMetrics } from '../../proxy/metrics/metrics'
import { readMetrics } from './prometheus'

const gauge = '# HELP a A.\n# TYPE a gauge\n'
const histogram = '# HELP a A.\n# TYPE a histogram\n'

it.each([
  ['does not end with a newline', `${gauge}a 1`],
  ['has a sample without a family', 'a 1\n'],
  ['has a family without HELP', '# TYPE a counter\na 1\n'],
  ['has a label twice', `${gauge}a{b="1",b="1"} 1\n`],
  ['has a malformed label', `${gauge}a{b="1"c"} 1\n`],
  ['has an unknown escape', `${gauge}a{b="\\t"} 1\n`],
  ['has a series twice', `${gauge}a{b="1",c="1"} 1\na{c="1",b="1"} 2\n`],
  ['has a value that is not a number', `${gauge}a undefined\n`],
  ['has a sample of another family', `${gauge}b 1\n`],
  ['has an empty line', `${gauge}\na 1\n`],
  [
    'has a histogram whose buckets decrease',
    `${histogram}a_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n`,
  ],
  [
    'has a histogram without the bucket +Inf',
    `${histogram}a_bucket{le="1"} 1\na_sum 1\na_count 1\n`,
  ],
  ['has a histogram without a sum', `${histogram}a_bucket{le="+Inf"} 1\na_count 1\n`],
])('refuses a text that %s', (_what, text) => {
  expect(() => readMetrics(text)).toThrow()
})

it('parses labels with any content back to their values', () => {
  const metrics = createMetrics(() => 0)
  const strange = 'a\\b "c"\n{d="e"} 中'
  metrics.count('upstream', strange, 'ok')
  const families = readMetrics(metrics.text())
  expect(families.get('gantry_upstream_total')?.samples).toEqual([
    { name: 'gantry_upstream_total', labels: { action: strange, outcome: 'ok' }, value: 1 },
  ])
})
