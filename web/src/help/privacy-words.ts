/** The privacy notice: what this product keeps of those who use it and of those who are in its records. Everything in it follows from the code and its settings. */
import type { AboutAnswer } from '../answers.ts'
import { atStart, howToWrite, whoRuns, type Statement } from './statement.ts'

export const privacyWords = ({ organisation, contactEmail, basemapHost, limitsRequests, sessionHours, organisationSignIn, disclosureBase, publicDelayMonths }: AboutAnswer): Statement => ({
  title: 'Privacy',
  lead: `This page says what Beatwise keeps about you, and what it holds about people in police records. ${atStart(whoRuns(organisation))} runs this service and answers for it.`,
  sections: [
    {
      id: 'readers', title: 'If you only read the maps', text: ['You do not need an account. We do not ask who you are. We do not count visits, follow you from page to page, or show adverts.'],
      list: [
        'What you look at is not written down. The server keeps no list of the pages you ask for.',
        ...(limitsRequests ? ['So that no one can swamp the service, the server counts how many questions come from each internet address. It keeps that count in its memory for about a minute and does not save it.'] : []),
        'If the server turns a question away, such as after a wrong password, it notes the time, the page and the internet address in its log. This helps to spot break-ins.',
        'If something breaks, the server notes what broke, and not who asked.',
        'We ask your phone or computer where it is only if you press “Near me” and say yes. Your browser rounds the place to about 100 metres and sends it once. We look up which areas hold it, and keep it nowhere.'
      ],
      links: [['cookies', 'What is kept in your browser']]
    },
    {
      id: 'elsewhere', title: 'Who else is asked', text: basemapHost === null
        ? ['Every page, map and picture comes from this service. Your browser asks nobody else.']
        : [`The ground of the map comes from ${basemapHost}, and may come from others that it names. They can see your internet address and which part of the map you look at. They have their own privacy notice. All else comes from this service.`]
    },
    {
      id: 'accounts', title: 'If you sign in', text: ['Accounts are for the police and those who work with them. Of each account we keep:'],
      list: [
        organisationSignIn ? 'a name, a role, the districts it belongs to, and the number by which your employer’s sign-in knows you' : 'a name, a role, and the districts it belongs to',
        'the password, as a code that cannot be turned back. Accounts that sign in through an employer have none here',
        `when the account was last used, until the session ends: after ${sessionHours} hours at most`,
        'failed sign-ins, by scrambled name and address. They count for a quarter of an hour. The next sign-in after that wipes them',
        'a record of what the account did: who, when, what and why. It covers sign-ins and refused ones, reads of exact counts, files taken away, and plans. It is kept for good, so that wrong use can be found',
        'patrol plans, with the times at which units came and went',
        'entries about local priorities: who wrote each version and who approved it. The public reads the text, without a name'
      ]
    },
    {
      id: 'records', title: 'People in the records', text: ['The maps are made from records of crime, road crashes and calls to the police. Beatwise is not told the names of people in them.'],
      list: [
        'Crime from data.police.uk has been made safe before we get it. Each place is moved to a point nearby.',
        'Crash records say how old people were and how badly they were hurt. Where they live is never loaded.',
        'A police force may load records of its own. They can hold a code for a victim, so that repeat victims can be counted. Only staff with the right role see lists of places and victims met again, and each look is noted.',
        `You see counts of such records in large hexagons, rounded to ${disclosureBase}${publicDelayMonths > 0 ? `, and not until ${publicDelayMonths === 1 ? 'a month' : `${publicDelayMonths} months`} has gone by` : ''}.`,
        'Domestic abuse and sexual offences in a force’s own records are never put on a map, for anyone.'
      ],
      links: [['what-you-may-see', 'Who may see what'], ['methods', 'How counts are rounded']]
    },
    { id: 'law', title: 'Why this is allowed', text: [`${atStart(whoRuns(organisation))} must have a reason in law to hold these records, and must be able to tell you which. For a public body it is most often the “public task” rule. How long logs and backups of the server are kept is for them to say as well.`] },
    {
      id: 'rights', title: 'Your rights', text: ['You can ask what is held about you, and ask for it to be put right or wiped. You can say no to how it is used.', howToWrite(organisation, contactEmail), 'If you are not happy with the answer, you can complain to the Information Commissioner.'],
      outside: [['https://ico.org.uk/make-a-complaint/', 'Complain to the Information Commissioner']]
    }
  ]
})
