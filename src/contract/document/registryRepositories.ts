import type { Documented } from './notation'

const reponame = 'reponame string !'

/** 镜像仓库相关接口: repositories and the account */
export const registryRepositories: Readonly<Record<string, Documented>> = {
  SearchUserRepository: {
    host: 'ccr',
    section: '镜像仓库相关接口/查询用户仓库列表',
    is: ['paged'],
    request: `
      offset     int     =0   0..
      limit      int     =20  1..100
      reponame   string
      public     string  0|1
      namespace  string
    `,
    response: `
      totalCount                   int
      privilegeFiltered            bool
      repoInfo[]                   object
      repoInfo[].reponame          string
      repoInfo[].repotype          string
      repoInfo[].tagCount          int
      repoInfo[].public            int  0|1
      repoInfo[].isUserFavor       bool
      repoInfo[].isQcloudOfficial  bool
      repoInfo[].favorCount        int
      repoInfo[].pullCount         int
      repoInfo[].description       string
      repoInfo[].creationTime      time
      repoInfo[].updateTime        time
      +server                      string  ?
    `,
  },

  GetRepositoryInfo: {
    host: 'ccr',
    section: '镜像仓库相关接口/查询镜像仓库信息',
    request: reponame,
    response: `
      creationTime      time
      description       string
      favorCount        int
      isQcloudOfficial  bool
      isUserFavor       bool
      public            int  0|1
      pullCount         int
      reponame          string
      repotype          string
    `,
  },

  RepositoryisExists: {
    host: 'ccr',
    section: '镜像仓库相关接口/镜像仓库是否存在',
    request: reponame,
    response: 'isExist bool',
  },

  CreateRepository: {
    host: 'ccr',
    section: '镜像仓库相关接口/创建镜像仓库',
    is: ['mutating'],
    request: `
      ${reponame}
      public       int     !  0|1
      description  string
    `,
  },

  BatchDeleteRepository: {
    host: 'ccr',
    section: '镜像仓库相关接口/批量删除仓库',
    is: ['mutating', 'destructive'],
    request: 'reponames[] string ! #1..',
  },

  UpdateRepositoryDesc: {
    host: 'ccr',
    section: '镜像仓库相关接口/更改镜像仓库描述内容',
    is: ['mutating'],
    request: `
      ${reponame}
      description  string  !
    `,
  },

  UpdateRepositoryPublic: {
    host: 'ccr',
    section: '镜像仓库相关接口/更改镜像仓库访问属性',
    is: ['mutating'],
    request: `
      ${reponame}
      public  int  !  0|1
    `,
  },

  ChangePassword: {
    host: 'ccr',
    section: '镜像仓库相关接口/修改密码',
    is: ['mutating'],
    request: 'password string ! #8..16',
  },

  GetLimit: {
    host: 'ccr',
    section: '镜像仓库相关接口/查询用户配额',
    response: `
      limitInfo[]           object
      limitInfo[].username  string
      limitInfo[].type      string  namespace|repo|tag|triggers
      limitInfo[].value     int
    `,
  },
}
