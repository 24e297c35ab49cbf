import fc from 'fast-check'
import { it } from 'vitest'
import { actions } from '../../src/contract/index'
import { paramsOf } from '../test/arbitrary'
import {appendFileSync} from 'node:fs'
it('x',()=>{
  for (const a of Object.values(actions)) { const t=Date.now(); appendFileSync('/tmp/g/log', a.name+' ');
   const s = fc.sample(paramsOf(a), {numRuns: 5}); appendFileSync('/tmp/g/log', (Date.now()-t)+'\n') }
})
