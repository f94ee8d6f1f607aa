/** `npm run users`: makes, lists, closes and changes accounts, on the machine of the database. Exit 0 done, 1 refused, 2 misused. */
import { parseArgs } from 'node:util'
import { listAreas } from '../areas/queries.ts'
import { readConfig } from '../config.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { roles, roleTitles } from '../vocabulary.ts'
import { AccountError, changeDistricts, changeRole, createAccount, disableAccount, enableAccount, resetPassword, type AccountRole } from './account-changes.ts'
import { foldName, isName } from './names.ts'
import { listAccounts } from './queries.ts'

const accountRoles = roles.filter((role) => role !== 'public')
const usage = `Use:
  npm run users -- add <name> --role <role> [--district <code> ...]   makes an account and prints its one-time password
  npm run users -- list
  npm run users -- disable <name>       ends its sessions at once
  npm run users -- enable <name>
  npm run users -- reset <name>         a new one-time password; ends its sessions
  npm run users -- role <name> <role>   ends its sessions
  npm run users -- districts <name> [<code> ...]
Roles: ${accountRoles.join(', ')}.
`
class Misuse extends Error {}

type Wishes = { name: string; rest: string[]; role: string | undefined; districts: string[] }
type Command = (db: Database, wishes: Wishes) => Promise<string>

const commands: Record<string, Command> = {
  async add(db, { name, rest, role, districts }) {
    const codes = await checkedDistricts(db, [...districts, ...(districts.length > 0 ? rest : none(rest))])
    return oneTime(`Account "${name}" (${roleTitles[checkedRole(role)]}) is made.`, await createAccount(db, name, checkedRole(role), codes))
  },
  async disable(db, { name, rest }) {
    none(rest)
    await disableAccount(db, name)
    return `Account "${name}" is disabled and its sessions have ended.`
  },
  async enable(db, { name, rest }) {
    none(rest)
    await enableAccount(db, name)
    return `Account "${name}" is enabled.`
  },
  async reset(db, { name, rest }) {
    none(rest)
    return oneTime(`The sessions of "${name}" have ended.`, await resetPassword(db, name))
  },
  async role(db, { name, rest, role = rest[0] }) {
    none(rest.slice(1))
    await changeRole(db, name, checkedRole(role))
    return `Account "${name}" is ${checkedRole(role)} now, and its sessions have ended.`
  },
  async districts(db, { name, rest, districts }) {
    const codes = await checkedDistricts(db, [...districts, ...rest])
    await changeDistricts(db, name, codes)
    return `Account "${name}" belongs to ${codes.join(', ') || 'no district'} now.`
  }
}

const oneTime = (what: string, password: string) => `${what}\nOne-time password: ${password}\nIt opens nothing but its own change, at the first sign-in.`

function none(rest: string[]): [] {
  if (rest.length > 0) throw new Misuse(`"${rest[0]}" is one word too many.`)
  return []
}

function checkedRole(role: string | undefined): AccountRole {
  if (role !== undefined && (accountRoles as string[]).includes(role)) return role as AccountRole
  throw new Misuse(role === undefined ? 'Say the role.' : `There is no role "${role}".`)
}

/** @throws AccountError for a code that is no loaded district; before any is loaded, every code that could be one is taken. */
async function checkedDistricts(db: Database, given: string[]): Promise<string[]> {
  const codes = [...new Set(given.flatMap((text) => text.split(',')).map((code) => code.trim()).filter(Boolean))]
  const odd = codes.find((code) => !/^[A-Za-z0-9-]{1,40}$/.test(code))
  if (odd !== undefined) throw new AccountError(`"${odd}" is not the code of a district.`)
  if (codes.length === 0) return codes
  const loaded = (await listAreas(db, null)).filter(({ type, inStudy }) => type === 'district' && inStudy)
  const unknown = loaded.length > 0 && codes.find((code) => !loaded.some((area) => area.code === code))
  if (unknown) throw new AccountError(`There is no district "${unknown}". There are ${loaded.map(({ code, name }) => `${code} ${name}`).join(', ')}.`)
  return codes
}

async function list(db: Database): Promise<string> {
  const accounts = await listAccounts(db)
  if (accounts.length === 0) return 'There is no account.'
  const rows = accounts.map(({ name, role, disabled, mustChange, elsewhere, demonstration, districts, seen }) => {
    const notes = [disabled && 'disabled', mustChange && 'one-time password', elsewhere && 'signs in elsewhere', demonstration && 'demonstration'].filter(Boolean)
    return [name, role, notes.join(', ') || '-', districts.join(' ') || '-', seen ? `${seen} UTC` : '-']
  })
  const table = [['name', 'role', 'notes', 'districts', 'last seen'], ...rows]
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  return table.map((row) => row.map((text, i) => text.padEnd(widths[i]!)).join('  ').trimEnd()).join('\n')
}

/** What is to be done, checked as far as it can be without the database. @throws Misuse */
function understood(args: string[]): (db: Database) => Promise<string> {
  const { values, positionals } = parse(args)
  const [word, given, ...rest] = positionals
  if (word === 'list' && given === undefined) return list
  if (word === undefined || !Object.hasOwn(commands, word)) throw new Misuse(word === undefined ? 'Say what to do.' : `There is no "${positionals.join(' ')}".`)
  if (given === undefined) throw new Misuse('Say the name of the account.')
  const name = foldName(given)
  if (!isName(name)) throw new Misuse(`"${given}" cannot be a name: letters without accents, digits and . _ @ - only, at most 100.`)
  if (word === 'add') checkedRole(values.role)
  return (db) => commands[word]!(db, { name, rest, role: values.role, districts: values.district })
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' }, district: { type: 'string', multiple: true, default: [] } } })
  } catch (cause) {
    throw Object.assign(new Misuse((cause as Error).message), { cause })
  }
}

async function main(): Promise<void> {
  const work = understood(process.argv.slice(2))
  const db = await openDatabase(readConfig(), { attach: true })
  try {
    await migrate(db)
    process.stdout.write(`${await work(db)}\n`)
  } finally {
    await db.close()
  }
}

main().then(() => process.exit(0), (cause: Error) => {
  process.stderr.write(`${cause.message}\n${cause instanceof Misuse ? usage : ''}`)
  process.exit(cause instanceof Misuse ? 2 : 1)
})
