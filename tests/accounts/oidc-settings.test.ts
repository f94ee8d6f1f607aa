/** The settings of the organisation's sign-in: all or none, and no door wider than somebody meant. */
import { describe, expect, it } from 'vitest'
import { identityOf } from '../../api/accounts/oidc.ts'
import { readOidcSettings } from '../../api/accounts/oidc-settings.ts'

const sound = {
  OIDC_ISSUER: 'https://login.example.org/tenant/v2.0', OIDC_CLIENT_ID: 'beatwise', OIDC_CLIENT_SECRET: 'a-secret', OIDC_TENANT: '',
  OIDC_REDIRECT_URL: 'https://beatwise.example.org/api/session/oidc/callback', OIDC_ROLE_GROUPS: '1b2c=planner'
}

describe('the settings of the organisation\'s sign-in', () => {
  it('are none without an issuer', () => expect(readOidcSettings({ ...sound, OIDC_ISSUER: '' })).toBeUndefined())

  it('are read whole, and never allow a provider without TLS', () => {
    const settings = readOidcSettings({ ...sound, OIDC_ROLE_GROUPS: '1b2c=planner, role=x=analyst', OIDC_ALLOW_HTTP: 'true' })
    expect(settings).toEqual({
      issuer: sound.OIDC_ISSUER, clientId: 'beatwise', clientSecret: 'a-secret', tenant: undefined, redirectUrl: sound.OIDC_REDIRECT_URL,
      roleGroups: [{ group: '1b2c', role: 'planner' }, { group: 'role=x', role: 'analyst' }]
    })
  })

  it.each([
    ['OIDC_ISSUER', 'http://login.example.org'], ['OIDC_ISSUER', 'login.example.org'], ['OIDC_ISSUER', 'https://login.microsoftonline.com/common/v2.0'], ['OIDC_ISSUER', 'https://login.microsoftonline.com/organizations/v2.0'],
    ['OIDC_CLIENT_ID', ''], ['OIDC_CLIENT_SECRET', ''], ['OIDC_REDIRECT_URL', ''], ['OIDC_REDIRECT_URL', 'http://beatwise.example.org/api/session/oidc/callback'],
    ['OIDC_REDIRECT_URL', 'https://beatwise.example.org/elsewhere'], ['OIDC_ROLE_GROUPS', ''], ['OIDC_ROLE_GROUPS', 'planner'], ['OIDC_ROLE_GROUPS', 'a=chief'], ['OIDC_ROLE_GROUPS', 'a=public'], ['OIDC_ROLE_GROUPS', '=admin']
  ])('are refused with %s "%s"', (name, value) => expect(() => readOidcSettings({ ...sound, [name]: value })).toThrow(name))

  it('are refused without repeating a secret', () => {
    expect(() => readOidcSettings({ ...sound, OIDC_ROLE_GROUPS: 'a-secret-pasted-here' })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('pasted') as string }) as Error)
  })
})

describe('an identity', () => {
  const settings = { issuer: 'https://login.example.org', tenant: undefined, roleGroups: [{ group: 'a', role: 'admin' }, { group: 'p', role: 'planner' }] as const }
  const claims = { iss: 'https://login.example.org', sub: 's', aud: 'c', iat: 0, exp: 0 }
  it.each([
    [undefined, null], [[], null], ['a', 'admin'], [['p', 'a'], 'admin'], [['p'], 'planner'], [[{ a: 1 }], null], [['A'], null]
  ])('with the groups %j has the role %j', (groups, role) => expect(identityOf({ ...claims, groups: groups as string[] }, settings).role).toBe(role))
  it('is of the pinned issuer alone', () => expect(() => identityOf({ ...claims, iss: 'https://other.example.org' }, settings)).toThrow('failed'))
})
