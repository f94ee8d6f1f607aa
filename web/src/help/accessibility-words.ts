/** The accessibility statement, in the order of the model that the government gives to public bodies. What it claims is what the tests look at. */
import type { AboutAnswer } from '../answers.ts'
import { atStart, howToWrite, whoRuns, type Statement } from './statement.ts'

export const accessibilityWords = ({ organisation, contactEmail }: AboutAnswer): Statement => ({
  title: 'Accessibility',
  lead: `This page says how well Beatwise works for disabled people. ${atStart(whoRuns(organisation))} runs this service and wants as many people as can be to use it.`,
  sections: [
    {
      id: 'you-can', title: 'What you should be able to do', text: ['You should be able to:'],
      list: ['use every page by keyboard alone', 'zoom in until the page is as narrow as a small phone, without the need to scroll sideways', 'choose light or dark colours', 'read the words and tables of every page with a screen reader', 'turn off motion, if your device asks for that', 'read the numbers of the map as a table', 'read about a neighbourhood without scripts, or on paper'],
      after: ['We have tried to keep the words plain. Pages for the police use terms that the police use.']
    },
    {
      id: 'gaps', title: 'What does not work yet', text: ['We know that some parts are hard to use:'],
      list: [
        'The map is a picture. A screen reader cannot read the shapes on it. The same numbers are in a table: choose the table button in the panel. The roads and response pages list what their maps show too.',
        'You can move over the map with the arrow keys, one step at a time. The hexagon in the middle is then read out. You cannot feel how the shapes lie next to each other.',
        'Names of places are drawn on the map. They do not grow when you set larger text. Zoom the map instead.',
        'The names of places and the borders on the map may be faint if the people who run this service have put in another ground map.',
        'On the smallest screens the panel takes the room of the map. Push the panel down to see the map.',
        'Charts can be saved as pictures. Those pictures have no text for a screen reader. The table behind each chart does.',
        'Wide tables scroll sideways inside their own frame on a small screen.',
        'The pages that describe the data for programs were made by others. We have not tested them.'
      ],
      links: [['help', 'Keys for the map, on the help page']]
    },
    { id: 'other-form', title: 'If you need this in another form', text: ['You can ask for the numbers in large print, as a table, or read out by phone. Say which page you were on and what you need.', howToWrite(organisation, contactEmail)], links: [['open-data', 'Take the numbers away as files']] },
    { id: 'report', title: 'Tell us about a problem', text: ['If you find something that is not on this page, or that we say works and does not, please tell us.', howToWrite(organisation, contactEmail)] },
    {
      id: 'enforcement', title: 'If you are not happy with the answer', text: ['The Equality and Human Rights Commission sees to it that public bodies keep the law on this. If we do not answer you well, call the Equality Advisory and Support Service.'],
      outside: [['https://www.equalityadvisoryservice.com/', 'Equality Advisory and Support Service']]
    },
    {
      id: 'status', title: 'How well it meets the rules', text: [
        'The rules are the Web Content Accessibility Guidelines, version 2.2, level AA. This service meets them in part, because of the gaps listed above.',
        'The law that asks for this page is the Public Sector Bodies Accessibility Regulations of 2018.'
      ]
    },
    {
      id: 'tests', title: 'How we tested it', text: ['Beatwise comes with tests that open its pages in a real browser. In them:'],
      list: ['a program called axe looks for faults, in light and in dark colours, on a wide screen and on a phone', 'the main tasks are done by keyboard alone', 'pages are shown 320 dots wide, to see that nothing is cut off', 'the map is switched off, to see that the table takes its place'],
      after: ['Such tests find only some faults. No outside expert has checked this service yet, and people who use a screen reader each day have not tried it for us. Until they have, take this page as what we believe, not as proof.', 'The words of this page were written for version 0.5 of Beatwise, in November 2026.']
    }
  ]
})
