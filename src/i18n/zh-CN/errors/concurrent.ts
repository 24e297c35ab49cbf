import type { concurrent as english } from '../../en/errors/concurrent'
import type { Texts } from '../../texts'

export const concurrent: Texts<typeof english> = {
  changed: '尚未保存：其他用户已在此期间做出修改',
  changedText: '请为每个字段选择要保留的值，也可以继续编辑表单，然后再次保存。',
  deleted: '未保存：其他用户已在此期间删除或重命名该对象',
  deletedText: '您输入的内容仍保留在表单中。',
  before: '原值：{{value}}',
  mine: '您的值：{{value}}',
  unchanged: '保留原值：{{value}}',
  theirs: '其他用户的值：{{value}}',
  none: '未设置',
  allMine: '全部保留您的值',
  allTheirs: '全部采用其他用户的值',
}
