import type { Documented } from './notation'

const reponame = 'reponame string !'

/** 镜像仓库相关接口: tags and their retention */
export const registryTags: Readonly<Record<string, Documented>> = {
  GetTagList: {
    host: 'ccr',
    section: '镜像仓库相关接口/获取 tag 列表',
    is: ['paged'],
    request: `
      ${reponame}
      offset  int  =0   0..
      limit   int  =20  1..100
      tag     string
    `,
    response: `
      reponame                 string
      server                   string
      tagCount                 int
      tagInfo[]                object
      tagInfo[].repo_name      string
      tagInfo[].tagName        string
      tagInfo[].tagId          string
      tagInfo[].imageId        string
      tagInfo[].size           string
      tagInfo[].creationTime   string
      tagInfo[].updateTime     string
      tagInfo[].author         string
      tagInfo[].architecture   string
      tagInfo[].dockerVersion  string
      tagInfo[].os             string
      tagInfo[].pushTime       string
      tagInfo[].sizeByte       int  [B]
      +tagInfo[].id            int  ?
    `,
  },

  DuplicateImage: {
    host: 'ccr',
    section: '镜像仓库相关接口/复制镜像版本',
    is: ['mutating'],
    request: `
      src_image   string  !
      dest_image  string  !
    `,
  },

  BatchDeleteTag: {
    host: 'ccr',
    section: '镜像仓库相关接口/批量删除 tag',
    is: ['mutating', 'destructive'],
    request: `
      ${reponame}
      tags[]  string  !  #1..
    `,
  },

  GetAutoDelStrategy: {
    host: 'ccr',
    section: '镜像仓库相关接口/获取仓库 tag 超额保留策略',
    request: reponame,
    response: `
      totalCount                    int
      strategyInfo[]                object
      strategyInfo[].username       string
      strategyInfo[].reponame       string
      strategyInfo[].type           string  keep_last_days|keep_last_nums
      strategyInfo[].value          int
      strategyInfo[].valid          int  0|1
      strategyInfo[].creation_time  string
    `,
  },

  SetAutoDelStrategy: {
    host: 'ccr',
    section: '镜像仓库相关接口/设置仓库 tag 超额保留策略',
    is: ['mutating', 'destructive'],
    request: `
      ${reponame}
      type  string  !  keep_last_days|keep_last_nums
      val   int     !  1..
    `,
  },

  CloseAutoDelStrategy: {
    host: 'ccr',
    section: '镜像仓库相关接口/关闭仓库 tag 超额保留策略',
    is: ['mutating'],
    request: reponame,
  },
}
