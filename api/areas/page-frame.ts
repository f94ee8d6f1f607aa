/** What stands around every public page that the server writes: head, way back, search, and the foot with what must be said. They need no script. */
import { html, Markup, type Content } from '../html.ts'

export interface Frame { title: string; description: string; body: Content; /** Address of the page's feed. */ feed?: { address: string; title: string }; canonical?: string }

export const searchForm = (q = ''): Markup => html`<form action="/neighbourhood" method="get" role="search"><label for="q">Find a place</label><div><input id="q" name="q" type="search" maxlength="60" required autocomplete="off" spellcheck="false" value="${q}"/><button>Find</button></div></form>`

const links = [['/neighbourhood', 'Find a place'], ['/', 'Map'], ['/performance', 'Performance'], ['/help', 'Help']]
const footLinks = [['/open-data', 'Open data'], ['/methods', 'How the figures are made'], ['/sources', 'Sources'], ['/accessibility', 'Accessibility'], ['/privacy', 'Privacy'], ['/cookies', 'Cookies']]

/** Written out, so that no browser asks for one. */
const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M16 2 28 9v14L16 30 4 23V9z' fill='%23017fa1'/%3E%3Cpath d='m16 9 6 3.5v7L16 23l-6-3.5v-7z' fill='%23b6ecd3'/%3E%3C/svg%3E"

export function pageFrame({ title, description, body, feed, canonical }: Frame): string {
  const page = html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title} · Beatwise</title><meta name="description" content="${description}"/>${canonical ? html`<link rel="canonical" href="${canonical}"/>` : null}${feed ? html`<link rel="alternate" type="application/atom+xml" href="${feed.address}" title="${feed.title}"/>` : null}<link rel="icon" href="${icon}"/><link rel="stylesheet" href="/neighbourhood/page.css"/></head>
<body><a class="skip" href="#main">Skip to the page</a><header class="top"><a class="brand" href="/">Beatwise</a><nav aria-label="Pages">${links.map(([address, text]) => html`<a href="${address!}">${text!}</a>`)}</nav></header><main id="main">${body}</main><footer class="foot"><nav aria-label="About this service">${footLinks.map(([address, text]) => html`<a href="${address!}">${text!}</a>`)}</nav></footer></body></html>`
  return page.text
}
