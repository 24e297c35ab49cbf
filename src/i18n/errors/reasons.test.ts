import { createInstance, type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { states } from '../../../server/cloud/containerStates'
import { en } from '../en'
import { reasonListText, reasonsText, reasonText } from './reasons'

let t: TFunction<'reasons'>

beforeAll(async () => {
  const instance = createInstance()
  await instance.init({ lng: 'en', resources: { en }, interpolation: { escapeValue: false } })
  t = instance.getFixedT('en', 'reasons')
})

describe('vendor’s reasons', () => {
  it('are translated if known, else shown verbatim', () => {
    expect(reasonText(' 下载镜像失败 ', t)).toBe('image pull failed')
    expect(reasonText('CrashLoopBackOff', t)).toBe('container keeps crashing')
    expect(reasonText('没见过的原因', t)).toBe('没见过的原因')
  })

  it('are known for every state of the simulation, in both languages', () => {
    for (const { reason, englishReason } of Object.values(states)) {
      expect(reasonText(reason, t)).not.toBe(reason)
      expect(reasonText(englishReason, t)).toBe(
        englishReason === 'CrashLoopBackOff' ? 'container keeps crashing' : reasonText(reason, t),
      )
    }
  })

  it('list the most frequent first and omit the normal state', () => {
    expect(reasonsText({ 容器进程崩溃: 1, 下载镜像失败: 2, 容器运行中: 5 }, t)).toBe(
      '2 × image pull failed, 1 × container crashed',
    )
  })

  it('are listed one by one for a node with several', () => {
    expect(reasonListText('MemoryPressure,OutOfDisk', t)).toBe('low memory, disk full')
  })
})
